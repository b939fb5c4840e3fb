// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.series;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.START;
import static io.arxsvgx.telemetry.testing.AlertHarness.TYPE;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.testing.AboveCondition;
import io.arxsvgx.telemetry.testing.AlertHarness;
import io.arxsvgx.telemetry.testing.SteppingTimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A step of the wall clock between events without times changes displayed times and no duration. */
class WallClockTest {
    private static final long YEAR = 31_532_000;

    private final SteppingTimeSource time = new SteppingTimeSource(START);
    private final AtomicInteger calls = new AtomicInteger();

    @AutoClose
    private TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults());

    private void with(AlertRule rule) {
        processor.close();
        processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder().timeSource(time).build())
                .condition(new AboveCondition())
                .callerDriven()
                .build();
        processor.registerAction(AlertHarness.ACTION, alert -> calls.incrementAndGet());
        processor.addAlertRule(rule);
        processor.start();
    }

    private void event(double value) {
        assertThat(processor.series("s", TYPE).record(value)).isTrue();
        processor.runOnce();
    }

    private void eventAfter(long second, double value) {
        time.pass(seconds(second));
        event(value);
    }

    private void timed(Instant at, double value) {
        assertThat(processor.ingest(TelemetryEvent.builder()
                        .source("s")
                        .type(TYPE)
                        .value(value)
                        .timestamp(at)
                        .build()))
                .isTrue();
        processor.runOnce();
    }

    private Alert alert() {
        List<Alert> all = processor.alerts(10);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {600, -600, 29, -1, 3_700, YEAR, -YEAR})
    void forDuration_clockIsSet_isMeasuredByTimePassed(long step) {
        with(above("hot").forDuration(seconds(30)).build());
        event(HIGH);
        time.setBy(seconds(step));
        for (int second = 1; second < 30; second++) {
            eventAfter(1, HIGH);
            assertThat(processor.alerts(10)).isEmpty();
        }

        eventAfter(1, HIGH);

        assertThat(alert().evidence().held()).isEqualTo(seconds(30));
        assertThat(alert().startsAt()).isEqualTo(START);
        assertThat(alert().firedAt()).isEqualTo(START.plusSeconds(30 + step));
    }

    @ParameterizedTest
    @ValueSource(longs = {600, -600})
    void forDuration_clockIsSetAndNoEventComes_isMeasuredByTimePassed(long step) {
        with(above("hot").forDuration(seconds(30)).build());
        event(HIGH);
        time.setBy(seconds(step));
        time.pass(seconds(29));
        processor.runOnce();
        assertThat(processor.alerts(10)).isEmpty();

        time.pass(seconds(1));
        processor.runOnce();

        assertThat(alert().firedAt()).isEqualTo(START.plusSeconds(30 + step));
    }

    @ParameterizedTest
    @ValueSource(longs = {7_200, -7_200})
    void firing_clockIsSetAgainAndAgain_neitherExpiresNorGoesStale(long step) {
        with(above("hot").build());
        event(HIGH);
        for (int i = 0; i < 20; i++) {
            time.setBy(seconds(step));
            eventAfter(1, HIGH);
            assertThat(alert().state()).isEqualTo(AlertState.FIRING);
            assertThat(alert().stale()).isFalse();
        }
        assertThat(alert().occurrences()).isEqualTo(21);
    }

    @ParameterizedTest
    @ValueSource(longs = {600, -600})
    void keepFiringFor_clockIsSet_isMeasuredByTimePassed(long step) {
        with(above("hot").keepFiringFor(seconds(60)).build());
        event(HIGH);
        eventAfter(1, LOW);
        time.setBy(seconds(step));
        eventAfter(59, LOW);
        assertThat(alert().state()).isEqualTo(AlertState.FIRING);

        eventAfter(1, LOW);

        assertThat(alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(alert().endsAt()).isEqualTo(time.now());
    }

    @ParameterizedTest
    @ValueSource(longs = {600, -600})
    void repeatInterval_clockIsSet_isMeasuredByTimePassed(long step) {
        with(above("hot").repeatInterval(seconds(60)).build());
        event(HIGH);
        time.setBy(seconds(step));
        eventAfter(59, HIGH);
        assertThat(called()).isEqualTo(1);

        eventAfter(1, HIGH);

        assertThat(called()).isEqualTo(2);
    }

    private int called() {
        assertThat(processor.stop().isComplete()).isTrue();
        processor.start();
        return calls.get();
    }

    @Test
    void stale_clockIsSetBack_comesAfterItsTime() {
        with(above("hot").build());
        event(HIGH);
        time.setBy(seconds(-600));
        time.pass(seconds(299));
        processor.runOnce();
        assertThat(alert().stale()).isFalse();

        time.pass(seconds(1));
        processor.runOnce();

        assertThat(alert().stale()).isTrue();
    }

    @Test
    void wrongYear_corrected_datesWhatFollowsByTheClock() {
        with(above("hot").build());
        time.setBy(seconds(YEAR));
        event(HIGH);
        eventAfter(1, LOW);
        assertThat(alert().startsAt()).isEqualTo(START.plusSeconds(YEAR));
        time.setBy(seconds(-YEAR));

        eventAfter(1, HIGH);

        Alert second = processor.alerts(1).get(0);
        assertThat(second.startsAt()).isEqualTo(START.plusSeconds(2));
        assertThat(processor.series().history("s", TYPE, 10).orElseThrow().time(2))
                .isEqualTo(START.plusSeconds(2));
    }

    @Test
    void mixedTimes_eventWithoutATime_advancesByTimePassedSinceTheLastEvent() {
        with(above("hot").forDuration(seconds(30)).build());
        timed(START.minusSeconds(1_000), HIGH);
        time.setBy(seconds(600));
        eventAfter(10, HIGH);
        assertThat(processor.alerts(10)).isEmpty();
        timed(START.minusSeconds(1_000 - 29), HIGH);
        assertThat(processor.alerts(10)).isEmpty();

        eventAfter(1, HIGH);

        assertThat(alert().startsAt()).isEqualTo(START.minusSeconds(1_000));
        assertThat(alert().firedAt()).isEqualTo(time.now());
        assertThat(alert().evidence().held()).isEqualTo(seconds(30));
    }

    @Test
    void mixedTimes_history_showsOwnTimesAndTheWallClock() {
        with(above("hot").build());
        timed(START.minusSeconds(3_000), 1);
        timed(START.minusSeconds(2_000), 2);
        event(3);
        eventAfter(5, 4);
        timed(START.plusSeconds(6), 5);

        SeriesHistory history = processor.series().history("s", TYPE, 10).orElseThrow();
        assertThat(List.of(history.time(0), history.time(1), history.time(2), history.time(3), history.time(4)))
                .containsExactly(
                        START.minusSeconds(3_000),
                        START.minusSeconds(2_000),
                        START,
                        START.plusSeconds(5),
                        START.plusSeconds(6));
    }

    @Test
    void stopAndStart_history_keepsItsTimes() {
        with(above("hot").build());
        event(1);
        processor.stop();
        time.pass(Duration.ofHours(5));
        processor.start();
        assertThat(processor.series().history("s", TYPE, 10).orElseThrow().time(0))
                .isEqualTo(START);
        event(2);
        eventAfter(1, 3);

        SeriesHistory history = processor.series().history("s", TYPE, 10).orElseThrow();
        assertThat(List.of(history.time(0), history.time(1), history.time(2)))
                .containsExactly(START, START.plusSeconds(18_000), START.plusSeconds(18_001));
    }
}
