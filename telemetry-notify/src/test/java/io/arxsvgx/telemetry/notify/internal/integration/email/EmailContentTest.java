// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration.email;

import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.firing;
import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.message;
import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.arxsvgx.telemetry.notify.internal.integration.IntegrationFixture;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails as GreenMail, a mail server, receives them. */
class EmailContentTest {
    private static final Message MESSAGE = message(firing("hot", "pump-1"), resolved("hot", "pump-2"));

    private final GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        greenMail.start();
    }

    @AfterEach
    void stop() {
        greenMail.stop();
    }

    private Integration email(String more) {
        return IntegrationFixture.in(folder)
                .global(
                        "{smtp_from: 'Alerts <alerts@telemetry.example>', smtp_require_tls: false, smtp_smarthost: '127.0.0.1:"
                                + greenMail.getSmtp().getPort() + "'}")
                .integration("email", more);
    }

    private MimeMessage received() {
        assertThat(greenMail.getReceivedMessages()).hasSize(1);
        return greenMail.getReceivedMessages()[0];
    }

    private static String part(MimeMessage mail, int index) throws Exception {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(index).getContent();
    }

    @Test
    void send_defaults_areTextAndHtml() throws Exception {
        Integration email = email("to: team@x.example");
        assertThat(email.send(MESSAGE)).isEqualTo(Attempt.sent("accepted"));
        MimeMessage mail = received();
        assertThat(mail.getSubject()).isEqualTo("[FIRING:1] hot (critical)");
        assertThat(mail.getFrom()[0]).hasToString("Alerts <alerts@telemetry.example>");
        assertThat(mail.getAllRecipients()[0]).hasToString("team@x.example");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(mail.getSentDate()).isEqualTo(Date.from(IntegrationFixture.NOW));
        assertThat(part(mail, 0).replace("\r\n", "\n"))
                .contains("Firing: 1\n", "hot on pump-1\n  pump-1 is at 91 °C & \"rising\" <fast>\n", "Resolved: 1\n");
        assertThat(part(mail, 1))
                .contains(
                        "pump-1 is at 91 °C &amp; &#34;rising&#34; &lt;fast&gt;",
                        "<a href=\"https://telemetry.example/page/#/alerts/hot-pump-1\">")
                .doesNotContain("<fast>");
        assertThat(email.address())
                .isEqualTo("team@x.example by 127.0.0.1:" + greenMail.getSmtp().getPort());
        assertThat(email.sendsResolved()).isFalse();
    }

    @Test
    void send_mailsOfAGroup_areAThread() throws Exception {
        Integration email = email("to: team@x.example");
        Message next = new Message(
                MESSAGE.receiver(), MESSAGE.groupKey(), "another", MESSAGE.groupLabels(), MESSAGE.alerts(), 0, "");
        email.send(MESSAGE);
        email.send(MESSAGE);
        email.send(next);
        email.send(message(firing("cold", "pump-1")));
        MimeMessage[] mails = greenMail.getReceivedMessages();
        assertThat(mails[0].getMessageID())
                .matches("<[0-9a-f]{32}@telemetry.example>")
                .isEqualTo(mails[1].getMessageID())
                .isNotEqualTo(mails[2].getMessageID());
        for (String header : List.of("References", "In-Reply-To")) {
            assertThat(mails[0].getHeader(header))
                    .hasSize(1)
                    .isEqualTo(mails[2].getHeader(header))
                    .isNotEqualTo(mails[3].getHeader(header));
        }
    }

    @Test
    void send_ownTexts_areUsed() throws Exception {
        email("""
                to: '{{ .CommonLabels.severity }}@x.example, "B, b" <b@x.example>'
                from: other@y.example
                send_resolved: true
                html: ''
                text: "{{ .Status }} ä"
                headers: {subject: 'Ü {{ .CommonLabels.alertname }}', Reply-To: r@x.example, X-Team: 'Grün'}
                """).send(MESSAGE);
        MimeMessage mail = greenMail.getReceivedMessages()[0];
        assertThat(greenMail.getReceivedMessages()).hasSize(2);
        assertThat(mail.getAllRecipients()).hasSize(2);
        assertThat(mail.getAllRecipients()[0]).hasToString("critical@x.example");
        assertThat(mail.getSubject()).isEqualTo("Ü hot");
        assertThat(mail.getFrom()[0]).hasToString("other@y.example");
        assertThat(mail.getReplyTo()[0]).hasToString("r@x.example");
        assertThat(jakarta.mail.internet.MimeUtility.decodeText(mail.getHeader("X-Team", null)))
                .isEqualTo("Grün");
        assertThat(((MimeMultipart) mail.getContent()).getCount()).isEqualTo(1);
        assertThat(part(mail, 0).strip()).isEqualTo("firing ä");
    }

    @Test
    void send_lineEndsInValues_beginNoHeader() throws Exception {
        Message forged = message(firing("hot\r\nBcc: all@x.example\r\n\r\nbody", "pump\nX-Forged: yes"));
        email("""
                to: team@x.example
                headers: {Subject: '{{ .CommonLabels.alertname }}', X-Source: '{{ .CommonLabels.source }}'}
                """).send(forged);
        MimeMessage mail = received();
        assertThat(mail.getSubject()).isEqualTo("hot Bcc: all@x.example body");
        assertThat(mail.getHeader("X-Source", null)).isEqualTo("pump X-Forged: yes");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getHeader("X-Forged")).isNull();
    }

    @Test
    void send_headersOfRecipients_doNotDecideWhoGetsIt() throws Exception {
        email("{to: team@x.example, headers: {To: shown@x.example, Cc: copy@x.example}}")
                .send(MESSAGE);
        assertThat(received().getHeader("To", null)).isEqualTo("shown@x.example");
        assertThat(greenMail.getUserManager().getUserByEmail("team@x.example")).isNotNull();
        assertThat(greenMail.getUserManager().getUserByEmail("copy@x.example")).isNull();
    }

    @Test
    void send_longSubjectAndLongLines_areValid() throws Exception {
        Message wide = message(firing("x".repeat(5_000), "pump"));
        assertThat(email("to: team@x.example").send(wide).outcome()).isEqualTo(Attempt.Outcome.SENT);
        assertThat(received().getSubject()).hasSize(900).endsWith("…");
    }

    @Test
    void send_authenticated_usesThePasswordOfTheFile() throws Exception {
        greenMail.getManagers().getUserManager().setAuthRequired(true);
        greenMail.setUser("me@x.example", "me", "pass-word");
        Files.writeString(folder.resolve("password"), "pass-word\n");
        Integration email = email("{to: team@x.example, auth_username: me, auth_password_file: password}");
        assertThat(email.send(MESSAGE)).isEqualTo(Attempt.sent("accepted"));
        Files.writeString(folder.resolve("password"), "wrong-word\n");
        Attempt refused = email.send(MESSAGE);
        assertThat(refused.outcome()).isEqualTo(Attempt.Outcome.DEAD);
        assertThat(refused.text()).contains("authentication failed").doesNotContain("word");
        Files.delete(folder.resolve("password"));
        assertThat(email.send(MESSAGE).outcome()).isEqualTo(Attempt.Outcome.RETRY);
    }

    @Test
    void send_recipientThatIsNoAddress_isDead() throws Exception {
        Attempt attempt = email("to: '{{ .CommonLabels.absent }}'").send(MESSAGE);
        assertThat(attempt).isEqualTo(Attempt.dead("the template \"to\" gives no address"));
        assertThat(email("to: 'a b c@@'").send(MESSAGE).outcome()).isEqualTo(Attempt.Outcome.DEAD);
    }
}
