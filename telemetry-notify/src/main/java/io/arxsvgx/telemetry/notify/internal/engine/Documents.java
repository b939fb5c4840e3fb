// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.json.AlertJson;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.notification.NotificationState;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The documents of the outbox. Keys begin with {@code alert/} (the newest notified state of an alert), {@code group/} (what
 * receivers were told), {@code message/} (the content of a message that waits), {@code status/} (its attempts) and {@code
 * sent/} (a message that was sent). Immutable.
 */
final class Documents {
    static final String ALERT = "alert/";
    static final String GROUP = "group/";
    static final String MESSAGE = "message/";
    static final String STATUS = "status/";
    static final String SENT = "sent/";

    private static final JsonLimits LIMITS = new JsonLimits(1_000, 100_000_000, 1_000, 100_000, Integer.MAX_VALUE);

    private final JsonCodec json = new JsonCodec(LIMITS);

    JsonNode read(String document) {
        return json.read(document);
    }

    String alert(Alert alert, long step) {
        return json.text(out -> {
            out.writeStartObject();
            out.writeNumberField("step", step);
            out.writeFieldName("alert");
            AlertJson.write(out, alert);
            out.writeEndObject();
        });
    }

    static TrackedAlert alert(JsonNode node) {
        return new TrackedAlert(
                AlertJson.read(node.path("alert")), node.path("step").asLong());
    }

    String group(AlertGroup group, Instant nextFlush) {
        return json.text(out -> {
            out.writeStartObject();
            out.writeStringField("receiver", group.receiver());
            out.writeStringField("route", group.target().key());
            JsonCodec.texts(out, "labels", group.labels);
            JsonCodec.time(out, "next", nextFlush);
            out.writeObjectFieldStart("told");
            for (Map.Entry<String, ToldState> told : group.told.entrySet()) {
                out.writeObjectFieldStart(told.getKey());
                JsonCodec.time(out, "at", told.getValue().at);
                out.writeObjectFieldStart("firing");
                for (Map.Entry<String, Integer> alert : told.getValue().firing.entrySet()) {
                    out.writeNumberField(alert.getKey(), alert.getValue());
                }
                out.writeEndObject();
                out.writeEndObject();
            }
            out.writeEndObject();
            out.writeObjectFieldStart("escalations");
            for (Map.Entry<String, Instant> one : group.escalations.entrySet()) {
                JsonCodec.time(out, one.getKey(), one.getValue());
            }
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    /** Reads what receivers were told into a group. */
    static void readGroup(JsonNode node, AlertGroup group) {
        node.path("told").properties().forEach(entry -> {
            ToldState told = group.told(entry.getKey());
            told.at = time(entry.getValue(), "at");
            entry.getValue()
                    .path("firing")
                    .properties()
                    .forEach(alert ->
                            told.firing.put(alert.getKey(), alert.getValue().asInt()));
        });
        node.path("escalations")
                .properties()
                .forEach(entry -> group.escalations.put(
                        entry.getKey(), Instant.parse(entry.getValue().asText())));
    }

    String message(QueuedMessage message) {
        return json.text(out -> {
            out.writeStartObject();
            identity(out, message);
            JsonCodec.texts(out, "labels", message.groupLabels);
            out.writeNumberField("truncated", message.truncated);
            out.writeArrayFieldStart("alerts");
            for (Alert alert : message.alerts) {
                AlertJson.write(out, alert);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    String status(QueuedMessage message) {
        return json.text(out -> {
            out.writeStartObject();
            out.writeStringField("state", message.state.label());
            out.writeBooleanField("frozen", message.isFrozen);
            out.writeNumberField("attempts", message.attempts);
            JsonCodec.time(out, "first", message.firstAttemptAt);
            out.writeStringField("error", message.lastError);
            out.writeEndObject();
        });
    }

    String sent(QueuedMessage message) {
        return json.text(out -> {
            out.writeStartObject();
            identity(out, message);
            out.writeNumberField("attempts", message.attempts);
            JsonCodec.time(out, "sent", message.sentAt);
            out.writeStringField("answer", message.answer);
            out.writeStringField("error", message.lastError);
            out.writeArrayFieldStart("alerts");
            for (String alert : message.alertIds) {
                out.writeString(alert);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void identity(JsonGenerator out, QueuedMessage message) throws IOException {
        out.writeStringField("receiver", message.receiver);
        out.writeStringField("integration", message.integration);
        out.writeStringField("group", message.group);
        out.writeStringField("group_key", message.groupKey);
        JsonCodec.time(out, "created", message.createdAt);
    }

    static QueuedMessage message(String id, JsonNode node) {
        List<Alert> alerts = new ArrayList<>();
        node.path("alerts").forEach(alert -> alerts.add(AlertJson.read(alert)));
        return identified(id, node, alerts, node.path("truncated").asInt());
    }

    static void readStatus(JsonNode node, QueuedMessage message) {
        message.state = NotificationState.of(node.path("state").asText());
        message.isFrozen = node.path("frozen").asBoolean();
        readAttempts(node, message);
        message.firstAttemptAt = time(node, "first");
    }

    static QueuedMessage sent(String id, JsonNode node) {
        QueuedMessage message = identified(id, node, List.of(), 0);
        List<String> ids = new ArrayList<>();
        node.path("alerts").forEach(alert -> ids.add(alert.asText()));
        message.alertIds = ids;
        message.state = NotificationState.SENT;
        message.isFrozen = true;
        readAttempts(node, message);
        message.sentAt = time(node, "sent");
        message.answer = node.path("answer").asText();
        return message;
    }

    private static void readAttempts(JsonNode node, QueuedMessage message) {
        message.attempts = node.path("attempts").asInt();
        JsonNode error = node.path("error");
        message.lastError = error.isTextual() ? error.asText() : null;
    }

    private static QueuedMessage identified(String id, JsonNode node, List<Alert> alerts, int truncated) {
        SortedMap<String, String> labels = new TreeMap<>();
        node.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        Instant created = time(node, "created");
        return new QueuedMessage(
                id,
                node.path("receiver").asText(),
                node.path("integration").asText(),
                node.path("group").asText(),
                node.path("group_key").asText(),
                labels,
                created == null ? Instant.EPOCH : created,
                alerts,
                truncated);
    }

    static @Nullable Instant time(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isTextual() ? Instant.parse(value.asText()) : null;
    }
}
