// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.template.MessageTemplate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A button of a message to Slack: one of {@code actions}. Immutable. */
record SlackAction(Map<String, MessageTemplate> parts) {
    private static final List<String> KEYS = List.of("type", "text", "url", "style", "name", "value");

    /** Reads the buttons and reports faults. */
    static List<SlackAction> read(ConfigNode node) {
        List<SlackAction> actions = new ArrayList<>();
        for (ConfigNode each : node.nodes("actions")) {
            if (each.has("confirm")) {
                each.fault("confirm", "not supported");
            }
            Map<String, MessageTemplate> parts = new LinkedHashMap<>();
            for (String key : KEYS) {
                MessageTemplate part = each.parsed(key, MessageTemplate::parse);
                if (part != null) {
                    parts.put(key, part);
                }
            }
            each.end();
            check(each, parts);
            actions.add(new SlackAction(parts));
        }
        return List.copyOf(actions);
    }

    private static void check(ConfigNode node, Map<String, MessageTemplate> parts) {
        for (String key : List.of("type", "text")) {
            if (!parts.containsKey(key)) {
                node.fault(key, "missing");
            }
        }
        if (!parts.containsKey("url") && !parts.containsKey("name")) {
            node.fault("url", "missing; expected url, or name and value");
        }
    }

    void write(JsonGenerator out, Message message) throws IOException {
        out.writeStartObject();
        for (var part : parts.entrySet()) {
            boolean isShown = part.getKey().equals("text");
            String text = isShown
                    ? SlackTexts.text(part.getValue(), message, SlackTexts.MAX_TITLE)
                    : part.getValue().text(message);
            out.writeStringField(part.getKey(), text);
        }
        out.writeEndObject();
    }
}
