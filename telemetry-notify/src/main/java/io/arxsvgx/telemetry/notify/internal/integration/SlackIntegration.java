// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationOptions;
import io.arxsvgx.telemetry.notify.internal.secret.Redactor;
import io.arxsvgx.telemetry.notify.internal.secret.Secret;
import io.arxsvgx.telemetry.notify.internal.template.MessageTemplate;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An integration that posts messages to Slack: one of {@code slack_configs}. */
final class SlackIntegration implements Integration {
    /** The texts of the attachment with their defaults; those with markup are escaped and cut. */
    private static final Map<String, String> MARKUP = Map.of(
            "title", DefaultTexts.TITLE,
            "pretext", "",
            "text", DefaultTexts.ALERT_LINES,
            "fallback", DefaultTexts.TITLE,
            "footer", "");

    private static final Map<String, String> PLAIN = Map.of(
            "title_link", DefaultTexts.PAGE,
            "color", "{{ if eq .Status \"firing\" }}danger{{ else }}good{{ end }}",
            "callback_id", "",
            "image_url", "",
            "thumb_url", "");

    private static final List<String> MARKUP_BY_DEFAULT = List.of("fallback", "pretext", "text");

    private final String name;
    private final HttpEndpoint endpoint;
    private final boolean sendsResolved;
    private final Map<String, MessageTemplate> sender = new LinkedHashMap<>();
    private final Map<String, MessageTemplate> markup = new LinkedHashMap<>();
    private final Map<String, MessageTemplate> plain = new LinkedHashMap<>();
    private final boolean linksNames;
    private final List<String> markupIn;
    private final List<SlackField> fields;
    private final List<SlackAction> actions;

    private SlackIntegration(IntegrationOptions options) {
        name = options.name();
        endpoint = HttpEndpoint.read(options, "api_url", url(options));
        sendsResolved = options.sendsResolved(false);
        sender.put("channel", options.template("channel", ""));
        sender.put("username", options.template("username", DefaultTexts.PRODUCT));
        sender.put("icon_emoji", options.template("icon_emoji", ""));
        sender.put("icon_url", options.template("icon_url", ""));
        MARKUP.forEach((key, otherwise) -> markup.put(key, options.template(key, otherwise)));
        PLAIN.forEach((key, otherwise) -> plain.put(key, options.template(key, otherwise)));
        linksNames = options.node().flag("link_names", false);
        List<String> given = options.node().texts("mrkdwn_in");
        markupIn = given.isEmpty() ? MARKUP_BY_DEFAULT : given;
        fields = SlackField.read(options.node());
        actions = SlackAction.read(options.node());
    }

    static Integration parse(IntegrationOptions options) {
        return new SlackIntegration(options);
    }

    private static @Nullable Secret url(IntegrationOptions options) {
        Secret own = options.secret("api_url");
        return own == null ? options.global().slackUrl() : own;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return endpoint.shown();
    }

    @Override
    public boolean sendsResolved() {
        return sendsResolved;
    }

    /** Slack accepts one message a second. */
    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public Attempt send(Message message) throws InterruptedException {
        byte[] body = MessageJson.JSON.bytes(out -> write(out, message));
        return endpoint.post(
                Map.of("Content-Type", "application/json; charset=utf-8"), body, new Redactor(), SlackAnswers::read);
    }

    private void write(JsonGenerator out, Message message) throws IOException {
        out.writeStartObject();
        for (var part : sender.entrySet()) {
            writeIfAny(out, part.getKey(), part.getValue().text(message));
        }
        if (linksNames) {
            out.writeBooleanField("link_names", true);
        }
        out.writeArrayFieldStart("attachments");
        out.writeStartObject();
        writeAttachment(out, message);
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
    }

    private void writeAttachment(JsonGenerator out, Message message) throws IOException {
        for (var part : markup.entrySet()) {
            int length = part.getKey().equals("title") ? SlackTexts.MAX_TITLE : SlackTexts.MAX_SECTION;
            writeIfAny(out, part.getKey(), SlackTexts.text(part.getValue(), message, length));
        }
        for (var part : plain.entrySet()) {
            writeIfAny(out, part.getKey(), part.getValue().text(message));
        }
        out.writeArrayFieldStart("mrkdwn_in");
        for (String key : markupIn) {
            out.writeString(key);
        }
        out.writeEndArray();
        writeFields(out, message);
        writeActions(out, message);
    }

    private void writeFields(JsonGenerator out, Message message) throws IOException {
        if (!fields.isEmpty()) {
            out.writeArrayFieldStart("fields");
            for (SlackField field : fields) {
                field.write(out, message);
            }
            out.writeEndArray();
        }
    }

    private void writeActions(JsonGenerator out, Message message) throws IOException {
        if (!actions.isEmpty()) {
            out.writeArrayFieldStart("actions");
            for (SlackAction action : actions) {
                action.write(out, message);
            }
            out.writeEndArray();
        }
    }

    private static void writeIfAny(JsonGenerator out, String name, String text) throws IOException {
        if (!text.isBlank()) {
            out.writeStringField(name, text);
        }
    }
}
