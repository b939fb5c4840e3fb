// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.QueryParameters;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** The HTTP resource of the failure risk of components, current and past. Thread-safe. */
public final class RiskResource implements Resource {
    private final TelemetryProcessor processor;
    private final JsonCodec json;

    public RiskResource(TelemetryProcessor processor, JsonCodec json) {
        this.processor = processor;
        this.json = json;
    }

    @Override
    public void register(ApiRouter api) {
        api.add("GET", "/risk", (request, path) -> risks(new QueryParameters(request)), "component", "limit");
    }

    private ApiResponse risks(QueryParameters query) {
        String component = query.text("component");
        List<RiskAssessment> found = processor.dashboard().riskAssessments().stream()
                .filter(risk -> component == null || risk.component().equals(component))
                .sorted(Comparator.comparingDouble(RiskAssessment::risk).reversed())
                .limit(query.limit())
                .toList();
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartArray();
            for (RiskAssessment risk : found) {
                write(out, risk);
            }
            out.writeEndArray();
        }));
    }

    private void write(JsonGenerator out, RiskAssessment risk) throws IOException {
        out.writeStartObject();
        out.writeStringField("component", risk.component());
        out.writeNumberField("risk", risk.risk());
        out.writeFieldName("factors");
        JsonCodec.any(out, risk.factors());
        out.writeFieldName("recommendations");
        JsonCodec.any(out, risk.recommendations());
        out.writeStringField("timestamp", risk.timestamp().toString());
        out.writeArrayFieldStart("history");
        for (RiskAssessment one : processor.patterns().riskHistory(risk.component())) {
            out.writeStartObject();
            out.writeStringField("timestamp", one.timestamp().toString());
            out.writeNumberField("risk", one.risk());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
