// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.testing.AlertHarness;
import io.arxsvgx.telemetry.testing.ScriptedCondition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Failing conditions: exceptions are caught and counted, and disable the condition on that series only. */
class ConditionFaultTest {
    private static final AlertRule RULE =
            ScriptedCondition.rule("scripted").actions(AlertHarness.ACTION).build();
    /** A value at which the condition throws. */
    private static final double THROWING = -1;

    private final ScriptedCondition condition = new ScriptedCondition();

    @AutoClose
    private final AlertHarness harness =
            new AlertHarness().parts(builder -> builder.condition(condition)).start();

    private AlertHarness set(AlertRule... rules) {
        for (AlertRule rule : rules) {
            harness.processor.addAlertRule(rule);
        }
        return harness;
    }

    private void throwAt(double bad, Runnable fault) {
        condition.onEvent = (series, value, verdicts) -> {
            if (value == bad) {
                fault.run();
            } else if (value > 0) {
                verdicts.breaching(0);
            }
        };
    }

    private void throwAlways() {
        condition.onEvent = (series, value, verdicts) -> {
            throw new IllegalStateException("always");
        };
    }

    private static void fail() {
        throw new IllegalStateException("as scripted");
    }

    private static void failWithError() {
        throw new AssertionError("as scripted");
    }

    private long discarded() {
        return harness.processor.metrics().discardedByReason().getOrDefault("condition_failed", 0L);
    }

    @Test
    void evaluate_throws_countsTheEventAsDiscarded() {
        throwAlways();
        set(RULE).event(1);

        assertThat(discarded()).isEqualTo(1);
        assertThat(harness.processor.metrics().processed()).isEqualTo(1);
        assertThat(harness.processor.metrics().evaluated()).isZero();
        assertThat(harness.processor.metrics().conditionFaults()).isEqualTo(1);
    }

    @Test
    void evaluate_throws_isToldInTheStatus() {
        throwAlways();
        set(RULE).event(1);

        assertThat(harness.status("scripted").lastError()).contains("scripted", "s1/temperature", "always");
    }

    @Test
    void evaluate_throwsFiveTimes_isSwitchedOff() {
        throwAlways();
        set(RULE);
        for (int i = 0; i < 20; i++) {
            harness.event(1);
        }

        assertThat(harness.processor.metrics().conditionFaults()).isEqualTo(5);
        assertThat(discarded()).isEqualTo(5);
        assertThat(harness.status("scripted").seriesFailed()).isEqualTo(1);
    }

    @Test
    void evaluate_throwsFourTimes_isNotSwitchedOff() {
        throwAt(THROWING, ConditionFaultTest::fail);
        set(RULE);
        for (int i = 0; i < 4; i++) {
            harness.event(THROWING);
        }
        harness.event(1);

        assertThat(harness.alerts()).hasSize(1);
        assertThat(harness.status("scripted").seriesFailed()).isZero();
    }

    @Test
    void evaluate_throwsNowAndThen_isSwitchedOffAfterFive() {
        throwAt(THROWING, ConditionFaultTest::fail);
        set(RULE);
        for (int i = 0; i < 5; i++) {
            harness.event(0).event(THROWING);
        }
        harness.event(1);

        assertThat(harness.alerts()).isEmpty();
    }

    @Test
    void evaluate_throwsOnce_leavesAnOpenAlertAsItWas() {
        throwAt(THROWING, ConditionFaultTest::fail);
        set(RULE).event(1).event(THROWING);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
        assertThat(harness.alert().occurrences()).isEqualTo(1);
    }

    @Test
    void evaluate_throwsWhilePending_firesWithTheValueThatBreached() {
        throwAt(THROWING, ConditionFaultTest::fail);
        set(RULE.toBuilder().forDuration(seconds(5)).build())
                .event(1)
                .event(THROWING)
                .turnAt(5);

        assertThat(harness.alert().value()).isEqualTo(1);
    }

    @Test
    void switchedOff_openAlert_isResolvedSayingSo() {
        throwAt(THROWING, ConditionFaultTest::fail);
        set(RULE).event(1);
        for (int i = 1; i <= 5; i++) {
            harness.eventAt(i, THROWING);
        }

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().endsAt()).isEqualTo(at(5));
        assertThat(harness.alert().endReason()).contains("failed 5 times", "as scripted");
        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void switchedOff_onOneSeries_goesOnElsewhere() {
        condition.onEvent = (series, value, verdicts) -> {
            if (series.source().equals("bad")) {
                fail();
            }
            verdicts.breaching(0);
        };
        set(RULE);
        for (int i = 0; i < 6; i++) {
            harness.event("bad", 1);
        }
        harness.event("good", 1);

        assertThat(harness.alerts()).extracting(Alert::source).containsExactly("good");
    }

