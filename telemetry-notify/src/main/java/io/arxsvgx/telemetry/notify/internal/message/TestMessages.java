// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.message;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Test messages, by which a person sees that a receiver works. */
public final class TestMessages {
    private TestMessages() {}

    /** Returns a message about one alert that never fired. */
    public static Message of(String receiver, String externalUrl) {
        Alert alert = Alert.builder()
                .id("test-" + UUID.randomUUID())
                .ruleId("test_notification")
                .ruleName("Test notification")
                .severity(Severity.INFO)
                .source("telemetry")
                .type("test")
                .description("Test of receiver " + receiver + "; nothing is wrong")
                .startsAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
        MessageAlert tested = MessageAlert.of(alert);
        return new Message(
                receiver,
                "{}:{test=\"" + receiver + "\"}",
                alert.id(),
                tested.labels(),
                List.of(tested),
                0,
                externalUrl);
    }
}
