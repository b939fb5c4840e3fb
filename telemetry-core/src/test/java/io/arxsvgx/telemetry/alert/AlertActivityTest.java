// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static io.arxsvgx.telemetry.alert.AlertActivity.Kind.ACKNOWLEDGED;
import static io.arxsvgx.telemetry.alert.AlertActivity.Kind.SILENCED;
import static io.arxsvgx.telemetry.alert.AlertActivity.Kind.UNACKNOWLEDGED;
import static io.arxsvgx.telemetry.alert.AlertActivity.Kind.UNSILENCED;
import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.testing.AlertHarness;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests of the activity log of alerts: acknowledgements, their removal, and silences. */
class AlertActivityTest {
    @AutoClose
    private final AlertHarness harness = new AlertHarness().start();

    private String firing() {
        harness.start(above("hot").severity(Severity.WARNING).build()).event(HIGH);
        return harness.alert().id();
    }

    private static Silence silence(long from, long to) {
        return new Silence("quiet", Map.of("rule_id", "hot"), at(from), at(to), "ann", "maintenance");
    }

    @Test
    void acknowledge_twice_keepsTheFirst() {
        String id = firing();
        harness.processor.acknowledge(id, "ann", "on it");
        harness.clock(9);
        harness.processor.acknowledge(id, "bob", "mine");

        assertThat(harness.alert().acknowledgement()).isEqualTo(new Acknowledgement("bob", "mine", at(9)));
        assertThat(harness.alert().activities())
                .containsExactly(
                        new AlertActivity(ACKNOWLEDGED, "ann", "on it", at(0)),
                        new AlertActivity(ACKNOWLEDGED, "bob", "mine", at(9)));
    }

    @Test
    void unacknowledge_acknowledged_isRemovedLoggedAndDelivered() {
        String id = firing();
        harness.processor.acknowledge(id, "ann", "on it");
        harness.clock(9);

        assertThat(harness.processor.alerts().unacknowledge(id, "bob")).isTrue();
        assertThat(harness.alert().acknowledgement()).isNull();
        assertThat(harness.alert().activities()).endsWith(new AlertActivity(UNACKNOWLEDGED, "bob", "", at(9)));
        assertThat(harness.notified().get(harness.notified().size() - 1).acknowledgement())
                .isNull();
        assertThat(harness.acted()).hasSize(1);
    }

    @Test
    void unacknowledge_notAcknowledgedOrUnknown_isFalse() {
        String id = firing();

        assertThat(harness.processor.alerts().unacknowledge(id, "bob")).isFalse();
        assertThat(harness.processor.alerts().unacknowledge("none", "bob")).isFalse();
        assertThat(harness.alert().activities()).isEmpty();
        assertThatThrownBy(() -> harness.processor.alerts().unacknowledge(id, " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void severityRaised_acknowledged_endsTheAcknowledgementWithTheReason() {
        String id = firing();
        harness.processor.acknowledge(id, "ann", "on it");
        harness.processor.addAlertRule(above("hot").severity(Severity.CRITICAL).build());
        harness.turnAt(1);

        assertThat(harness.alert().acknowledgement()).isNull();
        assertThat(harness.alert().activities())
                .extracting(AlertActivity::kind, AlertActivity::note)
                .endsWith(org.assertj.core.groups.Tuple.tuple(UNACKNOWLEDGED, "severity raised to critical"));
    }

    @Test
    void silence_coversAFiringAlert_isLoggedAndSoIsItsEnd() {
        firing();
        harness.processor.silence(silence(0, 60));
        harness.turnAt(5).turnAt(6);
        assertThat(harness.alert().activities()).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(SILENCED);
            assertThat(one.who()).isEqualTo("ann");
            assertThat(one.note()).isEqualTo("maintenance");
        });
        harness.turnAt(61).turnAt(62);

        assertThat(harness.alert().activities()).extracting(AlertActivity::kind).containsExactly(SILENCED, UNSILENCED);
    }

    @Test
    void silence_coversFiringAndResolving_isInTheLogOfTheResolvedAlert() {
        harness.start(above("hot").build());
        harness.processor.silence(silence(0, 60));
        harness.event(HIGH).event(LOW);

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().activities()).extracting(AlertActivity::kind).containsExactly(SILENCED);
    }

    @Test
    void activities_many_keepsTheNewest() {
        String id = firing();
        for (int i = 0; i <= AlertActivity.MAX_ENTRIES; i++) {
            harness.processor.acknowledge(id, "ann", "note " + i);
        }

        assertThat(harness.alert().activities()).hasSize(AlertActivity.MAX_ENTRIES);
        assertThat(harness.alert().activities().get(0).note()).isEqualTo("note 1");
    }
}
