// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.AttemptText;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationOptions;
import io.arxsvgx.telemetry.notify.internal.template.MessageTemplate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The texts of an event for PagerDuty. Immutable. */
final class PagerdutyEvent {
    private static final int MAX_SUMMARY = 1_024;
    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");
    private static final String DEFAULT_SEVERITY = "error";
    private static final List<String> OPTIONAL = List.of("class", "component", "group");

    private final MessageTemplate description;
    private final MessageTemplate severity;
    private final MessageTemplate client;
    private final MessageTemplate clientUrl;
    private final MessageTemplate source;
    private final Map<String, MessageTemplate> payload = new LinkedHashMap<>();
    private final Map<String, MessageTemplate> details = new LinkedHashMap<>();
    private final List<Map<String, MessageTemplate>> links;
    private final List<Map<String, MessageTemplate>> images;

    private PagerdutyEvent(IntegrationOptions options) {
        description = options.template("description", DefaultTexts.TITLE);
        severity = options.template("severity", DEFAULT_SEVERITY);
        client = options.template("client", DefaultTexts.PRODUCT);
        clientUrl = options.template("client_url", DefaultTexts.PAGE);
        source = options.node().has("source") ? options.template("source", DefaultTexts.PRODUCT) : client;
        for (String key : OPTIONAL) {
            payload.put(key, options.template(key, ""));
        }
        details.put("firing", MessageTemplate.parse(DefaultTexts.instances("Firing")));
        details.put("resolved", MessageTemplate.parse(DefaultTexts.instances("Resolved")));
        details.put("num_firing", MessageTemplate.parse("{{ .Alerts.Firing | len }}"));
        details.put("num_resolved", MessageTemplate.parse("{{ .Alerts.Resolved | len }}"));
        details.putAll(options.templates("details"));
        links = list(options.node(), "links", List.of("href", "text"));
        images = list(options.node(), "images", List.of("src", "alt", "href"));
    }

    static PagerdutyEvent read(IntegrationOptions options) {
        return new PagerdutyEvent(options);
    }

    private static List<Map<String, MessageTemplate>> list(ConfigNode node, String key, List<String> keys) {
        List<Map<String, MessageTemplate>> list = new ArrayList<>();
        for (ConfigNode each : node.nodes(key)) {
            Map<String, MessageTemplate> parts = new LinkedHashMap<>();
            for (String part : keys) {
                MessageTemplate template = each.parsed(part, MessageTemplate::parse);
                if (template != null) {
                    parts.put(part, template);
                }
            }
            each.end();
            list.add(parts);
        }
        return list;
    }

    /** Writes everything but keys and action into an object. */
    void write(JsonGenerator out, Message message, boolean hasDetails) throws IOException {
        writeIfAny(out, "client", client.text(message));
        writeIfAny(out, "client_url", clientUrl.text(message));
        out.writeObjectFieldStart("payload");
        writePayload(out, message, hasDetails);
        out.writeEndObject();
        writeList(out, "links", links, message);
        writeList(out, "images", images, message);
    }

    private void writePayload(JsonGenerator out, Message message, boolean hasDetails) throws IOException {
        out.writeStringField("summary", AttemptText.cut(orElse(description.text(message), "Alert"), MAX_SUMMARY));
        out.writeStringField("source", orElse(source.text(message), DefaultTexts.PRODUCT));
        String given = severity.text(message).strip().toLowerCase(Locale.ROOT);
        out.writeStringField("severity", SEVERITIES.contains(given) ? given : DEFAULT_SEVERITY);
        for (var part : payload.entrySet()) {
            writeIfAny(out, part.getKey(), part.getValue().text(message));
        }
        out.writeObjectFieldStart("custom_details");
        if (hasDetails) {
            for (var detail : details.entrySet()) {
                out.writeStringField(detail.getKey(), detail.getValue().text(message));
            }
        } else {
            out.writeStringField("note", "details omitted: longer than 512 kB");
        }
        out.writeEndObject();
    }

    private static void writeList(
            JsonGenerator out, String name, List<Map<String, MessageTemplate>> list, Message message)
            throws IOException {
        if (list.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart(name);
        for (Map<String, MessageTemplate> parts : list) {
            out.writeStartObject();
            for (var part : parts.entrySet()) {
                writeIfAny(out, part.getKey(), part.getValue().text(message));
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static String orElse(String text, String otherwise) {
        return text.isBlank() ? otherwise : text;
    }

    private static void writeIfAny(JsonGenerator out, String name, String text) throws IOException {
        if (!text.isBlank()) {
            out.writeStringField(name, text);
        }
    }
}
