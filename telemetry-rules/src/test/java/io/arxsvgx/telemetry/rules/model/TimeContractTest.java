// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import static io.arxsvgx.telemetry.rules.model.Scenario.above;
import static io.arxsvgx.telemetry.rules.model.Scenario.at;
import static io.arxsvgx.telemetry.rules.model.Scenario.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Series time advances with the monotonic clock; the wall clock only dates alerts. */
class TimeContractTest {
    private static final AlertState FIRING = AlertState.FIRING;
    private static final AlertState RESOLVED = AlertState.RESOLVED;
    private static final AlertRule AFTER_30_S =
            above("r", 80).forDuration(seconds(30)).build();

    @ParameterizedTest
    @ValueSource(longs = {600, -600, 86_400, 31_536_000, -31_536_000})
    void wallStep_pending_firesAfterItsTimeAlone(long step) {
        try (Scenario scenario = new Scenario(AFTER_30_S)) {
            scenario.events(95).tick(1).stepWall(step).events(96).tick(28).events(97);
            assertThat(scenario.world.alerts()).isEmpty();
            assertThat(scenario.pending())
                    .singleElement()
                    .extracting(Alert::occurrences)
                    .isEqualTo(3L);

            scenario.tick(1);
            assertThat(scenario.alert().startsAt()).isEqualTo(at(0));
            assertThat(scenario.alert().firedAt()).isEqualTo(at(30 + step));
            assertThat(scenario.alert().evidence().held()).isEqualTo(seconds(30));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {600, -600, 31_536_000, -31_536_000})
    void wallSteps_repeated_firingGoesOnUnstaleWithOneRepeatAnInterval(long step) {
        AlertRule rule = above("r", 80).repeatInterval(seconds(10)).build();
        try (Scenario scenario = new Scenario(rule)) {
            scenario.events(90);
            for (int i = 0; i < 20; i++) {
                scenario.tick(1).stepWall(i % 2 == 0 ? step : step / 2).events(91);
            }

            assertThat(scenario.alert().state()).isEqualTo(FIRING);
            assertThat(scenario.alert().stale()).isFalse();
            assertThat(scenario.alert().occurrences()).isEqualTo(21);
            assertThat(scenario.calls("a")).containsExactly(FIRING, FIRING, FIRING);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {600, -600, 31_536_000})
    void wallStep_duringTheHold_endsAfterItsTimeAlone(long step) {
        AlertRule rule = above("r", 80).keepFiringFor(seconds(30)).build();
        try (Scenario scenario = new Scenario(rule)) {
            scenario.events(90, 70).tick(10).stepWall(step).events(71).tick(19);
            assertThat(scenario.alert().state()).isEqualTo(FIRING);

            scenario.tick(1);
            assertThat(scenario.alert().state()).isEqualTo(RESOLVED);
            assertThat(scenario.alert().endsAt()).isEqualTo(at(30 + step));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000, -100_000})
    void wallStep_silentSeries_isStaleAndExpiresInItsOwnTime(long step) {
        try (Scenario scenario = new Scenario(above("r", 80).build())) {
            scenario.events(90).stepWall(step).tick(299);
            assertThat(scenario.alert().stale()).isFalse();
            scenario.tick(2);
            assertThat(scenario.alert().stale()).isTrue();
            scenario.tick(3_298);
            assertThat(scenario.alert().state()).isEqualTo(FIRING);
            scenario.tick(1);
            assertThat(scenario.alert().state()).isEqualTo(RESOLVED);
            assertThat(scenario.alert().endsAt()).isEqualTo(at(3_600 + step));
        }
    }

    @Test
    void wrongYear_corrected_laterAlertsAreDatedByTheCorrectedClock() {
        try (Scenario scenario = new Scenario(above("r", 80).build())) {
            long year = 31_536_000;
            scenario.stepWall(year).events(90, 70).tick(1).stepWall(-year).events(90, 70);

            assertThat(scenario.world.alerts()).extracting(Alert::firedAt).containsExactly(at(year), at(1));
            assertThat(scenario.world.alerts()).extracting(Alert::endsAt).containsExactly(at(year), at(1));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600, -10, 50})
    void eventWithAnotherTime_thenOneWithout_advancesByTheMonotonicClock(long time) {
        try (Scenario scenario = new Scenario(AFTER_30_S)) {
            scenario.eventAt(time, 90).tick(29).events(91);
            assertThat(scenario.world.alerts()).isEmpty();

            scenario.tick(1);
            assertThat(scenario.alert().state()).isEqualTo(FIRING);
            assertThat(scenario.alert().startsAt()).isEqualTo(at(time));
            assertThat(scenario.alert().firedAt()).isEqualTo(at(30));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -3_600})
    void lateEvent_opensAnAlert_isDatedByItself(long time) {
        try (Scenario scenario = new Scenario(above("r", 80).build())) {
            scenario.eventAt(0, 70).tick(10).eventAt(time, 90);

            assertThat(scenario.alert().startsAt()).isEqualTo(at(time));
            assertThat(scenario.alert().firedAt()).isEqualTo(at(time));
            assertThat(scenario.alert().evidence().text()).contains("late");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -3_600})
    void lateEvent_resolvesAnAlert_isDatedByItself(long time) {
        try (Scenario scenario = new Scenario(above("r", 80).build())) {
            scenario.eventAt(0, 90).tick(10).eventAt(time, 70);

            assertThat(scenario.alert().state()).isEqualTo(RESOLVED);
            assertThat(scenario.alert().endsAt()).isEqualTo(at(time));
        }
    }

    /** Whether {@code for} begins at the newest event of the series or when the late one came is left open. */
    @Test
    void lateEvent_pending_doesNotFireForItsAge() {
        try (Scenario scenario = new Scenario(AFTER_30_S)) {
            scenario.eventAt(0, 70).tick(10).eventAt(-3_600, 90).tick(19);
            assertThat(scenario.world.alerts()).isEmpty();
            assertThat(scenario.pending())
                    .singleElement()
                    .extracting(Alert::startsAt)
                    .isEqualTo(at(-3_600));

            scenario.tick(11);
            assertThat(scenario.alert().firedAt()).isBetween(at(30), at(40));
            assertThat(scenario.alert().evidence().held()).isEqualTo(seconds(30));
        }
    }
}
