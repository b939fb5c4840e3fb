// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.web.http.HttpRequest;
import io.arxsvgx.telemetry.web.http.HttpResponse;
import io.arxsvgx.telemetry.web.http.ServerAddresses;
import io.arxsvgx.telemetry.web.http.WebSocketMetrics;
import io.arxsvgx.telemetry.web.internal.alertmanager.AlertmanagerResource;
import io.arxsvgx.telemetry.web.internal.api.AlertResource;
import io.arxsvgx.telemetry.web.internal.api.AnalyticsResource;
import io.arxsvgx.telemetry.web.internal.api.BoardResource;
import io.arxsvgx.telemetry.web.internal.api.ConditionResource;
import io.arxsvgx.telemetry.web.internal.api.DashboardResource;
import io.arxsvgx.telemetry.web.internal.api.HealthResource;
import io.arxsvgx.telemetry.web.internal.api.IngestResource;
import io.arxsvgx.telemetry.web.internal.api.MetricsResource;
import io.arxsvgx.telemetry.web.internal.api.OpenApiResource;
import io.arxsvgx.telemetry.web.internal.api.PatternResource;
import io.arxsvgx.telemetry.web.internal.api.RiskResource;
import io.arxsvgx.telemetry.web.internal.api.RuleResource;
import io.arxsvgx.telemetry.web.internal.api.RuleTrialResource;
import io.arxsvgx.telemetry.web.internal.api.SeriesResource;
import io.arxsvgx.telemetry.web.internal.api.SilenceResource;
import io.arxsvgx.telemetry.web.internal.board.BoardStore;
import io.arxsvgx.telemetry.web.internal.dashboard.DashboardHandler;
import io.arxsvgx.telemetry.web.internal.http.AccessPolicy;
import io.arxsvgx.telemetry.web.internal.http.ApiDispatcher;
import io.arxsvgx.telemetry.web.internal.http.ApiException;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import io.arxsvgx.telemetry.web.internal.http.ResponseEncoder;
import io.arxsvgx.telemetry.web.internal.http.SecurityHeaders;
import io.arxsvgx.telemetry.web.internal.metrics.HttpMetrics;
import io.arxsvgx.telemetry.web.internal.metrics.OverviewSampler;
import io.arxsvgx.telemetry.web.internal.notify.NotificationResource;
import io.arxsvgx.telemetry.web.internal.query.PatternFinder;
import io.arxsvgx.telemetry.web.internal.rules.RuleFileWatcher;
import io.arxsvgx.telemetry.web.internal.rules.RuleStore;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP API and the dashboard page of one processor, for any server that receives the requests. The composition root
 * of this module: creates the resources and passes each its dependencies. Thread-safe.
 */
public final class WebApplication {
    private static final String API = "/api";
    /** Clients of Alertmanager append this to the address of the page too. */
    private static final String ALERTMANAGER = "/api/v2/";

    private final HttpMetrics metrics = new HttpMetrics();
    private final AccessPolicy access;
    private final BoardStore boards;
    private final OverviewSampler overview;
    private final ApiRouter router;
    private final ApiDispatcher dispatcher;
    private final DashboardHandler page;
    private final @Nullable RuleFileWatcher rulesFile;
    private final @Nullable RuleStore ruleStore;

    /**
     * Creates an application. Reads no file and starts no thread.
     *
     * @param processor the host's processor
     * @param settings the settings of the application
     * @param addresses the addresses on which the server listens
     */
    public WebApplication(TelemetryProcessor processor, WebSettings settings, ServerAddresses addresses) {
        JsonCodec json = new JsonCodec(settings.json());
        access = new AccessPolicy(settings.access(), addresses::isOwnPort);
        rulesFile = settings.rulesFile() == null ? null : new RuleFileWatcher(settings.rulesFile(), processor, json);
        ruleStore =
                settings.savedRules() == null ? null : new RuleStore(settings.savedRules(), processor.rules(), json);
        boards = new BoardStore(settings.boards(), json);
        overview = new OverviewSampler(processor);
        router = new ApiRouter(json, settings.limits());
        resources(processor, settings, addresses, json).forEach(resource -> resource.register(router));
        metrics.register(router.paths().keySet());
        dispatcher = new ApiDispatcher(
                router,
                access,
                metrics,
                processor.config().timeSource(),
                settings.limits().maxRequests());
        page = new DashboardHandler(router);
    }

    private List<Resource> resources(
            TelemetryProcessor processor, WebSettings settings, ServerAddresses addresses, JsonCodec json) {
        RuleTrialResource trials = new RuleTrialResource(processor, json, RuleTrialResource.Limits.DEFAULT);
        List<Supplier<@Nullable String>> problems = List.of(this::rulesFileProblem, trials::problem);
        return List.of(
                new OpenApiResource(addresses, json),
                new IngestResource(processor, settings.json(), settings.limits()),
                new DashboardResource(processor, json, overview),
                new PatternResource(json, new PatternFinder(processor)),
                new HealthResource(processor, json, problems),
                new AnalyticsResource(processor, json),
                new MetricsResource(processor, metrics, rulesFile),
                new RiskResource(processor, json),
                new AlertResource(processor, json),
                new SeriesResource(processor, json),
                new RuleResource(processor, json, rulesFile, ruleStore),
                trials,
                new BoardResource(boards, json, processor.config().timeSource()),
                new ConditionResource(processor, json),
                new SilenceResource(processor, json),
                new NotificationResource(processor, json),
                new AlertmanagerResource(processor, addresses, json));
    }

