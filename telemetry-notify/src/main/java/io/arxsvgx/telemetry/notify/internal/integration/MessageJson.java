// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.message.MessageAlert;
import java.io.IOException;
import java.util.Map;

/** A message as JSON, in version 4 of Alertmanager's webhooks. Thread-safe. */
final class MessageJson {
    static final JsonCodec JSON = new JsonCodec(JsonLimits.defaults());

    /** What Alertmanager has for the end of an alert that fires. */
    private static final String NO_TIME = "0001-01-01T00:00:00Z";

    private MessageJson() {}

    /** Returns the document in UTF-8. */
    static byte[] bytes(Message message) {
        return JSON.bytes(out -> write(out, message));
    }

    private static void write(JsonGenerator out, Message message) throws IOException {
        out.writeStartObject();
        out.writeStringField("receiver", message.receiver());
        out.writeStringField("status", message.status());
        out.writeArrayFieldStart("alerts");
        for (MessageAlert alert : message.alerts()) {
            write(out, message, alert);
        }
        out.writeEndArray();
        texts(out, "groupLabels", message.groupLabels());
        texts(out, "commonLabels", message.commonLabels());
        texts(out, "commonAnnotations", message.commonAnnotations());
        out.writeStringField("externalURL", message.externalUrl());
        out.writeStringField("version", "4");
        out.writeStringField("groupKey", message.groupKey());
        out.writeNumberField("truncatedAlerts", message.truncatedAlerts());
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Message message, MessageAlert alert) throws IOException {
        out.writeStartObject();
        out.writeStringField("status", alert.status());
        texts(out, "labels", alert.labels());
        texts(out, "annotations", alert.annotations());
        out.writeStringField("startsAt", alert.startsAt().toString());
        out.writeStringField(
                "endsAt", alert.endsAt() == null ? NO_TIME : alert.endsAt().toString());
        out.writeStringField("generatorURL", message.generatorUrl(alert));
        out.writeStringField("fingerprint", alert.fingerprint());
        out.writeEndObject();
    }

    /** Writes a mapping of texts. */
    static void texts(JsonGenerator out, String name, Map<String, String> texts) throws IOException {
        out.writeObjectFieldStart(name);
        for (var text : texts.entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
    }
}
