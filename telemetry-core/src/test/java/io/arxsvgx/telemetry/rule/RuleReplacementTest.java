// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.testing.AlertHarness;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that are replaced while alerts are open or pending. */
class RuleReplacementTest {
    private static final AlertRule HOT = above("hot").build();

    @AutoClose
    private final AlertHarness harness = new AlertHarness().start();

    private AlertHarness set(AlertRule rule) {
        harness.processor.addAlertRule(rule);
        return harness;
    }

    @Test
    void replace_sameCondition_keepsTheAlertAndAppliesTheRest() {
        harness.start(HOT).event(HIGH);
        String id = harness.alert().id();
        set(HOT.toBuilder()
                        .name("Hot!")
                        .severity(Severity.CRITICAL)
                        .label("team", "red")
                        .actions("other")
                        .build())
                .turn();

        Alert alert = harness.alert();
        assertThat(alert.id()).isEqualTo(id);
        assertThat(alert.state()).isEqualTo(AlertState.FIRING);
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.ruleName()).isEqualTo("Hot!");
        assertThat(alert.labels()).containsEntry("team", "red");
    }

    @Test
    void replace_sameConditionOtherActions_callsOnResolvingThoseThatWereCalledOnFiring() {
        harness.start(HOT).event(HIGH);
        harness.processor.registerAction("other", alert -> {
            throw new IllegalStateException("called");
        });
        set(HOT.toBuilder().actions("other").build()).event(LOW);

        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(harness.processor.metrics().actionFaults()).isZero();
    }

    @Test
    void replace_otherActions_callsTheNewOnesFromTheNextRepeatOnAndOnResolvingBoth() {
        AlertRule hot = HOT.toBuilder().repeatInterval(seconds(10)).build();
        harness.start(hot).event(HIGH);
        List<AlertState> other = new CopyOnWriteArrayList<>();
        harness.processor.registerAction("other", alert -> other.add(alert.state()));
        set(hot.toBuilder().actions("other").build()).turnAt(10).eventAt(11, LOW);

        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(other).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void replace_higherSeverity_notifiesAgainAndDropsTheAcknowledgement() {
        harness.start(HOT).event(HIGH);
        assertThat(harness.processor.acknowledge(harness.alert().id(), "ann", ""))
                .isTrue();

        set(HOT.toBuilder().severity(Severity.CRITICAL).build()).turn();

        assertThat(harness.acted()).extracting(Alert::severity).containsExactly(Severity.WARNING, Severity.CRITICAL);
        assertThat(harness.alert().acknowledgement()).isNull();

        set(HOT.toBuilder().severity(Severity.INFO).build()).turn();

        assertThat(harness.acted()).hasSize(2);
        assertThat(harness.alert().severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void replace_otherFor_saysWhatChanged() {
        harness.start(HOT).event(HIGH);

        set(HOT.toBuilder().forDuration(seconds(60)).build()).turn();

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().endReason())
                .isEqualTo("rule \"hot\" was replaced: \"for\" changed from 0 ms to 60 s");
    }

    @Test
    void replace_otherLimitAndSource_saysWhatChanged() {
        harness.start(HOT).event(HIGH);

        set(HOT.toBuilder().parameter("limit", 81).source("s*").build()).turn();

        assertThat(harness.alert().endReason())
                .contains("source changed from \"*\" to \"s*\"", "parameter \"limit\" changed from 80.0 to 81");
    }

    @Test
    void replace_sameCondition_keepsThePendingTime() {
        AlertRule pending = above("hot").forDuration(seconds(10)).build();
        harness.start(pending).event(HIGH).turnAt(6);
        set(pending.toBuilder().severity(Severity.INFO).build()).turnAt(10);

        assertThat(harness.alert().firedAt()).isEqualTo(at(10));
        assertThat(harness.alert().severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void replace_sameCondition_keepsTheWindow() {
        AlertRule slow = above("hot").parameter("warmup", 2).build();
        harness.start(slow).event(HIGH).event(HIGH);
        set(slow.toBuilder().severity(Severity.INFO).build()).event(HIGH);

        assertThat(harness.alerts()).hasSize(1);
    }

    @Test
    void replace_sameNumberOfAnotherType_isTheSameCondition() {
        harness.start(above("hot", 80.0).build()).event(HIGH);
        set(HOT.toBuilder().parameter("limit", 80).build()).turn();

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
    }

    @Test
    void replace_otherRepeatInterval_countsFromNow() {
        harness.start(HOT).event(HIGH).turnAt(100);
        set(HOT.toBuilder().repeatInterval(seconds(10)).build()).turn().turnAt(109);
        assertThat(harness.acted()).hasSize(1);

        harness.turnAt(110);

        assertThat(harness.acted()).hasSize(2);
    }

    @Test
    void replace_severity_movesTheCountOfActiveAlerts() {
        harness.start(HOT).event(HIGH);
        set(HOT.toBuilder().severity(Severity.CRITICAL).build()).turn();
        harness.event(LOW);

        assertThat(harness.processor.metrics().activeAlerts()).isZero();
        assertThat(harness.processor.metrics().systemStatus().name()).isEqualTo("HEALTHY");
    }

    static Stream<Arguments> otherConditions() {
        return Stream.of(
                Arguments.of("limit", HOT.toBuilder().parameter("limit", 70).build()),
                Arguments.of(
                        "recovery", HOT.toBuilder().parameter("recovery", 70).build()),
                Arguments.of("field", HOT.toBuilder().parameter("field", "heat").build()),
                Arguments.of("source", HOT.toBuilder().source("s*").build()),
                Arguments.of("for", HOT.toBuilder().forDuration(seconds(1)).build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherConditions")
    void replace_otherCondition_resolvesSayingSo(String what, AlertRule other) {
        assertThat(what).isNotEmpty();
        harness.start(HOT).event(HIGH);
        set(other).turn();

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().endReason()).contains("replaced");
        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }
}