    private @Nullable String rulesFileProblem() {
        String problem = rulesFile == null ? null : rulesFile.problem();
        return problem == null ? null : "rules file rejected: " + problem;
    }

    /**
     * Adds the rules of the rules file, then the rules that were set over HTTP before.
     *
     * @throws IllegalArgumentException if a file is rejected
     */
    public void loadRules() {
        if (rulesFile != null) {
            rulesFile.load();
        }
        if (ruleStore != null) {
            ruleStore.load();
        }
    }

    /** Reloads the rules file whenever its content changes, until {@link #stop}. */
    public void watchRules() {
        if (rulesFile != null) {
            rulesFile.watch();
        }
    }

    /**
     * Loads the boards and starts to sample the processor once a second.
     *
     * @param onSample receives each sample, as the data of a message
     */
    public void start(Consumer<JsonCodec.Writing> onSample) {
        boards.load();
        overview.start(sample -> onSample.accept(sample::write));
    }

    /** Stops the threads that were started. */
    public void stop() {
        overview.stop();
        if (rulesFile != null) {
            rulesFile.unwatch();
        }
    }

    /**
     * Answers a call of the API.
     *
     * @param request the request; its path is the path within the API
     * @return the response to send
     */
    public HttpResponse api(HttpRequest request) {
        ApiResponse refusal = refusal(request);
        return encode(request, refusal == null ? dispatcher.answer(request, request.path()) : refusal);
    }

    /**
     * Answers a request for the dashboard page. A path under {@code /api} is a call of the API.
     *
     * @param request the request
     * @return the response to send
     */
    public HttpResponse dashboard(HttpRequest request) {
        ApiResponse response = refusal(request);
        if (response == null) {
            String path = request.path();
            if (path.equals(API) || path.startsWith(API + "/")) {
                String call = path.startsWith(ALERTMANAGER) ? path : path.substring(API.length());
                response = dispatcher.answer(request, call.isEmpty() ? path : call);
            } else {
                response = page.answer(request);
            }
        }
        return encode(request, response);
    }

    /**
     * Returns the rejection of a request with a foreign host name or from a foreign page; null if the request is
     * allowed.
     */
    private @Nullable ApiResponse refusal(HttpRequest request) {
        try {
            access.checkHostAndOrigin(request);
            return null;
        } catch (ApiException e) {
            return counted(router.error(e));
        }
    }

    private ApiResponse counted(ApiResponse response) {
        metrics.answered(response.call, response.status, 0);
        return response;
    }

    /**
     * Checks the host name and the origin of a request.
     *
     * @param request the request
     * @return null if the request is allowed; otherwise the response to send
     */
    public @Nullable HttpResponse refuseForeign(HttpRequest request) {
        ApiResponse refusal = refusal(request);
        return refusal == null ? null : encode(request, refusal);
    }

    /**
     * Checks the token of an upgrade to WebSocket, which may also be in the query or in a sub-protocol.
     *
     * @param request the request
     * @return null if the request is allowed; otherwise the response to send
     */
    public @Nullable HttpResponse refuseUpgrade(HttpRequest request) {
        try {
            access.checkTokenOfUpgrade(request);
            return null;
        } catch (ApiException e) {
            return encode(request, counted(router.error(e)));
        }
    }

    /**
     * Answers a request on the WebSocket port that is not an upgrade.
     *
     * @param request the request
     * @return the response to send
     */
    public HttpResponse upgradeRequired(HttpRequest request) {
        ApiResponse refusal = refusal(request);
        if (refusal != null) {
            return encode(request, refusal);
        }
        ApiResponse response = router.error(
                new ApiException(426, "expected a WebSocket upgrade on this port").header("Upgrade", "websocket"));
        SecurityHeaders.PAGE.forEach(response.headers::putIfAbsent);
        return encode(request, response);
    }

    /**
     * Returns an error response in the format that all errors share.
     *
     * @param request the request
     * @param status the status code
     * @param message the error message
     * @param headers further headers
     * @return the response to send
     */
    public HttpResponse error(HttpRequest request, int status, String message, Map<String, String> headers) {
        ApiException error = new ApiException(status, message);
        headers.forEach(error::header);
        return encode(request, counted(router.error(error)));
    }

    private static HttpResponse encode(HttpRequest request, ApiResponse response) {
        return ResponseEncoder.encode(request, response);
    }

    /**
     * Returns the counters of WebSocket messages.
     *
     * @return the counters, which are part of the metrics
     */
    public WebSocketMetrics webSocketMetrics() {
        return metrics;
    }

    /** Returns the calls of the API, for tests of its description. */
    ApiRouter router() {
        return router;
    }
}
