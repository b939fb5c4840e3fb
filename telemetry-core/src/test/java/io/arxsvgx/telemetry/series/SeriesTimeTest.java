// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.series;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.testing.AlertHarness;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Series without events, and events that are late or ahead. Stale after 5 minutes, expired after an hour. */
class SeriesTimeTest {
    private static final long STALE = 300;
    private static final long EXPIRY = 3_600;

    @AutoClose
    private final AlertHarness harness = new AlertHarness().start();

    @Test
    void noEvents_pendingUntilStale_isDropped() {
        harness.start(above("hot").forDuration(seconds(400)).build())
                .event(HIGH)
                .turnAt(STALE - 1);
        assertThat(harness.status("hot").pending()).hasSize(1);

        harness.turnAt(STALE);

        assertThat(harness.status("hot").pending()).isEmpty();
        assertThat(harness.alerts()).isEmpty();
    }

    @Test
    void lateEvent_whileTheClockRuns_doesNotSetSeriesTimeBack() {
        harness.start(above("hot").forDuration(seconds(10)).build()).event(HIGH).turnAt(8);
        harness.ingest(HIGH, -5).turn();

        harness.turnAt(10);

        assertThat(harness.alert().firedAt()).isEqualTo(at(10));
    }

    @Test
    void lateEvents_only_keepTheSeriesFromGoingStale() {
        harness.start(above("hot").build()).event(HIGH).turnAt(STALE - 1);
        harness.ingest(HIGH, -5).turn();

        harness.turnAt(STALE + 10);

        assertThat(harness.alert().stale()).isFalse();
    }

    @Test
    void noEvents_firingUntilStale_isMarked() {
        harness.start(above("hot").build()).event(HIGH).turnAt(STALE - 1);
        assertThat(harness.alert().stale()).isFalse();

        harness.turnAt(STALE);

        assertThat(harness.alert().stale()).isTrue();
        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
    }

    @Test
    void noEvents_stale_subscribersHearOfItAndActionsDoNot() {
        harness.start(above("hot").build()).event(HIGH).turnAt(STALE);

        assertThat(harness.notified()).extracting(Alert::stale).containsExactly(false, true);
        assertThat(harness.acted()).hasSize(1);
    }

    @Test
    void noEvents_stale_repeatsNoMore() {
        harness.start(above("hot").repeatInterval(seconds(200)).build())
                .event(HIGH)
                .turnAt(200)
                .turnAt(400)
                .turnAt(1_000);

        assertThat(harness.acted()).hasSize(2);
    }

    @Test
    void noEvents_staleWhileHeld_isFrozen() {
        harness.start(above("hot").keepFiringFor(seconds(400)).build())
                .event(HIGH)
                .eventAt(1, LOW)
                .turnAt(1_000);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
        assertThat(harness.alert().stale()).isTrue();
    }

    @Test
    void breach_stale_isFreshAndCounts() {
        harness.start(above("hot").build()).event(HIGH).turnAt(STALE).eventAt(1_000, HIGH);

        assertThat(harness.alert().stale()).isFalse();
        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
        assertThat(harness.alert().occurrences()).isEqualTo(2);
    }

