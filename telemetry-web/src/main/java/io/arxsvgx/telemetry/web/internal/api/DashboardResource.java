// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.SnapshotJson;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import io.arxsvgx.telemetry.web.internal.metrics.OverviewSample;
import io.arxsvgx.telemetry.web.internal.metrics.OverviewSampler;
import java.io.IOException;

/** The HTTP resource of the processor's snapshot and of the samples of the last seconds. Thread-safe. */
public final class DashboardResource implements Resource {
    private final TelemetryProcessor processor;
    private final JsonCodec json;
    private final OverviewSampler overview;

    public DashboardResource(TelemetryProcessor processor, JsonCodec json, OverviewSampler overview) {
        this.processor = processor;
        this.json = json;
        this.overview = overview;
    }

    @Override
    public void register(ApiRouter api) {
        api.add("GET", "/dashboard", (request, path) -> ApiResponse.json(json.bytes(this::snapshot)));
        api.add("GET", "/dashboard/history", (request, path) -> ApiResponse.json(json.bytes(this::history)));
    }

    private void snapshot(JsonGenerator out) throws IOException {
        SnapshotJson.write(out, processor.dashboard());
    }

    private void history(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("interval", OverviewSampler.INTERVAL.toMillis() / 1e3);
        out.writeArrayFieldStart("points");
        for (OverviewSample sample : overview.samples()) {
            sample.write(out);
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
