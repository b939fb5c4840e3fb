// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.server.internal.api.AlertResource;
import io.arxsvgx.telemetry.server.internal.api.AnalyticsResource;
import io.arxsvgx.telemetry.server.internal.api.BoardResource;
import io.arxsvgx.telemetry.server.internal.api.ConditionResource;
import io.arxsvgx.telemetry.server.internal.api.DashboardResource;
import io.arxsvgx.telemetry.server.internal.api.DescriptionResource;
import io.arxsvgx.telemetry.server.internal.api.HealthResource;
import io.arxsvgx.telemetry.server.internal.api.IngestResource;
import io.arxsvgx.telemetry.server.internal.api.MetricsResource;
import io.arxsvgx.telemetry.server.internal.api.PatternResource;
import io.arxsvgx.telemetry.server.internal.api.RiskResource;
import io.arxsvgx.telemetry.server.internal.api.RuleResource;
import io.arxsvgx.telemetry.server.internal.api.RuleTrialResource;
import io.arxsvgx.telemetry.server.internal.api.SeriesResource;
import io.arxsvgx.telemetry.server.internal.api.SilenceResource;
import io.arxsvgx.telemetry.server.internal.board.BoardStore;
import io.arxsvgx.telemetry.server.internal.http.ApiRouter;
import io.arxsvgx.telemetry.server.internal.http.Resource;
import io.arxsvgx.telemetry.server.internal.http.ServerAddresses;
import io.arxsvgx.telemetry.server.internal.metrics.HttpMetrics;
import io.arxsvgx.telemetry.server.internal.metrics.OverviewSampler;
import io.arxsvgx.telemetry.server.internal.query.PatternFinder;
import io.arxsvgx.telemetry.server.internal.rules.RuleFileWatcher;
import io.arxsvgx.telemetry.server.internal.rules.RuleStore;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates what serves the HTTP API, and holds what has to be started and stopped. Thread-safe. */
final class ServerComponents {
    final HttpMetrics metrics = new HttpMetrics();
    final BoardStore boards;
    final OverviewSampler overview;
    final ApiRouter router;
    private final @Nullable RuleFileWatcher rulesFile;
    private final @Nullable RuleStore ruleStore;

    ServerComponents(TelemetryProcessor processor, ServerSettings settings, ServerAddresses addresses) {
        JsonCodec json = new JsonCodec(settings.json());
        SqliteAlertStore store = settings.store();
        rulesFile = settings.rulesFile() == null ? null : new RuleFileWatcher(settings.rulesFile(), processor, json);
        ruleStore = settings.savedRules() == null ? null : new RuleStore(settings.savedRules(), processor, json);
        boards = new BoardStore(settings.boards(), json);
        overview = new OverviewSampler(processor);
        RuleTrialResource trials = new RuleTrialResource(processor, json, RuleTrialResource.Limits.DEFAULT);
        List<Resource> resources = List.of(
                new DescriptionResource(addresses, json),
                new IngestResource(processor, settings.json(), settings.httpLimits()),
                new DashboardResource(processor, json, overview),
                new PatternResource(json, new PatternFinder(processor, store)),
                new HealthResource(
                        processor, json, List.<Supplier<@Nullable String>>of(this::rulesFileProblem, trials::problem)),
                new AnalyticsResource(processor, json),
                new MetricsResource(processor, metrics, store, rulesFile),
                new RiskResource(processor, json),
                new AlertResource(processor, json, store),
                new SeriesResource(processor, json),
                new RuleResource(processor, json, rulesFile, ruleStore),
                trials,
                new BoardResource(boards, json, processor.config().timeSource()),
                new ConditionResource(processor, json),
                new SilenceResource(processor, json, store));
        router = new ApiRouter(json, settings.httpLimits());
        resources.forEach(resource -> resource.register(router));
        metrics.register(router.paths().keySet());
    }

    private @Nullable String rulesFileProblem() {
        String problem = rulesFile == null ? null : rulesFile.problem();
        return problem == null ? null : "the file of rules was refused: " + problem;
    }

    /** Sets the rules of the file, then those that were set over HTTP before. */
    void loadRules() {
        if (rulesFile != null) {
            rulesFile.load();
        }
        if (ruleStore != null) {
            ruleStore.load();
        }
    }

    void watchRules() {
        if (rulesFile != null) {
            rulesFile.watch();
        }
    }

    void unwatchRules() {
        if (rulesFile != null) {
            rulesFile.unwatch();
        }
    }
}
