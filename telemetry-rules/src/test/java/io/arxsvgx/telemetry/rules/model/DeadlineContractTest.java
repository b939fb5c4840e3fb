// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import static io.arxsvgx.telemetry.rules.model.Scenario.above;
import static io.arxsvgx.telemetry.rules.model.Scenario.at;
import static io.arxsvgx.telemetry.rules.model.Scenario.seconds;
import static io.arxsvgx.telemetry.rules.model.Scenario.threshold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deadlines, limits and what happens exactly at them. */
class DeadlineContractTest {
    private static final AlertState FIRING = AlertState.FIRING;
    private static final AlertState RESOLVED = AlertState.RESOLVED;

    @ParameterizedTest
    @ValueSource(longs = {25, 60, 299})
    void clock_leapsOverRepeats_callsOnce(long leap) {
        try (Scenario scenario =
                new Scenario(above("r", 80).repeatInterval(seconds(10)).build())) {
            scenario.events(90).tick(leap);

            assertThat(scenario.calls("a")).containsExactly(FIRING, FIRING);
        }
    }

    @Test
    void eventAfterManyRepeats_callsOnceAndResolves() {
        try (Scenario scenario =
                new Scenario(above("r", 80).repeatInterval(seconds(10)).build())) {
            scenario.events(90);
            scenario.world.clock.advance(seconds(65));
            scenario.events(70);

            assertThat(scenario.calls("a")).containsExactly(FIRING, FIRING, RESOLVED);
        }
    }

    @Test
    void silence_coversRepeats_callsOnceAtItsEndIfOneCameDue() {
        try (Scenario scenario =
                new Scenario(above("r", 80).repeatInterval(seconds(20)).build())) {
            scenario.events(90).silence(50).tick(20).tick(20);
            assertThat(scenario.calls("a")).containsExactly(FIRING);

            scenario.tick(10);
            assertThat(scenario.calls("a")).containsExactly(FIRING, FIRING);
        }
    }

    @Test
    void silence_withoutARepeatDue_endsQuietly() {
        try (Scenario scenario = new Scenario(above("r", 80).build())) {
            scenario.events(90).silence(50).events(91).tick(60).events(92);

            assertThat(scenario.calls("a")).containsExactly(FIRING);
        }
    }

    @ParameterizedTest
    @CsvSource({">, 95, 70", ">=, 95, 70", "<, 65, 90", "<=, 65, 90"})
    void value_equalToRecovery_endsTheAlert(String operator, double breach, double recovery) {
        AlertRule rule =
                threshold("r", operator, 80).parameter("recovery", recovery).build();
        try (Scenario scenario = new Scenario(rule)) {
            scenario.events(breach, 80 - Math.signum(80 - recovery));
            assertThat(scenario.alert().state()).isEqualTo(FIRING);

            scenario.events(recovery);
            assertThat(scenario.alert().state()).isEqualTo(RESOLVED);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void event_exactlyAtTheEndOfFor_isEvaluatedFirst(boolean isTimed) {
        try (Scenario scenario =
                new Scenario(above("r", 80).forDuration(seconds(30)).build())) {
            event(scenario, isTimed, 0, 90);
            event(scenario, isTimed, 30, 70);

            assertThat(scenario.world.alerts()).isEmpty();
            assertThat(scenario.pending()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void event_exactlyAtTheEndOfTheHold_isEvaluatedFirst(boolean isTimed) {
        try (Scenario scenario =
                new Scenario(above("r", 80).keepFiringFor(seconds(30)).build())) {
            event(scenario, isTimed, 0, 90);
            event(scenario, isTimed, 0, 70);
            event(scenario, isTimed, 30, 90);
            scenario.tick(200);

            assertThat(scenario.alert().state()).isEqualTo(FIRING);
            assertThat(scenario.alert().occurrences()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void event_exactlyAtExpiry_keepsTheSeries(boolean isTimed) {
        try (Scenario scenario = new Scenario(above("r", 80).build())) {
            event(scenario, isTimed, 0, 90);
            event(scenario, isTimed, 3_600, 91);

            assertThat(scenario.alert().state()).isEqualTo(FIRING);
            assertThat(scenario.alert().occurrences()).isEqualTo(2);
        }
    }

    /** An event at a second, before which no drain comes. */
    private static void event(Scenario scenario, boolean isTimed, long second, double value) {
        scenario.world.clock.advance(Duration.between(scenario.world.clock.now(), at(second)));
        if (isTimed) {
            scenario.eventAt(second, value);
        } else {
            scenario.events(value);
        }
    }

    @Test
    void expired_whileStale_isNoLongerStale() {
        try (Scenario scenario = new Scenario(above("r", 80).build())) {
            scenario.events(90).tick(400);
            assertThat(scenario.alert().stale()).isTrue();
            scenario.tick(4_000);

            assertThat(scenario.alert().state()).isEqualTo(RESOLVED);
            assertThat(scenario.alert().stale()).isFalse();
        }
    }

    @Test
    void removed_whileStale_isNoLongerStale() {
        try (Scenario scenario = new Scenario(above("r", 80).build())) {
            scenario.events(90).tick(400);
            scenario.world.processor.removeAlertRule("r");
            scenario.tick(0);

            assertThat(scenario.alert().state()).isEqualTo(RESOLVED);
            assertThat(scenario.alert().stale()).isFalse();
        }
    }

    @Test
    void seriesExpiry_belowStaleAfter_isRefused() {
        TelemetryConfig.Builder config =
                TelemetryConfig.builder().staleAfter(seconds(60)).seriesExpiry(seconds(59));

        assertThatIllegalArgumentException()
                .isThrownBy(config::build)
                .withMessageContaining("seriesExpiry")
                .withMessageContaining("59");
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.1", "0.1, -0.1", "0.3, 0.3", "1e-3, 1e-3", "1e6, 1e6", "0.7, 0.7"})
    void slope_equalToTheThreshold_isNormal(double threshold, double slope) {
        AlertRule rule = AlertRule.builder("r")
                .condition("trend")
                .parameter("field", "t")
                .parameter("window", 7)
                .parameter("threshold", threshold)
                .build();
        try (Scenario scenario = new Scenario(rule)) {
            for (int i = 0; i < 200; i++) {
                scenario.events(1_000 + slope * i);
            }

            assertThat(scenario.world.alerts()).isEmpty();
        }
    }

    @Test
    void oneBreach_thenNoEvent_firesAndSaysThatNoFurtherEventCame() {
        try (Scenario scenario =
                new Scenario(above("r", 80).forDuration(seconds(30)).build())) {
            scenario.events(90).tick(30);

            assertThat(scenario.alert().state()).isEqualTo(FIRING);
            assertThat(scenario.alert().firedAt()).isEqualTo(at(30));
            assertThat(scenario.alert().evidence().text()).contains("event");
        }
    }

    @Test
    void oneBreach_thenNoEventUntilStale_neverFires() {
        try (Scenario scenario =
                new Scenario(above("r", 80).forDuration(seconds(301)).build())) {
            scenario.events(90).tick(300).tick(10);

            assertThat(scenario.world.alerts()).isEmpty();
            assertThat(scenario.pending()).isEmpty();
        }
    }
}
