// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.notify;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.notification.Notification;
import io.arxsvgx.telemetry.notification.NotificationGroup;
import io.arxsvgx.telemetry.notification.ReceiverStatus;
import io.arxsvgx.telemetry.notification.TestResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Writes notifications, receivers and groups as JSON. Thread-safe. */
public final class NotificationJson {
    private NotificationJson() {}

    /** A writer of one element of an array. */
    interface ElementWriter<T> {
        void write(JsonGenerator out, T element) throws IOException;
    }

    static <T> JsonCodec.Writing array(List<T> all, ElementWriter<T> writer) {
        return out -> writeArray(out, all, writer);
    }

    private static <T> void writeArray(JsonGenerator out, List<T> all, ElementWriter<T> writer) throws IOException {
        out.writeStartArray();
        for (T element : all) {
            writer.write(out, element);
        }
        out.writeEndArray();
    }

    /** Writes notifications as an array. */
    public static void write(JsonGenerator out, List<Notification> all) throws IOException {
        writeArray(out, all, NotificationJson::write);
    }

    static void write(JsonGenerator out, Notification notification) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", notification.id());
        out.writeStringField("receiver", notification.receiver());
        out.writeStringField("integration", notification.integration());
        out.writeStringField("group_key", notification.groupKey());
        out.writeStringField("idempotency_key", notification.idempotencyKey());
        texts(out, "alerts", notification.alerts());
        out.writeStringField("state", notification.state().label());
        out.writeNumberField("attempts", notification.attempts());
        JsonCodec.time(out, "created_at", notification.createdAt());
        JsonCodec.time(out, "next_attempt_at", notification.nextAttemptAt());
        out.writeStringField("last_error", notification.lastError());
        JsonCodec.time(out, "sent_at", notification.sentAt());
        out.writeStringField("answer", notification.answer());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, ReceiverStatus status) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", status.receiver());
        out.writeStringField("integration", status.integration());
        out.writeStringField("address", status.address());
        out.writeBooleanField("failing", status.failing());
        out.writeNumberField("pending", status.pending());
        out.writeNumberField("dead", status.dead());
        out.writeNumberField("sent", status.sent());
        out.writeNumberField("failed_attempts", status.failedAttempts());
        out.writeNumberField("lost", status.lost());
        out.writeStringField("last_error", status.lastError());
        JsonCodec.time(out, "last_sent_at", status.lastSentAt());
        Duration latency = status.latency();
        if (latency == null) {
            out.writeNullField("latency_ms");
        } else {
            out.writeNumberField("latency_ms", latency.toMillis());
        }
        JsonCodec.time(out, "next_attempt_at", status.nextAttemptAt());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, NotificationGroup group) throws IOException {
        out.writeStartObject();
        out.writeStringField("receiver", group.receiver());
        out.writeStringField("group_key", group.key());
        JsonCodec.texts(out, "labels", group.labels());
        texts(out, "alerts", group.alerts());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, TestResult result) throws IOException {
        out.writeStartObject();
        out.writeStringField("integration", result.integration());
        out.writeBooleanField("success", result.success());
        out.writeStringField("text", result.text());
        out.writeEndObject();
    }

    private static void texts(JsonGenerator out, String key, List<String> texts) throws IOException {
        out.writeArrayFieldStart(key);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }
}