    @Test
    void normal_stale_resolves() {
        harness.start(above("hot").build()).event(HIGH).turnAt(STALE).eventAt(1_000, LOW);

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().endsAt()).isEqualTo(at(1_000));
    }

    @Test
    void breach_stale_doesNotMakeUpForMissedRepeats() {
        harness.start(above("hot").repeatInterval(seconds(200)).build())
                .event(HIGH)
                .turnAt(STALE)
                .eventAt(2_000, HIGH);
        assertThat(harness.acted()).hasSize(2);

        harness.turnAt(2_199);
        assertThat(harness.acted()).hasSize(2);

        harness.turnAt(2_200);
        assertThat(harness.acted()).hasSize(3);
    }

    @Test
    void normal_staleWhileHeld_endsNoEarlierThanThatEvent() {
        harness.start(above("hot").keepFiringFor(seconds(400)).build())
                .event(HIGH)
                .eventAt(1, LOW)
                .turnAt(1_000)
                .eventAt(2_000, LOW);

        assertThat(harness.alert().endsAt()).isEqualTo(at(2_000));
    }

    @Test
    void events_keepComing_neverGoStale() {
        harness.start(above("hot").forDuration(seconds(900)).build());
        for (int second = 0; second < 900; second += 200) {
            harness.eventAt(second, HIGH);
        }

        harness.turnAt(900);

        assertThat(harness.alert().firedAt()).isEqualTo(at(900));
    }

    @Test
    void noEvents_firingUntilExpiry_resolvesSayingSo() {
        harness.start(above("hot").build()).event(HIGH).turnAt(EXPIRY - 1);
        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);

        harness.turnAt(EXPIRY);

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().endsAt()).isEqualTo(at(EXPIRY));
        assertThat(harness.alert().endReason()).contains("no event for 3600 s");
        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void breach_afterExpiryInOneTurn_opensAnother() {
        harness.start(above("hot").build()).event(HIGH).eventAt(2 * EXPIRY, HIGH);

        assertThat(harness.alerts()).extracting(Alert::state).containsExactly(AlertState.RESOLVED, AlertState.FIRING);
        assertThat(harness.alerts().get(0).endsAt()).isEqualTo(at(EXPIRY));
        assertThat(harness.alerts().get(1).startsAt()).isEqualTo(at(2 * EXPIRY));
    }

    @Test
    void series_expired_isForgottenAndItsHandleStaysValid() {
        harness.start(above("hot").build());
        TelemetrySeries handle = harness.processor.series("s1", AlertHarness.TYPE);
        assertThat(handle.record(HIGH)).isTrue();
        harness.turn();
        for (long second = 0; second <= 2 * EXPIRY; second += 60) {
            harness.turnAt(second);
        }
        assertThat(harness.processor.metrics().series()).isZero();

        assertThat(handle.record(HIGH)).isTrue();
        harness.turn();

        assertThat(harness.processor.metrics().series()).isEqualTo(1);
        assertThat(harness.alerts()).extracting(Alert::state).containsExactly(AlertState.RESOLVED, AlertState.FIRING);
    }

    @Test
    void gapLongerThanTheExpiry_inABatch_forgetsWhatTheConditionKept() {
        harness.start(above("hot").parameter("warmup", 2).build()).clock(10_000);
        harness.ingest(LOW, 0).ingest(LOW, 1).ingest(HIGH, 2 + EXPIRY).turn();
        assertThat(harness.alerts()).isEmpty();

        harness.ingest(HIGH, 3 + EXPIRY).ingest(HIGH, 4 + EXPIRY).turn();

        assertThat(harness.alert().startsAt()).isEqualTo(at(4 + EXPIRY));
    }

    @Test
    void gapAsLongAsTheExpiry_inABatch_forgetsNothing() {
        harness.start(above("hot").parameter("warmup", 2).build()).clock(10_000);
        harness.ingest(LOW, 0).ingest(LOW, 1).ingest(HIGH, 1 + EXPIRY).turn();

        assertThat(harness.alerts()).hasSize(1);
    }

    @Test
    void resolved_stale_isNoLongerStale() {
        harness.start(above("hot").build()).event(HIGH).turnAt(STALE).turnAt(EXPIRY);

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().stale()).isFalse();
    }

    @Test
    void staleAfter_configured_counts() {
        harness.config(config -> config.staleAfter(seconds(10)).seriesExpiry(seconds(20)))
                .start(above("hot").build());

        harness.event(HIGH).turnAt(10);
        assertThat(harness.alert().stale()).isTrue();

        harness.turnAt(20);
        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void lateEvent_isCountedAndEvaluated() {
        harness.start(above("hot").build())
                .clock(100)
                .ingest(LOW, 50)
                .ingest(HIGH, 40)
                .turn();

        assertThat(harness.processor.metrics().late()).isEqualTo(1);
        assertThat(harness.alert().occurrences()).isEqualTo(1);
    }

    @Test
    void lateEvent_opens_isDatedByItsOwnTimeAndSaysSo() {
        harness.start(above("hot").build())
                .clock(100)
                .ingest(LOW, 50)
                .ingest(HIGH, 40)
                .turn();

        assertThat(harness.alert().startsAt()).isEqualTo(at(40));
        assertThat(harness.alert().firedAt()).isEqualTo(at(40));
        assertThat(harness.alert().evidence().text()).contains("late event, measured at " + at(40));
    }

    @Test
    void lateEvent_resolves_isDatedByItsOwnTimeAndSaysSo() {
        harness.start(above("hot").build())
                .clock(100)
                .ingest(HIGH, 50)
                .turn()
                .ingest(LOW, 40)
                .turn();

        assertThat(harness.alert().endsAt()).isEqualTo(at(40));
        assertThat(harness.alert().endReason()).contains("late event, measured at " + at(40));
        assertThat(harness.alert().evidence().text()).contains("resolved by a late event");
    }

    @Test
    void lateEvent_pending_holdsInSeriesTime() {
        harness.start(above("hot").forDuration(seconds(10)).build())
                .clock(100)
                .ingest(LOW, 50)
                .ingest(HIGH, 40)
                .turn();
        harness.ingest(HIGH, 59).turn();
        assertThat(harness.alerts()).isEmpty();

        harness.ingest(HIGH, 60).turn();

        assertThat(harness.alert().startsAt()).isEqualTo(at(40));
        assertThat(harness.alert().firedAt()).isEqualTo(at(60));
        assertThat(harness.alert().evidence().held()).isEqualTo(seconds(10));
    }

    @Test
    void lateEvent_afterADeadlineWasMet_doesNotResolveBeforeFiring() {
        harness.start(above("hot").forDuration(seconds(5)).build())
                .clock(100)
                .ingest(HIGH, 50)
                .turn()
                .turnAt(110)
                .ingest(LOW, 51)
                .turn();

        Alert alert = harness.alert();
        assertThat(alert.firedAt()).isEqualTo(at(55));
        assertThat(alert.endsAt()).isEqualTo(at(55));
    }

    @Test
    void event_withinAMinuteAhead_keepsItsTime() {
        harness.start(above("hot").build()).ingest(HIGH, 60).turn();

        assertThat(harness.alert().startsAt()).isEqualTo(at(60));
        assertThat(harness.processor.metrics().adjusted()).isZero();
    }

    @Test
    void event_moreThanAMinuteAhead_getsItsArrivalTime() {
        harness.start(above("hot").build()).clock(7).ingest(HIGH, 68).turn();

        assertThat(harness.alert().startsAt()).isEqualTo(at(7));
        assertThat(harness.processor.metrics().adjusted()).isEqualTo(1);
    }

    @Test
    void event_adjusted_isNotLate() {
        harness.start(above("hot").build()).ingest(LOW, 50).ingest(HIGH, 500).turn();

        assertThat(harness.processor.metrics().adjusted()).isEqualTo(1);
        assertThat(harness.processor.metrics().late()).isZero();
    }

    @Test
    void events_longPast_areAccepted() {
        harness.start(above("hot").build())
                .ingest(TelemetryEvent.builder()
                        .timestamp(Instant.EPOCH)
                        .source("s1")
                        .type(AlertHarness.TYPE)
                        .value(HIGH)
                        .build())
                .turn();

        assertThat(harness.alert().startsAt()).isEqualTo(Instant.EPOCH);
    }
}
