// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.QueryParameters;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import java.util.Map;
import java.util.TreeMap;

/** The HTTP resource of analytics: the results of the detectors by event type. Thread-safe. */
public final class AnalyticsResource implements Resource {
    private final TelemetryProcessor processor;
    private final JsonCodec json;

    public AnalyticsResource(TelemetryProcessor processor, JsonCodec json) {
        this.processor = processor;
        this.json = json;
    }

    @Override
    public void register(ApiRouter api) {
        api.add("GET", "/analytics", (request, path) -> list(new QueryParameters(request)), "type");
    }

    private ApiResponse list(QueryParameters query) {
        Map<String, Object> all = new TreeMap<>(processor.dashboard().analytics());
        String type = query.text("type");
        if (type != null) {
            all.keySet().removeIf(name -> !name.equals(type));
        }
        return ApiResponse.json(json.bytes(out -> JsonCodec.any(out, all)));
    }
}
