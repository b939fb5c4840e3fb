// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertActivity;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Evidence;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.rule.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON form of alerts. An alert that was written is read back equal. Thread-safe. */
public final class AlertJson {
    private AlertJson() {}

    /**
     * Writes one alert.
     *
     * @param out the generator to write to
     * @param alert the alert
     * @throws IOException if {@code out} fails
     */
    public static void write(JsonGenerator out, Alert alert) throws IOException {
        out.writeStartObject();
        writeFields(out, alert);
        out.writeEndObject();
    }

    /**
     * Writes the fields of one alert into an open object.
     *
     * @param out the generator to write to
     * @param alert the alert
     * @throws IOException if {@code out} fails
     */
    public static void writeFields(JsonGenerator out, Alert alert) throws IOException {
        out.writeStringField("id", alert.id());
        out.writeStringField("type", alert.kind().label());
        out.writeStringField("rule_id", alert.ruleId());
        out.writeStringField("rule_name", alert.ruleName());
        out.writeStringField("source", alert.source());
        JsonCodec.texts(out, "series_labels", alert.seriesLabels());
        out.writeStringField("severity", alert.severity().label());
        out.writeStringField("max_severity", alert.maxSeverity().label());
        out.writeStringField("state", alert.state().label());
        out.writeStringField("description", alert.description());
        JsonCodec.time(out, "timestamp", alert.timestamp());
        JsonCodec.time(out, "starts_at", alert.startsAt());
        JsonCodec.time(out, "fired_at", alert.firedAt());
        JsonCodec.time(out, "ends_at", alert.endsAt());
        out.writeStringField("end_reason", alert.endReason());
        out.writeNumberField("occurrences", alert.occurrences());
        out.writeStringField("fingerprint", alert.fingerprint());
        out.writeObjectFieldStart("event_data");
        out.writeStringField("type", alert.type());
        JsonCodec.number(out, "value", alert.value());
        out.writeStringField("status", alert.status());
        if (!alert.attributes().isEmpty()) {
            out.writeFieldName("meta");
            JsonCodec.any(out, alert.attributes());
        }
        out.writeEndObject();
        evidence(out, alert.evidence());
        JsonCodec.texts(out, "labels", alert.labels());
        JsonCodec.texts(out, "annotations", alert.annotations());
        out.writeBooleanField("stale", alert.stale());
        out.writeBooleanField("silenced", alert.silenced());
        out.writeBooleanField("durable", alert.durable());
        out.writeNumberField("missed_actions", alert.missedActions());
        acknowledgement(out, alert.acknowledgement());
        activity(out, alert.activities());
        pattern(out, alert.pattern());
    }

    private static void evidence(JsonGenerator out, Evidence evidence) throws IOException {
        out.writeObjectFieldStart("evidence");
        out.writeStringField("text", evidence.text());
        out.writeStringField("figure", evidence.figure());
        JsonCodec.number(out, "computed", evidence.computed());
        JsonCodec.number(out, "limit", evidence.limit());
        JsonCodec.seconds(out, "held", evidence.held());
        JsonCodec.numbers(out, "values", evidence.values());
        out.writeEndObject();
    }

    private static void acknowledgement(JsonGenerator out, @Nullable Acknowledgement given) throws IOException {
        out.writeFieldName("acknowledgement");
        if (given == null) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        out.writeStringField("who", given.who());
        out.writeStringField("note", given.note());
        JsonCodec.time(out, "at", given.at());
        out.writeEndObject();
    }

