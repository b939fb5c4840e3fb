// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration.email;

import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.firing;
import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.notify.internal.config.ConfigFaults;
import io.arxsvgx.telemetry.notify.internal.http.ConfigFixture;
import io.arxsvgx.telemetry.notify.internal.integration.IntegrationFixture;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt.Outcome;
import io.arxsvgx.telemetry.notify.internal.receiver.GlobalDefaults;
import io.arxsvgx.telemetry.notify.internal.receiver.SmtpAddress;
import io.arxsvgx.telemetry.notify.internal.receiver.SmtpDefaults;
import io.arxsvgx.telemetry.notify.internal.template.MessageTemplate;
import io.arxsvgx.telemetry.notify.internal.tls.TlsFixture;
import io.arxsvgx.telemetry.notify.internal.tls.TlsOptions;
import io.arxsvgx.testsupport.TestCertificate;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What mail servers answer, and TLS with them. */
class SmtpProtocolTest {
    private static final Message MESSAGE = message(firing("hot", "pump-1"));

    @TempDir
    static Path folder;

    static SSLContext tls;

    @BeforeAll
    static void makeCertificate() throws Exception {
        TestCertificate server = TestCertificate.create(folder, "EC");
        server.writeCertificate(folder.resolve("ca.pem"));
        tls = TlsFixture.context(server, null);
    }

