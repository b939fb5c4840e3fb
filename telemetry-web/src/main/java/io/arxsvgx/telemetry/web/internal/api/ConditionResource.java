// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The HTTP resource of the conditions with their parameters, and of the actions, that a rule can name. Thread-safe. */
public final class ConditionResource implements Resource {
    private static final Parameter FIELD = new Parameter(
            AlertRule.FIELD,
            Parameter.Type.TEXT,
            true,
            null,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            List.of(),
            "The type of the events that the rule evaluates.");

    private final TelemetryProcessor processor;
    private final JsonCodec json;

    public ConditionResource(TelemetryProcessor processor, JsonCodec json) {
        this.processor = processor;
        this.json = json;
    }

    @Override
    public void register(ApiRouter api) {
        api.add("GET", "/conditions", (request, path) -> ApiResponse.json(json.bytes(this::conditions)));
        api.add("GET", "/actions", (request, path) -> ApiResponse.json(json.bytes(this::actions)));
    }

    private void conditions(JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (ConditionProvider condition : processor.rules().conditions()) {
            out.writeStartObject();
            out.writeStringField("name", condition.kind());
            out.writeStringField("help", condition.description());
            out.writeArrayFieldStart("parameters");
            List<Parameter> parameters = new ArrayList<>(condition.parameters());
            parameters.add(0, FIELD);
            for (Parameter parameter : parameters) {
                write(out, parameter);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, Parameter parameter) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", parameter.name());
        out.writeStringField("kind", kind(parameter));
        out.writeBooleanField("required", parameter.required());
        out.writeFieldName("default");
        JsonCodec.any(out, parameter.defaultValue());
        out.writeFieldName("choices");
        JsonCodec.any(out, parameter.choices());
        bound(out, "minimum", parameter.minimum());
        bound(out, "maximum", parameter.maximum());
        out.writeBooleanField("whole", parameter.type() == Parameter.Type.INTEGER);
        out.writeStringField("help", parameter.meaning());
        out.writeEndObject();
    }

    private static String kind(Parameter parameter) {
        if (parameter.type() != Parameter.Type.TEXT) {
            return "number";
        }
        return parameter.choices().isEmpty() ? "text" : "choice";
    }

    private static void bound(JsonGenerator out, String name, double bound) throws IOException {
        out.writeFieldName(name);
        JsonCodec.any(out, bound);
    }

    private void actions(JsonGenerator out) throws IOException {
        JsonCodec.any(out, processor.actions().names());
    }
}