    private static void activity(JsonGenerator out, List<AlertActivity> activities) throws IOException {
        out.writeArrayFieldStart("activity");
        for (AlertActivity one : activities) {
            out.writeStartObject();
            out.writeStringField("kind", one.kind().label());
            out.writeStringField("who", one.who());
            out.writeStringField("note", one.note());
            JsonCodec.time(out, "at", one.at());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Writes the fields of the pattern beside those of the alert, as the first implementation did. */
    private static void pattern(JsonGenerator out, @Nullable FailurePattern pattern) throws IOException {
        if (pattern != null) {
            out.writeStringField("pattern_type", pattern.failureType().label());
            out.writeNumberField("confidence", pattern.confidence());
            out.writeFieldName("pattern");
            PatternJson.write(out, pattern);
        }
    }

    /**
     * Reads an alert that {@link #write} wrote.
     *
     * @param node the alert
     * @return the alert
     * @throws IllegalArgumentException if it is not an alert
     */
    public static Alert read(JsonNode node) {
        JsonNode event = node.path("event_data");
        JsonNode pattern = node.path("pattern");
        try {
            return Alert.builder()
                    .id(text(node, "id"))
                    .fingerprint(text(node, "fingerprint"))
                    .kind(kind(text(node, "type")))
                    .ruleId(text(node, "rule_id"))
                    .ruleName(text(node, "rule_name"))
                    .severity(Severity.of(text(node, "severity")))
                    .maxSeverity(node.has("max_severity") ? Severity.of(text(node, "max_severity")) : null)
                    .state(AlertState.valueOf(text(node, "state").toUpperCase(Locale.ROOT)))
                    .source(text(node, "source"))
                    .type(text(event, "type"))
                    .seriesLabels(texts(node.path("series_labels")))
                    .value(number(event, "value"))
                    .status(text(event, "status"))
                    .description(text(node, "description"))
                    .startsAt(Instant.parse(text(node, "starts_at")))
                    .firedAt(time(node, "fired_at"))
                    .endsAt(time(node, "ends_at"))
                    .endReason(node.path("end_reason").textValue())
                    .occurrences(node.path("occurrences").longValue())
                    .evidence(evidence(node.path("evidence")))
                    .labels(texts(node.path("labels")))
                    .annotations(texts(node.path("annotations")))
                    .stale(node.path("stale").booleanValue())
                    .silenced(node.path("silenced").booleanValue())
                    .durable(node.path("durable").booleanValue())
                    .missedActions(node.path("missed_actions").longValue())
                    .acknowledgement(acknowledgement(node.path("acknowledgement")))
                    .activities(activities(node.path("activity")))
                    .pattern(pattern.isObject() ? PatternJson.read(pattern) : null)
                    .attributes(attributes(event.path("meta")))
                    .build();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not an alert: " + e.getMessage(), e);
        }
    }

    private static AlertKind kind(String label) {
        return Arrays.stream(AlertKind.values())
                .filter(kind -> kind.label().equals(label))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("type \"" + label + "\""));
    }

    private static Evidence evidence(JsonNode node) {
        List<Double> values = new ArrayList<>();
        node.path("values").forEach(value -> values.add(value.doubleValue()));
        return new Evidence(
                values,
                text(node, "figure"),
                number(node, "computed"),
                number(node, "limit"),
                RuleReader.seconds("held", node.path("held")),
                text(node, "text"));
    }

    private static @Nullable Acknowledgement acknowledgement(JsonNode node) {
        return node.isObject()
                ? new Acknowledgement(text(node, "who"), text(node, "note"), Instant.parse(text(node, "at")))
                : null;
    }

    /** An alert that an earlier version wrote has none. */
    private static List<AlertActivity> activities(JsonNode node) {
        List<AlertActivity> activities = new ArrayList<>();
        node.forEach(one -> activities.add(new AlertActivity(
                AlertActivity.Kind.valueOf(text(one, "kind").toUpperCase(Locale.ROOT)),
                text(one, "who"),
                text(one, "note"),
                Instant.parse(text(one, "at")))));
        return activities;
    }

    static String text(JsonNode node, String key) {
        if (!node.path(key).isTextual()) {
            throw new IllegalArgumentException("field \"" + key + "\" is missing");
        }
        return node.path(key).textValue();
    }

    static double number(JsonNode node, String key) {
        return node.path(key).isNumber() ? node.path(key).doubleValue() : Double.NaN;
    }

    static @Nullable Instant time(JsonNode node, String key) {
        return node.path(key).isTextual() ? Instant.parse(node.path(key).textValue()) : null;
    }

    private static Map<String, Object> attributes(JsonNode node) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            Object value = plain(entry.getValue());
            if (value != null) {
                attributes.put(entry.getKey(), value);
            }
        });
        return attributes;
    }

    /** Returns a value of the types in an alert: strings, booleans, longs, doubles, and lists and maps of them. */
    private static @Nullable Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
                yield Collections.unmodifiableMap(map);
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                node.forEach(one -> list.add(plain(one)));
                yield Collections.unmodifiableList(list);
            }
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case STRING -> node.textValue();
            default -> null;
        };
    }

    private static Object number(JsonNode node) {
        if (!node.isIntegralNumber()) {
            return node.doubleValue();
        }
        return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
    }

    static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