    private static Attempt send(SmtpPeer peer, String more) throws Exception {
        return IntegrationFixture.in(folder)
                .integration(
                        "email",
                        "to: team@x.example, other@x.example\nfrom: alerts@x.example\nsmarthost: 127.0.0.1:"
                                + peer.port() + "\n" + more.replace("; ", "\n"))
                .send(MESSAGE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            MAIL        ~ 451 4.3.0 try later          ~ RETRY
            MAIL        ~ 550 5.7.1 no such sender     ~ DEAD
            RCPT        ~ 450 4.2.1 greylisted         ~ RETRY
            RCPT        ~ 550 5.1.1 unknown user       ~ DEAD
            DATA        ~ 452 4.3.1 disk full          ~ RETRY
            DATA        ~ 554 5.5.1 no valid recipient ~ DEAD
            END OF DATA ~ 451 4.7.1 try later          ~ RETRY
            END OF DATA ~ 554 5.7.1 spam               ~ DEAD
            """)
    void send_reply_decidesWhatFollows(String command, String reply, Outcome outcome) throws Exception {
        try (SmtpPeer peer = SmtpPeer.start(null, false).reply(command, reply)) {
            Attempt attempt = send(peer, "require_tls: false");
            assertThat(attempt.outcome()).as(attempt.text()).isEqualTo(outcome);
            assertThat(attempt.text()).contains(reply.substring(4));
            assertThat(peer.mails()).isEmpty();
        }
    }

    @Test
    void send_serverThatIsClosing_isRetried() throws Exception {
        String reply = "421 4.3.2 shutting down";
        try (SmtpPeer peer = SmtpPeer.start(null, false).reply("EHLO", reply).reply("HELO", reply)) {
            assertThat(send(peer, "require_tls: false").outcome()).isEqualTo(Outcome.RETRY);
        }
    }

    @Test
    void send_oneRecipientThatIsRefused_arrivesAtTheOther() throws Exception {
        try (SmtpPeer peer = SmtpPeer.start(null, false).reply("RCPT TO:<other", "550 5.1.1 unknown user")) {
            Attempt attempt = send(peer, "require_tls: false");
            assertThat(attempt.outcome()).isEqualTo(Outcome.SENT);
            assertThat(attempt.text()).contains("other@x.example refused: 550 5.1.1 unknown user");
            assertThat(peer.mails()).hasSize(1);
        }
    }

    @Test
    void send_oneRecipientToRetry_isSentToNobodyYet() throws Exception {
        try (SmtpPeer peer = SmtpPeer.start(null, false).reply("RCPT TO:<other", "450 4.2.1 greylisted")) {
            assertThat(send(peer, "require_tls: false").outcome()).isEqualTo(Outcome.RETRY);
            assertThat(peer.mails()).isEmpty();
        }
    }

    @Test
    void send_quitThatFails_isSent() throws Exception {
        try (SmtpPeer peer = SmtpPeer.start(null, false).reply("QUIT", "421 4.0.0 no")) {
            assertThat(send(peer, "require_tls: false; hello: me.example")).isEqualTo(Attempt.sent("accepted"));
            assertThat(peer.commands()).contains("EHLO me.example");
        }
    }

    @Test
    void send_starttls_isUsedBeforeThePassword() throws Exception {
        try (SmtpPeer peer = SmtpPeer.start(tls, false)) {
            Attempt attempt = send(peer, "tls_config: {ca_file: ca.pem}; auth_username: me; auth_password: pass-word");
            assertThat(attempt).isEqualTo(Attempt.sent("accepted"));
            assertThat(peer.commands().subList(1, 3)).allMatch(line -> line.matches("STARTTLS|EHLO .*"));
            assertThat(peer.commands()).anyMatch(line -> line.startsWith("AUTH PLAIN"));
        }
    }

    @Test
    void send_serverWithoutStarttls_getsNothing() throws Exception {
        try (SmtpPeer peer = SmtpPeer.start(null, false)) {
            Attempt attempt = send(peer, "auth_username: me; auth_password: pass-word");
            assertThat(attempt.outcome()).isEqualTo(Outcome.RETRY);
            assertThat(attempt.text()).contains("STARTTLS");
            assertThat(peer.commands()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @Test
    void send_certificateOfAnotherCaOrHost_isRefused() throws Exception {
        KeyStore named = TlsFixture.named(folder, "mail.example", folder.resolve("named.pem"));
        try (SmtpPeer peer = SmtpPeer.start(TlsFixture.context(named, named), false)) {
            for (String config : new String[] {
                "{}", "{ca_file: ca.pem}", "{ca_file: named.pem}", "{ca_file: named.pem, server_name: other.example}"
            }) {
                Attempt attempt = send(peer, "tls_config: " + config);
                assertThat(attempt.outcome()).as(config).isEqualTo(Outcome.RETRY);
                assertThat(peer.mails()).isEmpty();
            }
            assertThat(send(peer, "tls_config: {ca_file: named.pem, server_name: mail.example}"))
                    .isEqualTo(Attempt.sent("accepted"));
            assertThat(send(peer, "tls_config: {insecure_skip_verify: true}")).isEqualTo(Attempt.sent("accepted"));
        }
    }

    @Test
    void send_tlsFromStart_isVerified() throws Exception {
        try (SmtpPeer peer = SmtpPeer.start(tls, true)) {
            assertThat(secure(peer, "{ca_file: ca.pem}")).isEqualTo(Attempt.sent("accepted"));
            assertThat(secure(peer, "{insecure_skip_verify: true}")).isEqualTo(Attempt.sent("accepted"));
            assertThat(secure(peer, null).outcome()).isEqualTo(Outcome.RETRY);
            assertThat(peer.mails()).hasSize(2);
        }
        KeyStore named = TlsFixture.named(folder, "smtps.example", folder.resolve("smtps.pem"));
        try (SmtpPeer peer = SmtpPeer.start(TlsFixture.context(named, named), true)) {
            assertThat(secure(peer, "{ca_file: smtps.pem}").outcome()).isEqualTo(Outcome.RETRY);
            assertThat(secure(peer, "{ca_file: smtps.pem, server_name: smtps.example}"))
                    .isEqualTo(Attempt.sent("accepted"));
            assertThat(secure(peer, "{ca_file: smtps.pem, server_name: other.example}")
                            .outcome())
                    .isEqualTo(Outcome.RETRY);
        }
    }

    /** Sends as to port 465, which a test cannot have. */
    private static Attempt secure(SmtpPeer peer, @Nullable String config) throws Exception {
        TlsOptions settings = TlsOptions.read(
                config == null ? null : ConfigFixture.node("tls_config", config, new ConfigFaults()), folder);
        return integration(peer, true, settings, Duration.ofMinutes(1)).send(MESSAGE);
    }

    private static EmailIntegration integration(
            SmtpPeer peer, boolean isTlsFromStart, TlsOptions settings, Duration maxTime) {
        EmailOptions options = new EmailOptions(
                "email[0]",
                true,
                new SmtpAddress("127.0.0.1", peer.port(), isTlsFromStart),
                SmtpDefaults.NONE,
                settings,
                MessageTemplate.parse("team@x.example"),
                "team@x.example",
                MessageTemplate.parse("alerts@x.example"),
                Map.of(),
                null,
                MessageTemplate.parse("{{ .Status }}"));
        GlobalDefaults global = GlobalDefaults.of(IntegrationFixture.in(folder).environment());
        return new EmailIntegration(options, global, maxTime);
    }

    @Test
    void send_serverThatDoesNotGoOn_endsAfterTheMaximumTime() throws Exception {
        try (SmtpPeer peer = SmtpPeer.start(null, false).reply("EHLO", "250-endless")) {
            Duration time = Duration.ofMillis(300);
            assertThat(integration(peer, false, TlsOptions.DEFAULTS, time).send(MESSAGE))
                    .isEqualTo(Attempt.retry("127.0.0.1:" + peer.port() + ": no end within 300 ms", null));
        }
    }

    @Test
    void close_sessionThatIsOpen_endsIt() throws Exception {
        try (SmtpPeer peer = SmtpPeer.start(null, false).reply("EHLO", "250-endless")) {
            EmailIntegration integration = integration(peer, false, TlsOptions.DEFAULTS, Duration.ofMinutes(1));
            CompletableFuture<Attempt> attempt = CompletableFuture.supplyAsync(() -> integration.send(MESSAGE));
            peer.awaitCommand();
            integration.close();
            assertThat(attempt.get().outcome()).isEqualTo(Outcome.RETRY);
        }
    }

    @Test
    void send_wrongPassword_isDeadWithoutIt() throws Exception {
        try (SmtpPeer peer = SmtpPeer.start(tls, false)) {
            Attempt attempt =
                    send(peer, "tls_config: {ca_file: ca.pem}; auth_username: me; auth_password: s3cret-word");
            assertThat(attempt.outcome()).isEqualTo(Outcome.DEAD);
            assertThat(attempt.text()).contains("535 5.7.8 wrong").doesNotContain("s3cret");
        }
        try (SmtpPeer peer = SmtpPeer.start(tls, false).reply("AUTH", "454 4.7.0 temporary failure")) {
            assertThat(send(peer, "tls_config: {ca_file: ca.pem}; auth_username: me; auth_password: s3cret-word")
                            .outcome())
                    .isEqualTo(Outcome.RETRY);
        }
    }

    @Test
    void send_noServer_isRetried() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Attempt attempt = IntegrationFixture.in(folder)
                .integration("email", "{to: a@x, from: b@x, smarthost: '127.0.0.1:" + port + "'}")
                .send(MESSAGE);
        assertThat(attempt)
                .isEqualTo(Attempt.retry("127.0.0.1:" + port + ": connection refused, or no such host", null));
    }
}
