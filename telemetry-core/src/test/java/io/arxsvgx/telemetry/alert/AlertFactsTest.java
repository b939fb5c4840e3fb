// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.testing.AlertHarness;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The parts of an alert, and the notifications of it. */
class AlertFactsTest {
    @AutoClose
    private final AlertHarness harness = new AlertHarness().start();

    @Test
    void fired_alert_namesRuleAndSeries() {
        harness.start(above("hot")
                        .name("Too hot")
                        .severity(Severity.CRITICAL)
                        .label("team", "blue")
                        .annotation("help", "cool it")
                        .build())
                .event(HIGH);

        Alert alert = harness.alert();
        assertThat(alert.ruleId()).isEqualTo("hot");
        assertThat(alert.ruleName()).isEqualTo("Too hot");
        assertThat(alert.kind()).isEqualTo(AlertKind.RULE);
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.source()).isEqualTo(AlertHarness.SOURCE);
        assertThat(alert.type()).isEqualTo(AlertHarness.TYPE);
        assertThat(alert.labels()).containsEntry("team", "blue");
        assertThat(alert.annotations()).containsEntry("help", "cool it");
    }

    @Test
    void fired_severalSeverities_areCountedBySeverity() {
        harness.start(
                        above("a").severity(Severity.INFO).build(),
                        above("b").build(),
                        above("c").build())
                .event(HIGH);

        assertThat(harness.processor.metrics().activeAlertsBySeverity())
                .isEqualTo(Map.of(Severity.INFO, 1L, Severity.WARNING, 2L, Severity.CRITICAL, 0L));
    }

    @Test
    void alert_byItsId_isAsItIsNow() {
        harness.start(above("hot").build()).event(HIGH);
        String id = harness.alert().id();

        assertThat(harness.processor.alerts().find(id)).hasValue(harness.alert());
        harness.event(LOW);
        assertThat(harness.processor.alerts().find(id).orElseThrow().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.processor.alerts().find("none")).isEmpty();
    }

    @Test
    void rule_withoutNameAndSeverity_hasDefaults() {
        harness.start(above("hot").build()).event(HIGH);

        assertThat(harness.alert().ruleName()).isEqualTo("hot");
        assertThat(harness.alert().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void fired_atOnce_hasTheValueAndEvidenceOfItsEvent() {
        harness.start(above("hot").build())
                .ingest(TelemetryEvent.builder()
                        .source("s1")
                        .type(AlertHarness.TYPE)
                        .value(82)
                        .status("processing")
                        .build())
                .turn();

        Alert alert = harness.alert();
        assertThat(alert.value()).isEqualTo(82);
        assertThat(alert.status()).isEqualTo("processing");
        assertThat(alert.evidence().text()).isEqualTo("82.0 > 80.0");
        assertThat(alert.evidence().values()).containsExactly(82.0);
        assertThat(alert.evidence().computed()).isEqualTo(82);
        assertThat(alert.evidence().limit()).isEqualTo(80);
        assertThat(alert.description()).contains("hot", "temperature", "s1", "82.0 > 80.0");
    }

    @Test
    void fired_afterFor_hasTheValueAndEvidenceThatMadeItFire() {
        harness.start(above("hot").forDuration(seconds(5)).build())
                .event(HIGH)
                .eventAt(2, 88)
                .turnAt(5);

        Alert alert = harness.alert();
        assertThat(alert.value()).isEqualTo(88);
        assertThat(alert.evidence().text()).isEqualTo("88.0 > 80.0 for 5 s");
        assertThat(alert.evidence().held()).isEqualTo(seconds(5));
        assertThat(alert.description()).contains("88.0 > 80.0 for 5 s");
    }

    @Test
    void fired_afterAnEventThatIsHolding_hasTheValueAndEvidenceOfABreach() {
        harness.start(above("hot")
                        .parameter("recovery", 70)
                        .forDuration(seconds(5))
                        .build())
                .event(HIGH)
                .eventAt(2, 75)
                .turnAt(5);

        assertThat(harness.alert().value()).isEqualTo(HIGH);
        assertThat(harness.alert().evidence().text()).isEqualTo("82.0 > 80.0 for 5 s");
        assertThat(harness.alert().evidence().held()).isEqualTo(seconds(5));
    }

    @Test
    void fired_beforeAnEventThatMeetsChangedRules_isExplainedByTheEventBefore() {
        harness.start(above("hot").forDuration(seconds(5)).build()).event(HIGH);
        harness.processor.addAlertRule(above("other").build());
        harness.eventAt(6, LOW);

        assertThat(harness.alert().evidence().text()).isEqualTo("82.0 > 80.0 for 5 s; no further event came");
    }

    @Test
    void breaches_ofTenThousandEventsOfAHundredSources_areAllCounted() {
        harness.start(above("hot").build());
        Random random = new Random(7);
        int breaches = 0;
        for (int i = 0; i < 10_000; i++) {
            double value = 60 + 54 * random.nextDouble();
            breaches += value > AlertHarness.LIMIT ? 1 : 0;
            harness.ingest(TelemetryEvent.of("s" + random.nextInt(100), AlertHarness.TYPE, value));
            if (i % 100 == 99) {
                harness.turn();
                assertThat(harness.processor.metrics().activeAlerts()).isLessThanOrEqualTo(100);
            }
        }

        assertThat(harness.alerts().stream().mapToLong(Alert::occurrences).sum())
                .isEqualTo(breaches)
                .isGreaterThan(6_000);
    }

    @Test
    void resolved_alert_keepsTheValueAndEvidenceThatMadeItFire() {
        harness.start(above("hot").build()).event(HIGH).eventAt(1, 95).eventAt(2, LOW);

        Alert alert = harness.alert();
        assertThat(alert.value()).isEqualTo(HIGH);
        assertThat(alert.evidence().text()).isEqualTo("82.0 > 80.0");
        assertThat(alert.startsAt()).isEqualTo(at(0));
        assertThat(alert.occurrences()).isEqualTo(2);
    }

    @Test
    void ids_ofManyAlertsAndProcessors_areUnique() {
        Set<String> ids = new HashSet<>();
        for (int processor = 0; processor < 3; processor++) {
            harness.start(above("hot").build());
            for (int i = 0; i < 50; i++) {
                harness.event(HIGH).event(LOW);
            }
            harness.alerts().forEach(alert -> ids.add(alert.id()));
        }

        assertThat(ids).hasSize(150);
    }

    @Test
    void fingerprint_ofOneRuleAndSeries_isTheSameForEveryValueAndProcessor() {
        harness.start(above("hot").build()).event(HIGH).event(LOW).event(99);
        List<Alert> here = harness.alerts();
        harness.start(above("hot", 50).severity(Severity.INFO).build()).event(55);

        assertThat(here)
                .extracting(Alert::fingerprint)
                .containsOnly(harness.alert().fingerprint())
                .hasSize(2);
    }

    @Test
    void fingerprint_ofAnotherRuleOrSeries_isAnother() {
        harness.start(above("a").build(), above("ab").build(), above("b").build())
                .event("s", HIGH)
                .event("bs", HIGH);

        assertThat(harness.alerts()).hasSize(6).extracting(Alert::fingerprint).doesNotHaveDuplicates();
    }

    @Test
    void subscriber_life_hearsEachStepInOrder() {
        harness.start(above("hot").build()).event(HIGH).eventAt(1, LOW);

        assertThat(harness.notified()).extracting(Alert::state).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void subscriber_pending_hearsNothing() {
        harness.start(above("hot").forDuration(seconds(5)).build()).event(HIGH).eventAt(1, LOW);

        assertThat(harness.notified()).isEmpty();
    }

    @Test
    void action_resolved_isToldHowItEnded() {
        harness.start(above("hot").build()).event(HIGH).eventAt(1, HIGH).eventAt(2, LOW);

        Alert last = harness.acted().get(1);
        assertThat(last.state()).isEqualTo(AlertState.RESOLVED);
        assertThat(last.endsAt()).isEqualTo(at(2));
        assertThat(last.occurrences()).isEqualTo(2);
    }

    @Test
    void action_notRegistered_doesNotKeepTheOthersFromBeingCalled() {
        harness.start(above("hot").actions("nobody", AlertHarness.ACTION).build())
                .event(HIGH);

        assertThat(harness.acted()).hasSize(1);
    }

    @Test
    void metrics_life_countActiveFiredAndResolved() {
        harness.start(above("hot").build()).event("a", HIGH).event("b", HIGH).event("b", LOW);

        assertThat(harness.processor.metrics().activeAlerts()).isEqualTo(1);
        assertThat(harness.processor.metrics().alertsFired()).isEqualTo(2);
        assertThat(harness.processor.metrics().alertsResolved()).isEqualTo(1);
    }

    @Test
    void alerts_limit_listsTheNewestWithTheNewestLast() {
        harness.start(above("hot").build()).event("a", HIGH).event("b", HIGH).event("c", HIGH);

        assertThat(harness.processor.alerts(2)).extracting(Alert::source).containsExactly("b", "c");
        assertThat(harness.processor.alerts(0)).isEmpty();
        assertThat(harness.processor.alerts(-1)).isEmpty();
    }

    @Test
    void stopAndStart_openAlert_staysOpen() {
        harness.start(above("hot").build()).event(HIGH);
        harness.settle();
        harness.event(HIGH);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
        assertThat(harness.alert().occurrences()).isEqualTo(2);
    }

    @Test
    void stopAndStart_pendingAlert_doesNotAgeMeanwhile() {
        harness.start(above("hot").forDuration(seconds(5)).build()).event(HIGH);
        harness.processor.stop();
        harness.clock(100);
        harness.processor.start();
        harness.turnAt(104);
        assertThat(harness.alerts()).isEmpty();

        harness.turnAt(105);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
    }
}
