// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration.email;

import io.arxsvgx.telemetry.notify.internal.receiver.SmtpDefaults;
import io.arxsvgx.telemetry.notify.internal.tls.TlsContexts;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Properties;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** The settings of a session with a mail server. */
final class SmtpProperties {
    /** The maximum time to connect, and to wait for each part of an answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Properties properties = new Properties();
    private final TrackedSockets sockets;

    private SmtpProperties(EmailOptions options) throws GeneralSecurityException {
        SmtpDefaults smtp = options.smtp();
        set("host", options.smarthost().host());
        set("port", String.valueOf(options.smarthost().port()));
        set("connectiontimeout", String.valueOf(TIMEOUT.toMillis()));
        set("timeout", String.valueOf(TIMEOUT.toMillis()));
        set("writetimeout", String.valueOf(TIMEOUT.toMillis()));
        set("localhost", smtp.hello() == null ? "localhost" : smtp.hello());
        set("auth", String.valueOf(smtp.user() != null));
        if (smtp.identity() != null) {
            set("auth.plain.authorizationid", smtp.identity());
            set("sasl.authorizationid", smtp.identity());
        }
        sockets = setTls(options);
    }

    static SmtpProperties of(EmailOptions options) throws GeneralSecurityException {
        return new SmtpProperties(options);
    }

    private TrackedSockets setTls(EmailOptions options) throws GeneralSecurityException {
        boolean isFromStart = options.smarthost().isTlsFromStart();
        SSLSocketFactory secure = TlsContexts.socketFactory(options.tls());
        TrackedSockets tracked = new TrackedSockets(isFromStart ? secure : SocketFactory.getDefault());
        // sockets with TLS from the start look plain to the library, which adds TLS twice if it wraps them for a
        // timeout
        properties.put("mail.smtp.socketFactory", tracked);
        set("socketFactory.fallback", "false");
        properties.put("mail.smtp.ssl.socketFactory", secure);
        // the factory verifies the host
        set("ssl.checkserveridentity", "false");
        set("starttls.enable", String.valueOf(!isFromStart));
        set("starttls.required", String.valueOf(!isFromStart && options.smtp().requiresTls()));
        return tracked;
    }

    private void set(String name, String value) {
        properties.setProperty("mail.smtp." + name, value);
    }

    Properties properties() {
        return properties;
    }

    /** Returns the sockets of the session. */
    TrackedSockets sockets() {
        return sockets;
    }
}
