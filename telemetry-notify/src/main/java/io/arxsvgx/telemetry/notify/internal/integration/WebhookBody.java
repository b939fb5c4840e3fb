// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationOptions;
import io.arxsvgx.telemetry.notify.internal.template.Escaping;
import io.arxsvgx.telemetry.notify.internal.template.MessageTemplate;
import io.arxsvgx.telemetry.notify.internal.template.Rendered;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of a webhook: version 4 of Alertmanager, or a template whose values are escaped as the content type needs it.
 * Immutable.
 *
 * @param template null for version 4
 */
record WebhookBody(@Nullable MessageTemplate template, String contentType) {
    private static final String JSON = "application/json";

    static WebhookBody read(IntegrationOptions options) {
        MessageTemplate template = options.node().parsed("body", MessageTemplate::parse);
        String contentType = options.node().parsed("content_type", WebhookBody::contentType);
        if (template == null && contentType != null && !contentType.startsWith(JSON)) {
            options.node().fault("content_type", "expected a body with it; without one it is " + JSON);
        }
        return new WebhookBody(template, contentType == null ? JSON : contentType);
    }

    private static String contentType(String text) {
        if (!text.matches("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(;[ -~]*)?")) {
            throw new IllegalArgumentException("expected a media type such as text/plain");
        }
        return text;
    }

    /** Returns the body; null if it is longer than a template may be. */
    byte @Nullable [] bytes(Message message) {
        if (template == null) {
            return MessageJson.bytes(message);
        }
        Rendered body = template.render(message, escaping());
        return body.isCut() ? null : body.text().getBytes(UTF_8);
    }

    private Escaping escaping() {
        String type = contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (type.endsWith("json")) {
            return Escaping.JSON;
        }
        if (type.endsWith("html") || type.endsWith("xml")) {
            return Escaping.HTML;
        }
        return type.equals("application/x-www-form-urlencoded") ? Escaping.FORM : Escaping.NONE;
    }
}
