// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.firing;
import static io.arxsvgx.telemetry.notify.internal.message.MessageFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.testsupport.LogFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LogIntegrationTest {
    @Test
    void send_message_isOneLineOfTheLevel() throws Exception {
        try (LogFixture log = new LogFixture("io.arxsvgx.telemetry.notify")) {
            Attempt attempt = IntegrationFixture.in(Path.of(""))
                    .integration("log", "{level: warn, message: \"a\\n{{ .CommonAnnotations.description }} {}\"}")
                    .send(message(firing("hot", "pump\r\n2026 ERROR forged")));
            assertThat(attempt).isEqualTo(Attempt.sent("written"));
            assertThat(log.messages())
                    .containsExactly("a\\npump\\r\\n2026 ERROR forged is at 91 °C & \"rising\" <fast> {}");
            assertThat(log.events()).allMatch(event -> event.getLevel() == Level.WARN);
        }
    }
}
