// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration.email;

import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationOptions;
import io.arxsvgx.telemetry.notify.internal.receiver.SmtpAddress;
import io.arxsvgx.telemetry.notify.internal.receiver.SmtpDefaults;
import io.arxsvgx.telemetry.notify.internal.template.MessageTemplate;
import io.arxsvgx.telemetry.notify.internal.tls.TlsOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The options of one of {@code email_configs}. Immutable. It is read without Jakarta Mail, so that a configuration can name
 * what is missing.
 *
 * @param headers templates by name, without regard to case
 * @param html null for none
 * @param text null for none
 */
public record EmailOptions(
        String name,
        boolean sendsResolved,
        SmtpAddress smarthost,
        SmtpDefaults smtp,
        TlsOptions tls,
        MessageTemplate to,
        String shownTo,
        MessageTemplate from,
        Map<String, MessageTemplate> headers,
        @Nullable MessageTemplate html,
        @Nullable MessageTemplate text) {
    private static final String IMPLEMENTATION = "org.eclipse.angus.mail.smtp.SMTPTransport";
    private static final String HEADER_NAME = "[!-9;-~]+";
    /** The message itself decides on these. */
    private static final Set<String> RESERVED = Set.of(
            "content-type",
            "content-transfer-encoding",
            "mime-version",
            "message-id",
            "references",
            "in-reply-to",
            "date");

    /** Reads options and reports their faults; null if the integration is not possible. */
    public static @Nullable Integration parse(IntegrationOptions options) {
        EmailOptions email = read(options);
        if (!hasImplementation()) {
            options.node()
                    .faults()
                    .add(options.node().path(), "e-mail needs org.eclipse.angus:angus-mail on the class path");
            return null;
        }
        return email == null || options.isFaulty() ? null : new EmailIntegration(email, options.global());
    }

    private static boolean hasImplementation() {
        try {
            Class.forName(IMPLEMENTATION, false, EmailOptions.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static @Nullable EmailOptions read(IntegrationOptions options) {
        Path directory = options.global().environment().directory();
        SmtpDefaults smtp =
                SmtpDefaults.read(options.node(), "", options.global().smtp(), directory);
        TlsOptions tls = TlsOptions.read(options.node().node("tls_config"), directory);
        boolean sendsResolved = options.sendsResolved(false);
        Map<String, MessageTemplate> headers = headers(options);
        MessageTemplate html = body(options, "html", EmailTexts.HTML);
        MessageTemplate text = body(options, "text", EmailTexts.TEXT);
        String to = options.node().text("to", "");
        MessageTemplate recipients = options.template("to", "");
        MessageTemplate sender = sender(options, smtp);
        check(options, smtp, to, html, text);
        SmtpAddress smarthost = smtp.smarthost();
        return smarthost == null
                ? null
                : new EmailOptions(
                        options.name(),
                        sendsResolved,
                        smarthost,
                        smtp,
                        tls,
                        recipients,
                        to,
                        sender,
                        headers,
                        html,
                        text);
    }

    /** Returns the template of a body; an empty one leaves that part out. */
    private static @Nullable MessageTemplate body(IntegrationOptions options, String key, String otherwise) {
        boolean isLeftOut = "".equals(options.node().text(key));
        return isLeftOut ? null : options.template(key, otherwise);
    }

    private static MessageTemplate sender(IntegrationOptions options, SmtpDefaults smtp) {
        String from = smtp.from();
        if (from == null || from.isBlank()) {
            options.node().fault("from", "missing, and so is the global smtp_from");
            return MessageTemplate.parse("");
        }
        try {
            return MessageTemplate.parse(from);
        } catch (IllegalArgumentException e) {
            options.node().fault("from", String.valueOf(e.getMessage()));
            return MessageTemplate.parse("");
        }
    }

    private static void check(
            IntegrationOptions options,
            SmtpDefaults smtp,
            String to,
            @Nullable MessageTemplate html,
            @Nullable MessageTemplate text) {
        if (to.isBlank()) {
            options.node().fault("to", "missing");
        }
        if (smtp.smarthost() == null) {
            options.node().fault("smarthost", "missing, and so is the global smtp_smarthost");
        }
        if (smtp.user() != null && smtp.password() == null) {
            options.node().fault("auth_password", "missing for auth_username");
        }
        if (html == null && text == null) {
            options.node().fault("text", "expected html or text");
        }
    }

    private static Map<String, MessageTemplate> headers(IntegrationOptions options) {
        Map<String, MessageTemplate> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        options.templates("headers").forEach((name, template) -> {
            if (!name.matches(HEADER_NAME)) {
                options.node().fault("headers." + name, "expected a name of a header");
            } else if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                options.node().fault("headers." + name, "cannot be set; reserved");
            } else if (headers.put(name, template) != null) {
                options.node().fault("headers." + name, "twice, in another case");
            }
        });
        return headers;
    }
}
