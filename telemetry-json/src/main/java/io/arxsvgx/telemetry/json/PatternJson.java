// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The JSON form of failure patterns and risks. A pattern that was written is read back equal. Thread-safe. */
public final class PatternJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private PatternJson() {}

    /**
     * Writes one pattern.
     *
     * @param out the generator to write to
     * @param pattern the pattern
     * @throws IOException if {@code out} fails
     */
    public static void write(JsonGenerator out, FailurePattern pattern) throws IOException {
        out.writeStartObject();
        out.writeStringField("pattern_id", pattern.patternId());
        out.writeStringField("failure_type", pattern.failureType().label());
        out.writeStringField("source", pattern.source());
        out.writeStringField("type", pattern.type());
        JsonCodec.texts(out, "series_labels", pattern.seriesLabels());
        out.writeNumberField("confidence", pattern.confidence());
        out.writeNumberField("severity", pattern.severity());
        out.writeStringField("description", pattern.description());
        JsonCodec.time(out, "timestamp", pattern.timestamp());
        JsonCodec.time(out, "ends_at", pattern.endsAt());
        JsonCodec.numbers(out, "data_points", pattern.dataPoints());
        out.writeFieldName("metadata");
        JsonCodec.any(out, pattern.metadata());
        out.writeEndObject();
    }

    /**
     * Reads a pattern that {@link #write(JsonGenerator, FailurePattern)} wrote.
     *
     * @param node the pattern
     * @return the pattern
     * @throws IllegalArgumentException if it is not a pattern
     */
    public static FailurePattern read(JsonNode node) {
        List<Double> points = new ArrayList<>();
        node.path("data_points").forEach(point -> points.add(point.doubleValue()));
        return FailurePattern.builder()
                .patternId(AlertJson.text(node, "pattern_id"))
                .failureType(
                        FailureType.valueOf(AlertJson.text(node, "failure_type").toUpperCase(Locale.ROOT)))
                .source(AlertJson.text(node, "source"))
                .type(AlertJson.text(node, "type"))
                .seriesLabels(AlertJson.texts(node.path("series_labels")))
                .confidence(AlertJson.number(node, "confidence"))
                .severity(AlertJson.number(node, "severity"))
                .description(AlertJson.text(node, "description"))
                .timestamp(Instant.parse(AlertJson.text(node, "timestamp")))
                .endsAt(AlertJson.time(node, "ends_at"))
                .dataPoints(points)
                .metadata(MAPPER.convertValue(node.path("metadata"), MAP))
                .build();
    }

    /**
     * Writes the risk of one component.
     *
     * @param out the generator to write to
     * @param risk the assessment
     * @throws IOException if {@code out} fails
     */
    public static void write(JsonGenerator out, RiskAssessment risk) throws IOException {
        out.writeStartObject();
        out.writeStringField("component", risk.component());
        out.writeNumberField("risk", risk.risk());
        out.writeFieldName("factors");
        JsonCodec.any(out, risk.factors());
        JsonCodec.texts(out, "recommendations", risk.recommendations());
        JsonCodec.time(out, "timestamp", risk.timestamp());
        out.writeEndObject();
    }
}
