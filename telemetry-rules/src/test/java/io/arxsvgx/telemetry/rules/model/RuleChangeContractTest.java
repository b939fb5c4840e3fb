// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import static io.arxsvgx.telemetry.rules.model.Scenario.above;
import static io.arxsvgx.telemetry.rules.model.Scenario.seconds;
import static io.arxsvgx.telemetry.rules.model.Scenario.threshold;
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

/** Rule changes while alerts are open: what a change does not concern stays as it is. */
class RuleChangeContractTest {
    private static final AlertState FIRING = AlertState.FIRING;
    private static final AlertState RESOLVED = AlertState.RESOLVED;

    private static List<String> rulesOf(List<Alert> alerts) {
        return alerts.stream().map(Alert::ruleId).sorted().toList();
    }

    static Stream<Step> unrelatedChanges() {
        AlertRule trend = AlertRule.builder("trend")
                .condition("trend")
                .parameter("field", "t")
                .parameter("threshold", 1e9)
                .build();
        return Stream.of(
                new Step.AddRule(above("never", 1e9).build()),
                new Step.AddRule(above("never", 1e9).parameter("recovery", 1.0).build()),
                new Step.AddRule(above("elsewhere", 1).source("other*").build()),
                new Step.AddRule(trend),
                new Step.RemoveRule("spare"));
    }

    @ParameterizedTest
    @MethodSource("unrelatedChanges")
    void unrelatedChange_fourAlertsFiring_allGoOn(Step change) {
        try (Scenario scenario = new Scenario(
                above("r1", 10).build(),
                above("spare", 1_000).build(),
                above("r2", 20).build(),
                threshold("r3", ">=", 30).build(),
                above("r4", 40).parameter("recovery", 35.0).build())) {
            scenario.events(50);
            apply(scenario, change);
            for (int i = 0; i < 20; i++) {
                scenario.events(50 + i);
            }
            scenario.events(37);

            assertThat(rulesOf(scenario.firing())).containsExactly("r1", "r2", "r3", "r4");
            assertThat(scenario.world.alerts()).hasSize(4).allMatch(alert -> alert.occurrences() >= 21);
            assertThat(scenario.calls("a")).containsOnly(FIRING).hasSize(4);
        }
    }

    @ParameterizedTest
    @MethodSource("unrelatedChanges")
    void unrelatedChange_threeAlertsPending_allFireInTime(Step change) {
        try (Scenario scenario = new Scenario(
                above("r1", 10).forDuration(seconds(30)).build(),
                above("spare", 1_000).build(),
                above("r2", 20).forDuration(seconds(20)).build(),
                above("r3", 30).forDuration(seconds(10)).build())) {
            scenario.events(50).tick(5);
            apply(scenario, change);
            scenario.events(51);
            assertThat(rulesOf(scenario.pending())).containsExactly("r1", "r2", "r3");

            scenario.tick(5);
            assertThat(rulesOf(scenario.firing())).containsExactly("r3");
            scenario.tick(10);
            assertThat(rulesOf(scenario.firing())).containsExactly("r2", "r3");
            scenario.tick(10);
            assertThat(rulesOf(scenario.firing())).containsExactly("r1", "r2", "r3");
        }
    }

    private static void apply(Scenario scenario, Step change) {
        if (change instanceof Step.AddRule added) {
            scenario.world.processor.addAlertRule(added.rule());
        } else if (change instanceof Step.RemoveRule removed) {
            scenario.world.processor.removeAlertRule(removed.id());
        }
        scenario.world.processor.runOnce();
    }

    @Test
    void recovery_addedBesideRulesWithoutOne_disturbsNone() {
        try (Scenario scenario =
                new Scenario(above("r1", 10).build(), above("r2", 20).build())) {
            scenario.events(50)
                    .add(above("r3", 30).parameter("recovery", 25.0))
                    .events(50)
                    .add(above("r2", 20).parameter("recovery", 15.0))
                    .events(50, 28, 17);

            assertThat(rulesOf(scenario.firing())).containsExactly("r1", "r2");
            assertThat(scenario.world.processor.metrics().conditionFaults()).isZero();
            assertThat(scenario.world.processor.rules().statuses()).allMatch(status -> status.lastError() == null);
        }
    }

    @Test
    void actions_replacedWhileFiring_onlyTheNotifiedHearTheEnd() {
        try (Scenario scenario = new Scenario(above("r", 80).build())) {
            scenario.events(90).add(above("r", 80).actions("b")).events(91, 70);

            assertThat(scenario.calls("a")).containsExactly(FIRING, RESOLVED);
            assertThat(scenario.calls("b")).isEmpty();
        }
    }

    @Test
    void actions_replacedWhileFiring_newOnesAreCalledFromTheRepeatOn() {
        AlertRule.Builder rule = above("r", 80).repeatInterval(seconds(60));
        try (Scenario scenario = new Scenario(rule.build())) {
            scenario.events(90).add(rule.actions("b")).tick(60).events(70);

            assertThat(scenario.calls("a")).containsExactly(FIRING, RESOLVED);
            assertThat(scenario.calls("b")).containsExactly(FIRING, RESOLVED);
        }
    }

    @Test
    void severity_raisedWhileFiring_notifiesAgainAndAsksForAcknowledgement() {
        try (Scenario scenario = new Scenario(above("r", 80).build())) {
            scenario.events(90);
            scenario.world.processor.acknowledge(scenario.alert().id(), "ann", "");
            scenario.add(above("r", 80).severity(Severity.CRITICAL));

            assertThat(scenario.alert().severity()).isEqualTo(Severity.CRITICAL);
            assertThat(scenario.alert().acknowledgement()).isNull();
            assertThat(scenario.calls("a")).containsExactly(FIRING, FIRING);
        }
    }

    @Test
    void severity_loweredWhileFiring_notifiesNobodyAndKeepsTheAcknowledgement() {
        try (Scenario scenario =
                new Scenario(above("r", 80).severity(Severity.CRITICAL).build())) {
            scenario.events(90);
            scenario.world.processor.acknowledge(scenario.alert().id(), "ann", "");
            scenario.add(above("r", 80).severity(Severity.INFO));

            assertThat(scenario.alert().severity()).isEqualTo(Severity.INFO);
            assertThat(scenario.alert().acknowledgement()).isNotNull();
            assertThat(scenario.calls("a")).containsExactly(FIRING);
        }
    }

    @Test
    void forDuration_alone_changed_isWhatTheReasonNames() {
        try (Scenario scenario = new Scenario(above("r", 80).build())) {
            scenario.events(90).add(above("r", 80).forDuration(seconds(30)));

            assertThat(scenario.alert().state()).isEqualTo(RESOLVED);
            assertThat(scenario.alert().endReason()).contains("for").doesNotContainIgnoringCase("condition");
            assertThat(scenario.calls("a")).containsExactly(FIRING, RESOLVED);
        }
    }

    @Test
    void removal_beforeStop_isApplied() {
        try (Scenario scenario = new Scenario(above("r", 80).build())) {
            scenario.events(90);
            scenario.world.processor.removeAlertRule("r");

            assertThat(scenario.world.processor.stop().isComplete()).isTrue();

            assertThat(scenario.alert().state()).isEqualTo(RESOLVED);
            assertThat(scenario.world.calls()).extracting(World.Call::state).containsExactly(FIRING, RESOLVED);
        }
    }
}
