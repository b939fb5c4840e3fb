// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import static io.arxsvgx.telemetry.alert.AlertState.FIRING;
import static io.arxsvgx.telemetry.alert.AlertState.RESOLVED;
import static io.arxsvgx.telemetry.rules.model.Scenario.at;
import static io.arxsvgx.telemetry.rules.model.Scenario.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.Absence;
import io.arxsvgx.telemetry.rules.Flatline;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The conditions {@code absence} and {@code flatline}, which fire without an event. */
class SilenceContractTest {
    private static final AlertRule ABSENT = absent("r", 10).build();
    private static final AlertRule AWAITED = absent("r", 10).source("s").build();

    private static AlertRule.Builder absent(String id, long after) {
        return AlertRule.builder(id)
                .on(Scenario.TYPE)
                .when(Absence.after(seconds(after)))
                .actions("a");
    }

    private static AlertRule flat(long after) {
        return AlertRule.builder("r")
                .on(Scenario.TYPE)
                .when(Flatline.after(seconds(after)))
                .actions("a")
                .build();
    }

    private static void record(Scenario scenario, Map<String, String> labels) {
        scenario.world.processor.series("s", Scenario.TYPE, labels).record(1);
        scenario.tick(0);
    }

    @Test
    void noEvent_firesOnTimeByTheClock_once() {
        try (Scenario scenario = new Scenario(ABSENT)) {
            scenario.events(1).tick(9);
            assertThat(scenario.firing()).isEmpty();

            scenario.tick(1);
            Alert alert = scenario.alert();
            assertThat(alert.state()).isEqualTo(FIRING);
            assertThat(alert.firedAt()).isEqualTo(at(10));
            assertThat(alert.evidence().text()).isEqualTo("no event for 10 s");

            scenario.tick(60).tick(60);
            assertThat(scenario.calls("a")).containsExactly(FIRING);
            assertThat(scenario.alert().stale()).isFalse();
        }
    }

    @Test
    void clockLeaps_firesAtTheDeadline() {
        try (Scenario scenario = new Scenario(ABSENT)) {
            scenario.events(1).tick(100);

            assertThat(scenario.alert().firedAt()).isEqualTo(at(10));
        }
    }

    @Test
    void eventsKeepComing_doesNotFire_andAnEventResolves() {
        try (Scenario scenario = new Scenario(ABSENT)) {
            for (int i = 0; i < 50; i++) {
                scenario.events(i).tick(9);
            }
            assertThat(scenario.world.alerts()).isEmpty();

            scenario.tick(1).tick(5);
            assertThat(scenario.firing()).hasSize(1);

            scenario.events(1);
            assertThat(scenario.alert().state()).isEqualTo(RESOLVED);
            assertThat(scenario.alert().endReason()).contains("an event came");
            assertThat(scenario.calls("a")).containsExactly(FIRING, RESOLVED);
        }
    }

    @Test
    void gapBetweenTimes_ofOneBatch_firesAndResolvesAtTheirTimes() {
        try (Scenario scenario = new Scenario(ABSENT)) {
            scenario.eventAt(0, 1).eventAt(10, 1).eventAt(25, 1);

            Alert alert = scenario.alert();
            assertThat(alert.firedAt()).isEqualTo(at(20));
            assertThat(alert.endsAt()).isEqualTo(at(25));
        }
    }

    @Test
    void exactSource_withoutAnEventEver_fires_andTheFirstEventResolves() {
        try (Scenario scenario = new Scenario(AWAITED)) {
            scenario.tick(9);
            assertThat(scenario.firing()).isEmpty();

            scenario.tick(1);
            Alert alert = scenario.alert();
            assertThat(alert.state()).isEqualTo(FIRING);
            assertThat(alert.firedAt()).isEqualTo(at(10));
            assertThat(alert.value()).isNaN();
            assertThat(alert.evidence().text()).isEqualTo("no event for 10 s since the rule was added");

            scenario.tick(3).events(1);
            assertThat(scenario.alert().state()).isEqualTo(RESOLVED);
            assertThat(scenario.alert().endsAt()).isEqualTo(at(13));
        }
    }

    @Test
    void exactSource_firstEventInTime_doesNotFire() {
        try (Scenario scenario = new Scenario(AWAITED)) {
            scenario.tick(9).events(1).tick(9);
            assertThat(scenario.world.alerts()).isEmpty();

            scenario.tick(1);
            assertThat(scenario.alert().firedAt()).isEqualTo(at(19));
        }
    }

