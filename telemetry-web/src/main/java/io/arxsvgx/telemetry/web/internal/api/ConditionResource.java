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
    private static final Parameter FIELD = Parameter.of(
                    AlertRule.FIELD, Parameter.Type.TEXT, "The type of the events that the rule evaluates.")
            .asRequired();
    private static final Parameter DEFAULT_FIELD = Parameter.of(
            AlertRule.FIELD,
            Parameter.Type.TEXT,
            "The type of the events of those parts of the condition that name none.");

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
            parameters.add(0, hasOwnFields(parameters) ? DEFAULT_FIELD : FIELD);
            for (Parameter parameter : parameters) {
                write(out, parameter);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Returns whether the inputs of a condition, which are other conditions or selected events, name the types of events. */
    private static boolean hasOwnFields(List<Parameter> parameters) {
        return parameters.stream()
                .anyMatch(parameter ->
                        parameter.type() == Parameter.Type.CONDITIONS || parameter.type() == Parameter.Type.SELECTION);
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
        return switch (parameter.type()) {
            case NUMBER, INTEGER -> "number";
            case TEXT -> parameter.choices().isEmpty() ? "text" : "choice";
            case BOOLEAN -> "flag";
            case TEXTS -> "texts";
            case SELECTION -> "selection";
            case CONDITIONS -> "conditions";
            case LEVELS -> "levels";
        };
    }

    private static void bound(JsonGenerator out, String name, double bound) throws IOException {
        out.writeFieldName(name);
        JsonCodec.any(out, bound);
    }

    private void actions(JsonGenerator out) throws IOException {
        JsonCodec.any(out, processor.actions().names());
    }
}
