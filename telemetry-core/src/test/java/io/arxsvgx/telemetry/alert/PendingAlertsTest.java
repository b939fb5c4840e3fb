// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.testing.AlertHarness;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PendingAlertsTest {
    @AutoClose
    private final AlertHarness harness = new AlertHarness()
            .start(above("slow").forDuration(seconds(30)).build(), above("fast").build());

    private List<String> pending(int limit) {
        return harness.processor.pendingAlerts(limit).stream()
                .map(Alert::source)
                .toList();
    }

    private void breach(String source) {
        harness.event(source, HIGH);
        harness.time.advance(seconds(1));
    }

    @Test
    void pendingAlerts_several_areListedNewestLast() {
        breach("b");
        breach("a");
        breach("c");

        assertThat(pending(10)).containsExactly("b", "a", "c");
        assertThat(pending(2)).containsExactly("a", "c");
        assertThat(pending(0)).isEmpty();
        assertThat(pending(-1)).isEmpty();
        assertThat(harness.processor.pendingAlerts(1).get(0)).satisfies(alert -> {
            assertThat(alert.state()).isEqualTo(AlertState.PENDING);
            assertThat(alert.ruleId()).isEqualTo("slow");
            assertThat(alert.firedAt()).isNull();
        });
        assertThat(harness.processor.alerts(10))
                .allMatch(alert -> alert.ruleId().equals("fast"));
    }

    @Test
    void pendingAlerts_firedEndedOrRuleGone_areNotListed() {
        breach("fires");
        breach("ends");
        harness.event("ends", LOW);
        assertThat(pending(10)).containsExactly("fires");

        harness.time.advance(seconds(30));
        harness.event("fires", HIGH);
        assertThat(pending(10)).isEmpty();

        breach("other");
        assertThat(pending(10)).containsExactly("other");
        harness.processor.removeAlertRule("slow");
        harness.processor.runOnce();
        assertThat(pending(10)).isEmpty();
    }
}