    @Test
    void evaluate_throws_leavesOtherConditionsOfTheSeriesAlone() {
        throwAlways();
        set(RULE, above("hot").build());
        for (int i = 0; i < 10; i++) {
            harness.event(HIGH);
        }

        assertThat(harness.alert().ruleId()).isEqualTo("hot");
        assertThat(harness.alert().occurrences()).isEqualTo(10);
        assertThat(harness.status("hot").lastError()).isNull();
    }

    @Test
    void evaluate_throwsAnError_isContained() {
        throwAt(THROWING, ConditionFaultTest::failWithError);
        set(RULE).event(THROWING).event(1);

        assertThat(discarded()).isEqualTo(1);
        assertThat(harness.alerts()).hasSize(1);
    }

    @Test
    void evaluate_overflowsTheStack_isContained() {
        throwAt(THROWING, ConditionFaultTest::recurse);
        set(RULE).event(THROWING).event(1);

        assertThat(harness.alerts()).hasSize(1);
    }

    @SuppressWarnings("InfiniteRecursion")
    private static void recurse() {
        recurse();
    }

    @Test
    void evaluate_namesARuleThatIsNotThere_isAFault() {
        condition.onEvent = (series, value, verdicts) -> verdicts.breaching((int) value);
        set(RULE).event(1).event(-1).event(1_000);
        assertThat(discarded()).isEqualTo(3);

        harness.event(0);

        assertThat(harness.alerts()).hasSize(1);
    }

    @Test
    void evaluate_saysSomethingBeforeItThrows_isNotHeard() {
        condition.onEvent = (series, value, verdicts) -> {
            verdicts.breaching(0);
            if (value == THROWING) {
                fail();
            }
        };
        set(RULE).event(THROWING);
        assertThat(harness.alerts()).isEmpty();

        harness.event(1);

        assertThat(harness.alert().occurrences()).isEqualTo(1);
    }

    @Test
    void explain_throws_opensTheAlertAllTheSame() {
        condition.onExplain = () -> {
            throw new IllegalStateException("no words");
        };
        set(RULE).event(1);

        assertThat(harness.alert().evidence().text()).contains("no words");
    }

    @Test
    void explain_throwsAnErrorWhenFiringByTheClock_leavesTheLoopAlive() {
        set(RULE.toBuilder().forDuration(seconds(5)).build()).event(1);
        condition.onExplain = () -> {
            throw new AssertionError("no words");
        };
        harness.turnAt(5).event(1);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
        assertThat(harness.processor.metrics().activeAlerts()).isEqualTo(1);
        assertThat(harness.processor.metrics().pendingAlerts()).isZero();
    }

    @Test
    void explain_answersNull_opensTheAlertAllTheSame() {
        condition.onExplain = () -> null;
        set(RULE.toBuilder().forDuration(seconds(5)).build()).event(1).turnAt(5);

        assertThat(harness.alert().state()).isEqualTo(AlertState.FIRING);
    }

    @Test
    void evaluator_throws_isToldAndCounted() {
        condition.onEvaluator = ConditionFaultTest::fail;
        set(RULE, above("hot").build()).event(HIGH).event(HIGH);

        assertThat(harness.status("scripted").lastError()).contains("as scripted");
        assertThat(harness.status("scripted").seriesFailed()).isEqualTo(1);
        assertThat(harness.alert().ruleId()).isEqualTo("hot");
        assertThat(discarded()).isEqualTo(1);
    }

    @Test
    void evaluator_throwsWhenAnotherRuleIsAdded_resolvesOpenAlerts() {
        set(RULE).event(1);
        condition.onEvaluator = ConditionFaultTest::fail;
        set(ScriptedCondition.rule("second").build()).eventAt(3, 1);

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().endsAt()).isEqualTo(at(3));
        assertThat(harness.alert().endReason()).contains("could not be set up", "as scripted");
    }

    @Test
    void evaluator_throwsTwiceOnOneSeries_isOneSeriesThatFailed() {
        condition.onEvaluator = ConditionFaultTest::fail;
        set(RULE).event(1);
        set(ScriptedCondition.rule("second").build()).event(1);

        assertThat(harness.status("scripted").seriesFailed()).isEqualTo(1);
    }

    @Test
    void switchedOff_anotherRuleIsAdded_hasAnotherChance() {
        throwAt(THROWING, ConditionFaultTest::fail);
        set(RULE);
        for (int i = 0; i < 5; i++) {
            harness.event(THROWING);
        }
        set(ScriptedCondition.rule("second").build()).event(1);

        assertThat(harness.alerts()).extracting(Alert::ruleId).containsExactly("scripted");
        assertThat(harness.status("scripted").seriesFailed()).isZero();
    }

    @Test
    void cellsOf_throwsAnErrorWhenAnotherRuleIsAdded_leavesTheLoopAlive() {
        set(RULE).event(1);
        condition.onCells = () -> {
            condition.onCells = () -> {};
            failWithError();
        };
        set(ScriptedCondition.rule("second").build()).event(1);

        assertThat(harness.alert().occurrences()).isEqualTo(2);
        assertThat(harness.status("scripted").lastError()).contains("as scripted");
    }
}
