// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.template.MessageTemplate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field of a message to Slack: one of {@code fields}. Immutable. */
record SlackField(MessageTemplate title, MessageTemplate value, boolean isShort) {
    /** Reads the fields and reports faults. */
    static List<SlackField> read(ConfigNode node) {
        boolean areShort = node.flag("short_fields", false);
        List<SlackField> fields = new ArrayList<>();
        for (ConfigNode each : node.nodes("fields")) {
            MessageTemplate title = required(each, "title");
            MessageTemplate value = required(each, "value");
            boolean isShort = each.flag("short", areShort);
            each.end();
            if (title != null && value != null) {
                fields.add(new SlackField(title, value, isShort));
            }
        }
        return List.copyOf(fields);
    }

    /** Reads a template that must be there. */
    static @Nullable MessageTemplate required(ConfigNode node, String key) {
        if (node.text(key, "").isEmpty()) {
            node.fault(key, "missing");
            return null;
        }
        return node.parsed(key, MessageTemplate::parse);
    }

    void write(JsonGenerator out, Message message) throws IOException {
        out.writeStartObject();
        out.writeStringField("title", SlackTexts.text(title, message, SlackTexts.MAX_TITLE));
        out.writeStringField("value", SlackTexts.text(value, message, SlackTexts.MAX_SECTION));
        out.writeBooleanField("short", isShort);
        out.writeEndObject();
    }
}
