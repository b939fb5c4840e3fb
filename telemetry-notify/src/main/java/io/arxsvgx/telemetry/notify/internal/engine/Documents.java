// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.OutboxEntry;
import io.arxsvgx.telemetry.json.AlertJson;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.notification.NotificationState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The documents of the outbox. Keys begin with {@code alert/} (the newest notified state of an alert), {@code group/} (what
 * receivers were notified), {@code message/} (the content of a message that waits), {@code status/} (its attempts) and {@code
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
        return alert(new TrackedAlert(alert, step));
    }

    String alert(TrackedAlert tracked) {
        return json.text(out -> {
            out.writeStartObject();
            out.writeNumberField("step", tracked.step);
            out.writeArrayFieldStart("left");
            for (String group : tracked.leftGroups) {
                out.writeString(group);
            }
            out.writeEndArray();
            out.writeFieldName("alert");
            AlertJson.write(out, tracked.alert);
            out.writeEndObject();
        });
    }

    static TrackedAlert alert(JsonNode node) {
        TrackedAlert tracked = new TrackedAlert(
                AlertJson.read(node.path("alert")), node.path("step").asLong());
        node.path("left").forEach(group -> tracked.leftGroups.add(group.asText()));
        return tracked;
    }

    String group(AlertGroup group, Instant nextFlush) {
        return json.text(out -> {
            out.writeStartObject();
            out.writeStringField("receiver", group.receiver());
            out.writeStringField("route", group.target().key());
            out.writeStringField("route_id", group.target().id());
            out.writeStringField("interval", group.target().groupInterval().toString());
            out.writeStringField("repeat", group.target().repeatInterval().toString());
            JsonCodec.texts(out, "labels", group.labels);
            JsonCodec.time(out, "next", nextFlush);
            out.writeObjectFieldStart("notified");
            for (Map.Entry<String, NotifiedState> notified : group.notified.entrySet()) {
                out.writeObjectFieldStart(notified.getKey());
                JsonCodec.time(out, "at", notified.getValue().at);
                out.writeObjectFieldStart("firing");
                for (Map.Entry<String, Integer> alert :
                        notified.getValue().firing.entrySet()) {
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

    /** Returns the group of a document, for alerts that no route leads to any more. */
    static AlertGroup group(JsonNode node) {
        RouteTarget target = new RouteTarget(
                node.path("route_id").asText(),
                node.path("route").asText(),
                node.path("receiver").asText(),
                Set.of(),
                Duration.ZERO,
                Duration.parse(node.path("interval").asText()),
                Duration.parse(node.path("repeat").asText()),
                null,
                null);
        AlertGroup group = new AlertGroup(target, labels(node));
        readGroup(node, group);
        return group;
    }

    private static SortedMap<String, String> labels(JsonNode node) {
        SortedMap<String, String> labels = new TreeMap<>();
        node.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    /** Reads what receivers were notified into a group. */
    static void readGroup(JsonNode node, AlertGroup group) {
        node.path("notified").properties().forEach(entry -> {
            NotifiedState notified = group.notified(entry.getKey());
            notified.at = time(entry.getValue(), "at");
            entry.getValue()
                    .path("firing")
                    .properties()
                    .forEach(alert ->
                            notified.firing.put(alert.getKey(), alert.getValue().asInt()));
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
            JsonCodec.time(out, "not_before", message.notBefore);
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

    /** Returns the messages of an outbox that were sent. */
    List<QueuedMessage> sent(List<OutboxEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.key().startsWith(SENT))
                .map(entry -> sent(entry.key().substring(SENT.length()), read(entry.document())))
                .toList();
    }

    /** Returns the messages of an outbox that wait or are dead, in the order of their ids. */
    List<QueuedMessage> unsent(List<OutboxEntry> entries) {
        SortedMap<String, QueuedMessage> found = new TreeMap<>();
        for (OutboxEntry entry : entries) {
            if (entry.key().startsWith(MESSAGE)) {
                String id = entry.key().substring(MESSAGE.length());
                found.put(id, message(id, read(entry.document())));
            }
        }
        for (OutboxEntry entry : entries) {
            QueuedMessage message =
                    entry.key().startsWith(STATUS) ? found.get(entry.key().substring(STATUS.length())) : null;
            if (message != null) {
                readStatus(read(entry.document()), message);
            }
        }
        return List.copyOf(found.values());
    }

    private static QueuedMessage message(String id, JsonNode node) {
        List<Alert> alerts = new ArrayList<>();
        node.path("alerts").forEach(alert -> alerts.add(AlertJson.read(alert)));
        return identified(id, node, alerts, node.path("truncated").asInt());
    }

    private static void readStatus(JsonNode node, QueuedMessage message) {
        message.state = NotificationState.of(node.path("state").asText());
        message.isFrozen = node.path("frozen").asBoolean();
        readAttempts(node, message);
        message.firstAttemptAt = time(node, "first");
        message.notBefore = time(node, "not_before");
    }

    private static QueuedMessage sent(String id, JsonNode node) {
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
        Instant created = time(node, "created");
        return new QueuedMessage(
                id,
                node.path("receiver").asText(),
                node.path("integration").asText(),
                node.path("group").asText(),
                node.path("group_key").asText(),
                labels(node),
                created == null ? Instant.EPOCH : created,
                alerts,
                truncated);
    }

    static @Nullable Instant time(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isTextual() ? Instant.parse(value.asText()) : null;
    }
}