    @Test
    void exactSource_eventWithLabels_endsTheWait() {
        try (Scenario scenario = new Scenario(AWAITED)) {
            scenario.tick(20);
            assertThat(scenario.firing()).hasSize(1);

            scenario.world
                    .processor
                    .series("s", Scenario.TYPE, Map.of("site", "a"))
                    .record(1);
            scenario.tick(0);
            assertThat(scenario.alert().state()).isEqualTo(RESOLVED);

            scenario.tick(10);
            assertThat(scenario.firing()).extracting(Alert::seriesLabels).containsExactly(Map.of("site", "a"));
        }
    }

    @Test
    void exactSource_otherSeriesOfTheSource_endsTheWaitBeforeItsDeadline() {
        try (Scenario scenario = new Scenario(AWAITED)) {
            scenario.world
                    .processor
                    .series("s", Scenario.TYPE, Map.of("site", "a"))
                    .record(1);
            scenario.tick(9);
            scenario.world
                    .processor
                    .series("s", Scenario.TYPE, Map.of("site", "a"))
                    .record(1);
            scenario.tick(5);

            assertThat(scenario.world.alerts()).isEmpty();
        }
    }

    @Test
    void pattern_withoutAnEventEver_doesNotFire() {
        try (Scenario scenario = new Scenario(absent("r", 10).source("s*").build())) {
            scenario.tick(100);

            assertThat(scenario.world.alerts()).isEmpty();
        }
    }

    @Test
    void ruleAddedToASilentSeries_countsFromItsAddition() {
        try (Scenario scenario = new Scenario()) {
            scenario.events(1).tick(60).add(absent("r", 10)).tick(9);
            assertThat(scenario.firing()).isEmpty();

            scenario.tick(1);
            assertThat(scenario.alert().firedAt()).isEqualTo(at(70));
        }
    }

    @Test
    void firing_restart_firesNotAgain_andResolves() {
        try (Scenario scenario = new Scenario(ABSENT)) {
            scenario.events(1).tick(10);
            String id = scenario.alert().id();

            scenario.restart(ABSENT).tick(60);
            assertThat(scenario.firing()).extracting(Alert::id).containsExactly(id);

            scenario.events(1);
            assertThat(scenario.firing()).isEmpty();
            assertThat(scenario.calls("a")).containsExactly(FIRING, RESOLVED);
        }
    }

    @Test
    void silent_restart_continuesToCount() {
        try (Scenario scenario = new Scenario(ABSENT)) {
            scenario.events(1).tick(6).restart(ABSENT).tick(3);
            assertThat(scenario.firing()).isEmpty();

            scenario.tick(1);
            assertThat(scenario.firing()).hasSize(1);
        }
    }

    @Test
    void neverSeen_restart_continuesToCount_andFiresOnce() {
        try (Scenario scenario = new Scenario(AWAITED)) {
            scenario.tick(6).restart(AWAITED).tick(3);
            assertThat(scenario.firing()).isEmpty();

            scenario.tick(1);
            String id = scenario.alert().id();
            scenario.restart(AWAITED).tick(60).restart(AWAITED).tick(60);
            assertThat(scenario.firing()).extracting(Alert::id).containsExactly(id);

            scenario.events(1);
            assertThat(scenario.firing()).isEmpty();
            assertThat(scenario.calls("a")).containsExactly(FIRING, RESOLVED);
        }
    }

    @Test
    void stopped_timeDoesNotCount() {
        try (Scenario scenario = new Scenario(ABSENT)) {
            scenario.events(1).tick(6);
            scenario.world.stopAndStart(Duration.ofSeconds(30));
            scenario.tick(3);
            assertThat(scenario.firing()).isEmpty();

            scenario.tick(1);
            assertThat(scenario.firing()).hasSize(1);
        }
    }

    @Test
    void stoppedWhileAwaited_timeDoesNotCount() {
        try (Scenario scenario = new Scenario(AWAITED)) {
            scenario.tick(6);
            scenario.world.stopAndStart(Duration.ofSeconds(30));
            scenario.tick(3);
            assertThat(scenario.firing()).isEmpty();

            scenario.tick(1);
            assertThat(scenario.firing()).hasSize(1);
        }
    }

    @Test
    void expiry_exactSourceKeepsFiring_andTheNextEventResolves() {
        try (Scenario scenario = new Scenario(AWAITED)) {
            scenario.events(1).tick(10).tick(7_200);
            assertThat(scenario.firing()).hasSize(1);

            scenario.events(1);
            assertThat(scenario.alert().state()).isEqualTo(RESOLVED);
        }
    }

