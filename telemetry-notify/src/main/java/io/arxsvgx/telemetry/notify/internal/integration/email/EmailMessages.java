// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration.email;

import io.arxsvgx.telemetry.notify.internal.message.Digests;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.AttemptText;
import io.arxsvgx.telemetry.notify.internal.template.Escaping;
import io.arxsvgx.telemetry.notify.internal.template.MessageTemplate;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** A factory of mails. Thread-safe. */
final class EmailMessages {
    private static final MessageTemplate SUBJECT = MessageTemplate.parse(EmailTexts.SUBJECT);
    private static final String UTF_8 = "utf-8";
    private static final int MAX_HEADER = 900;
    private static final int ID_LENGTH = 32;

    private final EmailOptions options;

    EmailMessages(EmailOptions options) {
        this.options = options;
    }

    /** A mail whose id is given, so that a mail that was sent twice is recognized. */
    private static final class Mail extends MimeMessage {
        private final String id;

        Mail(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    /** Returns whom a mail about a message is sent to, whatever its headers say. */
    InternetAddress[] recipients(Message message) throws MessagingException {
        return addresses(options.to(), message);
    }

    /** Returns the addresses of a template, such as {@code a@x, B <b@x>}. */
    private static InternetAddress[] addresses(MessageTemplate template, Message message) throws MessagingException {
        return InternetAddress.parse(line(template.text(message)), true);
    }

    /** Returns the mail about a message. */
    MimeMessage mail(Session session, Message message, Instant now) throws MessagingException {
        InternetAddress from = sender(message);
        String domain = from.getAddress().replaceFirst(".*@", "").replaceAll("[^A-Za-z0-9.-]", "");
        Mail mail = new Mail(
                session, id("message" + message.receiver() + options.name() + message.idempotencyKey(), domain));
        mail.setFrom(from);
        mail.setRecipients(jakarta.mail.Message.RecipientType.TO, recipients(message));
        // mails of a group have the same first reference, by which mail programs make a thread of them
        String thread = id("thread" + message.receiver() + options.name() + message.groupKey(), domain);
        mail.setHeader("References", thread);
        mail.setHeader("In-Reply-To", thread);
        mail.setSentDate(Date.from(now));
        mail.setHeader("Auto-Submitted", "auto-generated");
        setSubject(mail, SUBJECT, message);
        for (var header : options.headers().entrySet()) {
            setHeader(mail, header, message);
        }
        mail.setContent(content(message));
        return mail;
    }

    private InternetAddress sender(Message message) throws MessagingException {
        InternetAddress[] from = addresses(options.from(), message);
        if (from.length != 1) {
            throw new MessagingException("expected one sender, got " + from.length);
        }
        return from[0];
    }

    private static String id(String of, String domain) {
        return "<" + Digests.sha256(of).substring(0, ID_LENGTH) + "@" + (domain.isEmpty() ? "localhost" : domain) + ">";
    }

    private static void setHeader(MimeMessage mail, Map.Entry<String, MessageTemplate> header, Message message)
            throws MessagingException {
        if (header.getKey().equalsIgnoreCase("Subject")) {
            setSubject(mail, header.getValue(), message);
            return;
        }
        String value = AttemptText.cut(line(header.getValue().text(message)), MAX_HEADER);
        try {
            mail.setHeader(header.getKey(), isAddress(header.getKey()) ? value : encoded(header.getKey(), value));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java has UTF-8", e);
        }
    }

    private static boolean isAddress(String name) {
        return name.matches("(?i)to|cc|from|sender|reply-to");
    }

    private static String encoded(String name, String value) throws UnsupportedEncodingException {
        return MimeUtility.fold(name.length() + 2, MimeUtility.encodeText(value, UTF_8, null));
    }

    private static void setSubject(MimeMessage mail, MessageTemplate subject, Message message)
            throws MessagingException {
        mail.setSubject(AttemptText.cut(line(subject.text(message)), MAX_HEADER), UTF_8);
    }

    /** Returns a text without line ends and other control characters, which would begin another header. */
    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\u0085\u2028\u2029]+", " ").strip();
    }

    private MimeMultipart content(Message message) throws MessagingException {
        MimeMultipart parts = new MimeMultipart("alternative");
        MessageTemplate text = options.text();
        if (text != null) {
            MimeBodyPart part = new MimeBodyPart();
            part.setText(text.text(message), UTF_8, "plain");
            parts.addBodyPart(part);
        }
        MessageTemplate html = options.html();
        if (html != null) {
            MimeBodyPart part = new MimeBodyPart();
            part.setText(html.render(message, Escaping.HTML).text(), UTF_8, "html");
            parts.addBodyPart(part);
        }
        return parts;
    }
}
