// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import io.arxsvgx.telemetry.web.http.HttpResponse;
import io.arxsvgx.telemetry.web.http.ServerAddresses;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A processor and its web application, called in memory: no server, no sockets. */
public final class WebFixture implements AutoCloseable {
    public static final Duration LONG = Duration.ofSeconds(20);
    public static final int DASHBOARD_PORT = 8081;

    private static final int HTTP_PORT = 8080;
    private static final JsonCodec JSON = new JsonCodec(JsonLimits.defaults());

    public TelemetryProcessor processor;
    private WebApplication application;

    private TelemetryConfig.Builder config = TelemetryConfig.builder();
    private WebSettings settings = TestSettings.defaults();
    private Supplier<AlertStore> store = AlertStore::inMemory;
    private List<PatternDetector> detectors = List.of();
    private List<ConditionProvider> conditions = List.of();
    private Optional<AlertNotifier> notifier = Optional.empty();

    /** Sets the configuration of the next processors. */
    public WebFixture config(TelemetryConfig.Builder configuration) {
        config = configuration;
        return this;
    }

    /** Sets the settings of the next applications. */
    public WebFixture settings(TestSettings.Builder builder) {
        settings = builder.build();
        return this;
    }

    /** Sets the function that opens the alert store at each start. */
    public WebFixture store(Supplier<AlertStore> opener) {
        store = opener;
        return this;
    }

    /** Sets the detectors of the next processors. */
    public WebFixture detectors(PatternDetector... all) {
        detectors = List.of(all);
        return this;
    }

    /** Sets further conditions of the next processors. */
    public WebFixture conditions(ConditionProvider... all) {
        conditions = List.of(all);
        return this;
    }

    /** Sets the notifier of the next processors. */
    public WebFixture notifier(AlertNotifier next) {
        notifier = Optional.of(next);
        return this;
    }

    /**
     * Starts a processor with an application, and closes the previous ones, of which only the data in the store is
     * kept.
     */
    public WebFixture start() {
        return start(true);
    }

    /** Starts the same with a processor that is not started, so that ingested events wait. */
    public WebFixture startWaiting() {
        return start(false);
    }

    private WebFixture start(boolean running) {
        close();
        TelemetryProcessor.Builder builder =
                TelemetryProcessor.builder().config(config.build()).alertStore(store.get());
        detectors.forEach(builder::detector);
        conditions.forEach(builder::condition);
        notifier.ifPresent(builder::notifier);
        processor = builder.build();
        if (running) {
            processor.start();
        }
        application = new WebApplication(
                processor, settings, new ServerAddresses(() -> HTTP_PORT, () -> -1, () -> DASHBOARD_PORT));
        startApplication();
        return this;
    }

    /** Starts the application, as a server does. */
    public void startApplication() {
        application.loadRules();
        application.watchRules();
        application.start(sample -> {});
    }

    /** Stops the application; the processor continues. */
    public void stopApplication() {
        application.stop();
    }

    /** Returns the calls of the application. */
    public ApiRouter router() {
        return application.router();
    }

    /** A response. */
    public record Answered(HttpResponse response) {
        public int status() {
            return response.status();
        }

        public byte[] bytes() {
            return response.body();
        }

        public String body() {
            return new String(bytes(), UTF_8);
        }

        public JsonNode json() {
            return JSON.read(body());
        }

        /** Returns the fields of the errors of a response, in order. */
        public List<String> errorFields() {
            return json().path("errors").findValuesAsText("field");
        }

        public String header(String name) {
            return response.headers().entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findAny()
                    .orElse("");
        }
    }

    public Answered get(String path) {
        return send(request(path).GET());
    }

    public Answered post(String path, String body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answered put(String path, String body) {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answered delete(String path) {
        return send(request(path).DELETE());
    }

    public HttpRequest.Builder request(String path) {
        return request(HTTP_PORT, path);
    }

    /** Returns a request for the port of the page. */
    public HttpRequest.Builder dashboardRequest(String path) {
        return request(DASHBOARD_PORT, path);
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    public Answered send(HttpRequest.Builder request) {
        return send(new MemoryRequest(request.build()), request.build().uri().getPort());
    }

    /** Sends a request with an unchanged path. */
    public Answered send(String method, String rawPath) {
        HttpRequest request =
                request("/").method(method, HttpRequest.BodyPublishers.noBody()).build();
        return send(new MemoryRequest(request, rawPath), HTTP_PORT);
    }

    private Answered send(MemoryRequest request, int port) {
        return new Answered(port == DASHBOARD_PORT ? application.dashboard(request) : application.api(request));
    }

    /** Waits until all ingested events are processed. */
    public void flush() {
        assertThat(processor.flush(LONG)).isTrue();
    }

    @Override
    public void close() {
        if (application != null) {
            application.stop();
        }
        if (processor != null) {
            processor.close();
        }
    }
}