    @Test
    void expiry_patternEndsTheAlert() {
        try (Scenario scenario = new Scenario(ABSENT)) {
            scenario.events(1).tick(10).tick(3_599);
            assertThat(scenario.firing()).hasSize(1);

            scenario.tick(1);
            assertThat(scenario.alert().state()).isEqualTo(RESOLVED);
            assertThat(scenario.alert().endReason()).contains("the series had no event");
        }
    }

    @Test
    void limitBeyondTheExpiry_firesOnTime() {
        try (Scenario scenario = new Scenario(absent("r", 7_200).build())) {
            scenario.events(1).tick(3_700).tick(3_000).tick(499);
            assertThat(scenario.firing()).isEmpty();

            scenario.tick(1);
            assertThat(scenario.firing()).hasSize(1);
        }
    }

    @Test
    void forDuration_beyondStaleness_firesAfterBoth() {
        try (Scenario scenario =
                new Scenario(absent("r", 10).forDuration(seconds(600)).build())) {
            scenario.events(1).tick(10);
            assertThat(scenario.pending()).hasSize(1);

            scenario.tick(599);
            assertThat(scenario.firing()).isEmpty();
            scenario.tick(1);
            assertThat(scenario.firing()).hasSize(1);
        }
    }

    @Test
    void ruleRemovedBeforeTheDeadline_doesNotFire() {
        try (Scenario scenario = new Scenario(ABSENT)) {
            scenario.events(1).tick(5);
            scenario.world.processor.removeAlertRule("r");
            scenario.tick(60);

            assertThat(scenario.world.alerts()).isEmpty();
        }
    }

    @Test
    void stream_isAbsent_onlyIfAllMembersAre() {
        try (Scenario scenario = new Scenario(absent("r", 10).by("site").build())) {
            for (int i = 0; i < 3; i++) {
                record(scenario, Map.of("site", "a", "pod", "1"));
                scenario.tick(5);
                record(scenario, Map.of("site", "a", "pod", "2"));
                scenario.tick(5);
            }
            assertThat(scenario.world.alerts()).isEmpty();

            scenario.tick(5);
            assertThat(scenario.firing()).extracting(Alert::seriesLabels).containsExactly(Map.of("site", "a"));
        }
    }

    @Test
    void lateEvent_isALifeSign() {
        try (Scenario scenario = new Scenario(ABSENT)) {
            scenario.eventAt(0, 1).tick(8).eventAt(-5, 1).tick(8);
            assertThat(scenario.firing()).isEmpty();

            scenario.tick(2);
            assertThat(scenario.firing()).hasSize(1);
        }
    }

    @Test
    void sameValue_firesByTheClock_andAChangeResolves() {
        try (Scenario scenario = new Scenario(flat(10))) {
            scenario.events(5).tick(4).events(5).tick(5);
            assertThat(scenario.firing()).isEmpty();

            scenario.tick(1);
            assertThat(scenario.alert().firedAt()).isEqualTo(at(10));
            assertThat(scenario.alert().evidence().text()).isEqualTo("the value 5.0 has not changed for 10 s");

            scenario.tick(1).events(5);
            assertThat(scenario.firing()).hasSize(1);
            scenario.events(6);
            assertThat(scenario.firing()).isEmpty();
        }
    }

    @Test
    void oneEvent_isNotFlat() {
        try (Scenario scenario = new Scenario(flat(10))) {
            scenario.events(5).tick(60);
            assertThat(scenario.firing()).isEmpty();

            scenario.events(5);
            assertThat(scenario.firing()).hasSize(1);
        }
    }

    @Test
    void flat_atTheTimesOfEvents_firesAtTheDeadline() {
        try (Scenario scenario = new Scenario(flat(10))) {
            scenario.eventAt(0, 5).eventAt(8, 5).eventAt(25, 6);

            assertThat(scenario.alert().firedAt()).isEqualTo(at(10));
            assertThat(scenario.alert().endsAt()).isEqualTo(at(25));
        }
    }

    @Test
    void flat_restart_continues() {
        try (Scenario scenario = new Scenario(flat(10))) {
            scenario.events(5).tick(4).events(5).restart(flat(10)).tick(5);
            assertThat(scenario.firing()).isEmpty();

            scenario.tick(1);
            assertThat(scenario.firing()).hasSize(1);
        }
    }
}
