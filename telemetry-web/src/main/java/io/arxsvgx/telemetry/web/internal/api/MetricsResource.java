// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import io.arxsvgx.telemetry.web.internal.metrics.HttpMetrics;
import io.arxsvgx.telemetry.web.internal.metrics.PrometheusExporter;
import io.arxsvgx.telemetry.web.internal.rules.RuleFileWatcher;
import org.jspecify.annotations.Nullable;

/** The HTTP resource of the metrics for Prometheus. Thread-safe. */
public final class MetricsResource implements Resource {
    private final TelemetryProcessor processor;
    private final HttpMetrics metrics;
    private final @Nullable RuleFileWatcher file;

    public MetricsResource(TelemetryProcessor processor, HttpMetrics metrics, @Nullable RuleFileWatcher file) {
        this.processor = processor;
        this.metrics = metrics;
        this.file = file;
    }

    @Override
    public void register(ApiRouter api) {
        api.add("GET", "/metrics", (request, path) -> metrics(request.header("Accept")));
    }

    private ApiResponse metrics(@Nullable String accept) {
        PrometheusExporter text = PrometheusExporter.of(accept);
        boolean isRefused = file != null && file.problem() != null;
        return ApiResponse.of(text.contentType(), text.write(processor, metrics, isRefused));
    }
}
