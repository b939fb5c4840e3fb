// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import static io.arxsvgx.telemetry.rules.model.Scenario.above;
import static io.arxsvgx.telemetry.rules.model.Scenario.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Another process continues with the state of the last one, and delivers the outstanding notifications. */
class RestartContractTest {
    private static final AlertState FIRING = AlertState.FIRING;
    private static final AlertState RESOLVED = AlertState.RESOLVED;
    private static final AlertRule RULE = above("r", 80).build();

    @Test
    void firedInASilence_restart_isNotifiedWhenTheSilenceEnds() {
        try (Scenario scenario = new Scenario(RULE)) {
            scenario.silence(60).events(90).restart(RULE).events(91);
            assertThat(scenario.calls("a")).isEmpty();

            scenario.tick(60);

            assertThat(scenario.calls("a")).containsExactly(FIRING);
        }
    }

    @Test
    void firedInASilence_restart_resolvedWithinIt_isNeverNotified() {
        try (Scenario scenario = new Scenario(RULE)) {
            scenario.silence(60).events(90).restart(RULE).events(70).tick(60);

            assertThat(scenario.calls("a")).isEmpty();
        }
    }

    @Test
    void notifiedBeforeASilence_resolvedWithinIt_isNotifiedAsResolvedOnce() {
        try (Scenario scenario = new Scenario(RULE)) {
            scenario.events(90).silence(60).events(70).tick(60).tick(60);

            assertThat(scenario.calls("a")).containsExactly(FIRING, RESOLVED);
        }
    }

    @Test
    void notifiedBeforeASilence_resolvedWithinIt_restart_isNotifiedAsResolvedOnce() {
        try (Scenario scenario = new Scenario(RULE)) {
            scenario.events(90)
                    .silence(60)
                    .events(70)
                    .restart(RULE)
                    .tick(60)
                    .restart(RULE)
                    .tick(60);

            assertThat(scenario.calls("a")).containsExactly(FIRING, RESOLVED);
        }
    }

    static Stream<List<AlertRule>> otherRules() {
        return Stream.of(
                List.of(),
                List.of(above("renamed", 80).build()),
                List.of(above("r", 80).enabled(false).build()),
                List.of(above("r", 81).build()),
                List.of(above("r", 80).parameter("recovery", 70.0).build()),
                List.of(above("r", 80).parameter("field", "u").build()),
                List.of(above("r", 80).source("other").build()),
                List.of(above("r", 80).forDuration(seconds(30)).build()));
    }

    @ParameterizedTest
    @MethodSource("otherRules")
    void firing_restartWithAnotherRule_isResolvedAndNotified(List<AlertRule> rules) {
        try (Scenario scenario = new Scenario(RULE)) {
            scenario.events(90);
            String id = scenario.alert().id();
            scenario.restart(rules.toArray(AlertRule[]::new));

            Alert alert = scenario.world.processor.alerts().find(id).orElseThrow();
            assertThat(alert.state()).isEqualTo(RESOLVED);
            assertThat(alert.endReason()).isNotBlank();
            assertThat(scenario.calls("a")).containsExactly(FIRING, RESOLVED);
        }
    }

    @ParameterizedTest
    @MethodSource("otherRules")
    void pending_restartWithAnotherRule_isDropped(List<AlertRule> rules) {
        AlertRule pending = above("r", 80).forDuration(seconds(60)).build();
        try (Scenario scenario = new Scenario(pending)) {
            scenario.events(90).restart(rules.toArray(AlertRule[]::new)).tick(120);

            assertThat(scenario.pending()).isEmpty();
            assertThat(scenario.world.alerts()).isEmpty();
        }
    }

    @Test
    void actions_replacedOverARestart_onlyTheNotifiedHearTheEnd() {
        try (Scenario scenario = new Scenario(RULE)) {
            scenario.events(90).restart(above("r", 80).actions("b").build()).events(70);

            assertThat(scenario.calls("a")).containsExactly(FIRING, RESOLVED);
            assertThat(scenario.calls("b")).isEmpty();
        }
    }

    @Test
    void severity_raisedOverARestart_notifiesAgain() {
        try (Scenario scenario = new Scenario(RULE)) {
            scenario.events(90)
                    .restart(above("r", 80).severity(Severity.CRITICAL).build());

            assertThat(scenario.alert().severity()).isEqualTo(Severity.CRITICAL);
            assertThat(scenario.calls("a")).containsExactly(FIRING, FIRING);
        }
    }

    @Test
    void sameRules_restart_notifiesNobodyAgain() {
        try (Scenario scenario = new Scenario(RULE)) {
            scenario.events(90).restart(RULE).events(91).restart(RULE).tick(1);

            assertThat(scenario.calls("a")).containsExactly(FIRING);
            assertThat(scenario.alert().occurrences()).isEqualTo(2);
        }
    }

    @Test
    void pending_restart_keepsOccurrencesAndEvidence() {
        AlertRule pending = above("r", 80).forDuration(seconds(30)).build();
        try (Scenario scenario = new Scenario(pending)) {
            scenario.events(90, 91, 92);
            Alert before = scenario.pending().get(0);
            scenario.restart(pending);

            assertThat(scenario.pending()).singleElement().satisfies(after -> {
                assertThat(after.occurrences()).isEqualTo(3);
                assertThat(after.value()).isEqualTo(before.value());
                assertThat(after.startsAt()).isEqualTo(before.startsAt());
                assertThat(after.evidence().text()).isEqualTo(before.evidence().text());
                assertThat(after.evidence().values())
                        .isEqualTo(before.evidence().values());
            });
            scenario.tick(30);
            assertThat(scenario.alert().occurrences()).isEqualTo(3);
        }
    }

    @Test
    void lateEvents_thenARestart_seriesIsNotStale() {
        try (Scenario scenario = new Scenario(RULE)) {
            scenario.eventAt(0, 90).tick(200).eventAt(-10, 90).restart(RULE).tick(200);
            assertThat(scenario.alert().stale()).isFalse();

            scenario.tick(101);
            assertThat(scenario.alert().stale()).isTrue();
        }
    }
}
