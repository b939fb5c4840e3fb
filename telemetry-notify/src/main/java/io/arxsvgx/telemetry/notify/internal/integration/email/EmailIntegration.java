// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration.email;

import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.AttemptText;
import io.arxsvgx.telemetry.notify.internal.receiver.GlobalDefaults;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.notify.internal.secret.Redactor;
import io.arxsvgx.telemetry.notify.internal.secret.Secret;
import io.arxsvgx.telemetry.notify.internal.secret.UnreadableSecretException;
import io.arxsvgx.telemetry.text.Durations;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An integration that sends mails: one of {@code email_configs}. */
final class EmailIntegration implements Integration {
    private static final Logger LOG = LoggerFactory.getLogger(EmailIntegration.class);
    /** The maximum time of a mail, however slowly the server answers. */
    private static final Duration MAX_TIME = Duration.ofSeconds(60);

    private final EmailOptions options;
    private final EmailMessages messages;
    private final InstantSource clock;
    private final Duration maxTime;
    private final Set<TrackedSockets> sessions = ConcurrentHashMap.newKeySet();

    EmailIntegration(EmailOptions options, GlobalDefaults global) {
        this(options, global, MAX_TIME);
    }

    EmailIntegration(EmailOptions options, GlobalDefaults global, Duration maxTime) {
        this.options = options;
        this.messages = new EmailMessages(options);
        this.clock = global.environment().clock();
        this.maxTime = maxTime;
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public String address() {
        return options.shownTo() + " by " + options.smarthost();
    }

    @Override
    public boolean sendsResolved() {
        return options.sendsResolved();
    }

    /** Ends the sessions that are open, whose messages are to be sent again. */
    @Override
    public void close() {
        sessions.forEach(TrackedSockets::close);
    }

    @Override
    public Attempt send(Message message) {
        Redactor redactor = new Redactor();
        try {
            String password = password(redactor);
            return AttemptText.clean(send(message, SmtpProperties.of(options), password), redactor);
        } catch (UnreadableSecretException e) {
            return Attempt.retry("auth_password: " + e.getMessage(), null);
        } catch (GeneralSecurityException e) {
            return Attempt.retry("tls_config: " + e.getMessage(), null);
        }
    }

    private @Nullable String password(Redactor redactor) throws UnreadableSecretException {
        Secret secret = options.smtp().password();
        if (secret == null || options.smtp().user() == null) {
            return null;
        }
        String password = secret.value();
        redactor.add(password);
        redactor.add(Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8)));
        return password;
    }

    private Attempt send(Message message, SmtpProperties smtp, @Nullable String password) {
        TrackedSockets sockets = smtp.sockets();
        sessions.add(sockets);
        CompletableFuture<Void> limit = CompletableFuture.runAsync(
                sockets::close, CompletableFuture.delayedExecutor(maxTime.toNanos(), TimeUnit.NANOSECONDS));
        try {
            return send(message, Session.getInstance(smtp.properties()), password);
        } catch (MessagingException e) {
            return sockets.isClosed()
                    ? Attempt.retry(options.smarthost() + ": no end within " + Durations.format(maxTime), null)
                    : SmtpFailures.attempt(e, options.smarthost().toString());
        } finally {
            limit.cancel(false);
            sessions.remove(sockets);
        }
    }

    private Attempt send(Message message, Session session, @Nullable String password) throws MessagingException {
        MimeMessage mail = messages.mail(session, message, clock.instant());
        mail.saveChanges();
        Address[] recipients = messages.recipients(message);
        return recipients.length == 0
                ? Attempt.dead("the template \"to\" gives no address")
                : send(session.getTransport("smtp"), password, mail, recipients);
    }

    private Attempt send(Transport transport, @Nullable String password, MimeMessage mail, Address[] recipients)
            throws MessagingException {
        try {
            transport.connect(options.smtp().user(), password);
            return send(transport, mail, recipients);
        } finally {
            close(transport);
        }
    }

    /** Ends the session; a mail that was accepted stays so if that fails. */
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug(
                    "cannot end the session with a mail server: {}",
                    e.getClass().getSimpleName());
        }
    }

    /** Sends to all recipients or none; if some were refused for good, sends to the others. */
    private static Attempt send(Transport transport, MimeMessage mail, Address[] recipients) throws MessagingException {
        try {
            transport.sendMessage(mail, recipients);
            return Attempt.sent("accepted");
        } catch (MessagingException e) {
            List<Address> others = SmtpFailures.others(e);
            if (others.isEmpty()) {
                throw e;
            }
            transport.sendMessage(mail, others.toArray(Address[]::new));
            return Attempt.sent("accepted; " + SmtpFailures.refused(e));
        }
    }
}
