// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.testing.AlertHarness;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** From a first breach to firing: {@code for}, by events and by the clock. */
class AlertFiringTest {
    private static final AlertRule AT_ONCE = above("hot").build();
    private static final AlertRule FOR_FIVE =
            above("hot").forDuration(seconds(5)).build();

    @AutoClose
    private final AlertHarness harness = new AlertHarness().start(AT_ONCE);

    @Test
    void breach_noFor_firesAtOnce() {
        harness.eventAt(3, HIGH);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
        assertThat(harness.alert().startsAt()).isEqualTo(at(3));
        assertThat(harness.alert().firedAt()).isEqualTo(at(3));
        assertThat(harness.alert().endsAt()).isNull();
    }

    @Test
    void normal_firing_resolves() {
        harness.eventAt(3, HIGH).eventAt(4, LOW);

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().endsAt()).isEqualTo(at(4));
        assertThat(harness.alert().endReason()).contains("back to normal").contains("20.0 <= 80.0");
    }

    @Test
    void event_equalToLimit_doesNotOpen() {
        harness.event(AlertHarness.LIMIT);

        assertThat(harness.alerts()).isEmpty();
    }

    @Test
    void breach_for_isPendingAndNotListed() {
        harness.start(FOR_FIVE).event(HIGH);

        assertThat(harness.alerts()).isEmpty();
        assertThat(harness.status("hot").pending()).singleElement().satisfies(alert -> {
            assertThat(alert.state()).isEqualTo(AlertState.PENDING);
            assertThat(alert.firedAt()).isNull();
        });
        assertThat(harness.processor.metrics().pendingAlerts()).isEqualTo(1);
    }

    @Test
    void breach_for_firesByLaterEvent() {
        harness.start(FOR_FIVE).event(HIGH).clock(6).event(90);

        assertThat(harness.alert().startsAt()).isEqualTo(at(0));
        assertThat(harness.alert().firedAt()).isEqualTo(at(5));
    }

    @Test
    void breach_forAndNoMoreEvents_firesByClock() {
        harness.start(FOR_FIVE).event(HIGH).turnAt(4);
        assertThat(harness.alerts()).isEmpty();

        harness.turnAt(5);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
        assertThat(harness.alert().firedAt()).isEqualTo(at(5));
    }

    @Test
    void breach_forAndLateTurn_firesAtTheTimeItWasDue() {
        harness.start(FOR_FIVE).event(HIGH).turnAt(60);

        assertThat(harness.alert().firedAt()).isEqualTo(at(5));
    }

    @Test
    void normal_pending_isDropped() {
        harness.start(FOR_FIVE).event(HIGH).eventAt(4, LOW).turnAt(60);

        assertThat(harness.alerts()).isEmpty();
        assertThat(harness.status("hot").pending()).isEmpty();
        assertThat(harness.processor.metrics().pendingAlerts()).isZero();
        assertThat(harness.acted()).isEmpty();
    }

    @Test
    void normal_pending_beginsAnewWithTheNextBreach() {
        harness.start(FOR_FIVE).event(HIGH).eventAt(4, LOW).eventAt(6, HIGH).turnAt(10);
        assertThat(harness.alerts()).isEmpty();

        harness.turnAt(11);

        assertThat(harness.alert().startsAt()).isEqualTo(at(6));
        assertThat(harness.alert().firedAt()).isEqualTo(at(11));
        assertThat(harness.alert().occurrences()).isEqualTo(1);
    }

    @Test
    void breach_atJustTheDeadline_firesWithThatValue() {
        harness.start(FOR_FIVE).event(HIGH).eventAt(5, 95);

        assertThat(harness.alert().firedAt()).isEqualTo(at(5));
        assertThat(harness.alert().value()).isEqualTo(95);
        assertThat(harness.alert().occurrences()).isEqualTo(2);
    }

    @Test
    void normal_atJustTheDeadline_isDropped() {
        harness.start(FOR_FIVE).event(HIGH).eventAt(5, LOW).turnAt(60);

        assertThat(harness.alerts()).isEmpty();
    }

    @Test
    void normal_afterTheDeadlineInOneTurn_firesBeforeItResolves() {
        harness.start(FOR_FIVE).event(HIGH).eventAt(8, LOW);

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().firedAt()).isEqualTo(at(5));
        assertThat(harness.alert().endsAt()).isEqualTo(at(8));
        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void lateBatch_ownTimes_givesTheAlertsOfALiveStream() {
        double[] values = {HIGH, 85, 90, LOW, HIGH, LOW, 83, 84, 85, 86, 87, 88, LOW};
        List<Alert> live = live(values);
        harness.start(FOR_FIVE).clock(1_000);
        for (int i = 0; i < values.length; i++) {
            harness.ingest(values[i], 2L * i);
        }
        harness.turn();

        assertThat(harness.alerts())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .isEqualTo(live)
                .hasSize(2);
    }

    private static List<Alert> live(double... values) {
        try (AlertHarness stream = new AlertHarness().start(FOR_FIVE)) {
            for (int i = 0; i < values.length; i++) {
                stream.eventAt(2L * i, values[i]).turnAt(2L * i + 1);
            }
            return stream.alerts();
        }
    }

    @Test
    void lateBatch_thenSilence_seriesTimeGoesOnByTheClock() {
        harness.start(FOR_FIVE).clock(1_000).ingest(HIGH, 0).turn().turnAt(1_004);
        assertThat(harness.alerts()).isEmpty();

        harness.turnAt(1_005);

        assertThat(harness.alert().firedAt()).isEqualTo(at(5));
    }

    @Test
    void breaches_many_openOneAlertAndAreCounted() {
        for (int i = 0; i < 100; i++) {
            harness.eventAt(i, HIGH + i);
        }

        assertThat(harness.alert().occurrences()).isEqualTo(100);
        assertThat(harness.processor.metrics().alertsFired()).isEqualTo(1);
    }

    @Test
    void breaches_pending_areCounted() {
        harness.start(FOR_FIVE).event(HIGH).eventAt(1, HIGH).eventAt(2, HIGH);
        assertThat(harness.status("hot").pending().get(0).occurrences()).isEqualTo(3);

        harness.turnAt(5);

        assertThat(harness.alert().occurrences()).isEqualTo(3);
    }

    @Test
    void breaches_ofSeveralSeries_openOneAlertEach() {
        harness.event("a", HIGH).event("b", HIGH).event("a", HIGH);

        assertThat(harness.alerts())
                .extracting(Alert::source, Alert::occurrences)
                .containsExactly(tuple("a", 2L), tuple("b", 1L));
    }

    @Test
    void breach_ofSeveralRules_opensOneAlertEach() {
        harness.start(AT_ONCE, above("hotter", 90).build(), above("hottest", 99).build())
                .event(95);

        assertThat(harness.alerts()).extracting(Alert::ruleId).containsExactly("hot", "hotter");
    }

    @Test
    void recovery_ofOneRule_leavesTheOthersOpen() {
        harness.start(AT_ONCE, above("hotter", 90).build()).event(95).event(85);

        assertThat(harness.alerts()).extracting(Alert::state).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void for_ofSeveralRulesOnOneSeries_fireEachAtItsTime() {
        harness.start(
                above("slow").forDuration(seconds(30)).build(),
                above("fast").forDuration(seconds(10)).build(),
                above("now").build());

        harness.event(HIGH).turnAt(60);

        assertThat(harness.alerts()).extracting(Alert::ruleId).containsExactly("now", "fast", "slow");
        assertThat(harness.alerts()).extracting(Alert::firedAt).containsExactly(at(0), at(10), at(30));
    }

    @Test
    void for_ofSeveralSeries_fireInTheOrderOfTheirDeadlines() {
        harness.start(FOR_FIVE);
        for (int i = 0; i < 20; i++) {
            harness.clock(i).event("s" + (7 * i) % 20, HIGH);
        }
        harness.turnAt(100);

        List<Instant> fired = harness.alerts().stream().map(Alert::firedAt).toList();
        assertThat(fired).hasSize(20).isSorted();
    }
}
