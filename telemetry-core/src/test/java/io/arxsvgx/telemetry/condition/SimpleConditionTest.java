// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.BREACHING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.NORMAL;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.UNKNOWN;
import static io.arxsvgx.telemetry.condition.SimpleRun.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows, tests and evidence of conditions made of functions. */
class SimpleConditionTest {
    private static final Parameter LIMIT =
            Parameter.number("limit", "The spread above which it breaches.").asRequired();
    private static final Parameter COUNT =
            Parameter.integer("count", 2, 50, "How many values.").withDefault(3);
    private static final Parameter SECONDS =
            Parameter.number("seconds", "How many seconds.").within(1, 3_600).withDefault(10);

    private static SimpleCondition.Builder spread() {
        return SimpleCondition.builder("spread").figure("spread", window -> window.max() - window.min());
    }

    @Test
    void overLast_tooFewValues_isUnknown() {
        SimpleRun run = SimpleRun.of(spread().overLast(3).above(LIMIT), "limit", 5);

        assertThat(run.take(0, 100)).isEqualTo(UNKNOWN);
        assertThat(run.text()).isEqualTo("warming up: 2 of 3 values");
        assertThat(run.explain().values()).containsExactly(0.0, 100.0);
        assertThat(run.explain().computed()).isNaN();
        assertThat(run.explain().limit()).isEqualTo(5);
        assertThat(run.take(100)).isEqualTo(BREACHING);
    }

    @Test
    void overLast_breaching_hasFigureLimitAndWindowAsEvidence() {
        SimpleRun run = SimpleRun.of(spread().overLast(3).above(LIMIT), "limit", 5);
        run.take(999, 1, 2);

        assertThat(run.take(7.5)).isEqualTo(BREACHING);
        assertThat(run.explain())
                .isEqualTo(new Evaluation(
                        BREACHING, List.of(1.0, 2.0, 7.5), "spread", 6.5, 5, "spread 6.5 > 5.0 over 3 values"));
    }

    @Test
    void figure_equalToTheLimit_isNormal() {
        SimpleRun above = SimpleRun.of(spread().overLast(2).above(LIMIT), "limit", 5);
        SimpleRun below = SimpleRun.of(spread().overLast(2).below(5));

        assertThat(above.take(0, 5)).isEqualTo(NORMAL);
        assertThat(above.text()).isEqualTo("spread 5.0 is not > 5.0 over 2 values");
        assertThat(below.take(0, 5)).isEqualTo(NORMAL);
        assertThat(below.take(4)).isEqualTo(BREACHING);
        assertThat(below.text()).isEqualTo("spread 1.0 < 5.0 over 2 values");
    }

    @Test
    void overLast_byParameter_differsByRule() {
        SimpleCondition condition = spread().overLast(COUNT).above(5).build();

        assertThat(SimpleRun.of(condition, SimpleRun.rule(condition)).take(0, 9, 9))
                .isEqualTo(BREACHING);
        SimpleRun four = SimpleRun.of(condition, SimpleRun.rule(condition, "count", 4));
        assertThat(four.take(0, 9, 9)).isEqualTo(UNKNOWN);
        assertThat(four.take(9)).isEqualTo(BREACHING);
        assertThat(four.take(9)).isEqualTo(NORMAL);
    }

    @Test
    void over_untilTheDurationIsSeen_isUnknown() {
        SimpleRun run = SimpleRun.of(spread().over(Duration.ofSeconds(10)).above(5));

        assertThat(run.take(0, 9, 0, 9, 0, 9, 0, 9, 0, 9)).isEqualTo(UNKNOWN);
        assertThat(run.text()).isEqualTo("warming up: the series has been observed for less than 10 s");
        assertThat(run.take(0)).isEqualTo(BREACHING);
        assertThat(run.text()).isEqualTo("spread 9.0 > 5.0 over 10 s (10 values)");
    }

    @Test
    void over_valueExactlySoOld_isNotInTheWindow() {
        SimpleRun run = SimpleRun.of(spread().over(Duration.ofSeconds(10)).above(5));
        run.takeAt(0, 100);

        assertThat(run.takeAt(10 * SECOND - 1, 1)).isEqualTo(UNKNOWN);
        assertThat(run.takeAt(10 * SECOND, 2)).isEqualTo(NORMAL);
        assertThat(run.explain().values()).containsExactly(1.0, 2.0);
    }

    @Test
    void over_afterAGap_holdsTheNewestValueOnly() {
        SimpleRun run = SimpleRun.of(spread().over(SECONDS).above(5), "seconds", 20);
        run.take(0, 9);

        assertThat(run.takeAt(1_000 * SECOND, 3)).isEqualTo(NORMAL);
        assertThat(run.text()).isEqualTo("spread 0.0 is not > 5.0 over 20 s (1 value)");
    }

    @Test
    void over_moreThanMaxValues_holdsTheNewest() {
        SimpleRun run =
                SimpleRun.of(spread().over(Duration.ofSeconds(10)).maxValues(3).above(5));
        for (int i = 0; i <= 100; i++) {
            run.takeAt(i * SECOND / 10, i);
        }

        assertThat(run.explain().verdict()).isEqualTo(NORMAL);
        assertThat(run.explain().values()).containsExactly(98.0, 99.0, 100.0);
        assertThat(run.text()).isEqualTo("spread 2.0 is not > 5.0 over 10 s (the newest 3 values)");
    }

    @Test
    void over_lateValue_isSkipped() {
        SimpleRun run = SimpleRun.of(spread().over(Duration.ofSeconds(10)).above(5));
        run.takeAt(0, 0);
        run.takeAt(11 * SECOND, 1);

        assertThat(run.takeAt(10 * SECOND, 1_000)).isEqualTo(UNKNOWN);
        assertThat(run.text()).isEqualTo("the newest value is late, so it is not in the window");
        assertThat(run.takeAt(12 * SECOND, 2)).isEqualTo(NORMAL);
        assertThat(run.explain().values()).containsExactly(1.0, 2.0);
    }

    @Test
    void over_onlyLateValuesFitIn_startsAgain() {
        SimpleRun run = SimpleRun.of(
                spread().over(Duration.ofSeconds(10)).maxValues(2).minValues(1).above(5));
        run.takeAt(20 * SECOND, 0);
        run.takeAt(5 * SECOND, 7);
        run.takeAt(6 * SECOND, 8);

        assertThat(run.takeAt(7 * SECOND, 9)).isEqualTo(UNKNOWN);
        assertThat(run.explain().values()).isEmpty();
        assertThat(run.takeAt(21 * SECOND, 1)).isEqualTo(NORMAL);
        assertThat(run.explain().values()).containsExactly(1.0);
    }

    @Test
    void overLast_lateValue_isInTheWindowAsItArrived() {
        SimpleRun run = SimpleRun.of(spread().overLast(2).above(5));
        run.takeAt(11 * SECOND, 1);

        assertThat(run.takeAt(10 * SECOND, 1_000)).isEqualTo(BREACHING);
        assertThat(run.explain().values()).containsExactly(1.0, 1_000.0);
    }

    @Test
    void minValues_fewer_isUnknownAndMoreSuffice() {
        SimpleRun count = SimpleRun.of(spread().overLast(10).minValues(2).above(5));
        assertThat(count.take(0)).isEqualTo(UNKNOWN);
        assertThat(count.take(9)).isEqualTo(BREACHING);

        SimpleRun time =
                SimpleRun.of(spread().over(Duration.ofSeconds(10)).minValues(2).above(5));
        assertThat(time.take(0)).isEqualTo(UNKNOWN);
        assertThat(time.text()).isEqualTo("too few values: 1 of at least 2 in 10 s");
        assertThat(time.take(9)).isEqualTo(BREACHING);
        assertThat(time.takeAt(60 * SECOND, 9)).isEqualTo(UNKNOWN);
    }

    @Test
    void figure_notANumber_isUnknown() {
        SimpleRun run = SimpleRun.of(SimpleCondition.builder("rate")
                .overLast(2)
                .figure("rate", window -> (window.newest() - window.oldest()) / window.spanSeconds())
                .above(1));
        run.takeAt(SECOND, 1);

        assertThat(run.takeAt(SECOND, 1)).isEqualTo(UNKNOWN);
        assertThat(run.text()).isEqualTo("rate is not a number over 2 values");
        assertThat(run.takeAt(2 * SECOND, 3)).isEqualTo(BREACHING);
    }

    @Test
    void figure_infinite_isComparedAndShownAsAFiniteNumber() {
        SimpleRun run = SimpleRun.of(spread().overLast(2).above(5));

        assertThat(run.take(-Double.MAX_VALUE, Double.MAX_VALUE)).isEqualTo(BREACHING);
        assertThat(run.explain().computed()).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void evidence_digits_tellTheFigureFromTheLimit() {
        SimpleRun run = SimpleRun.of(spread().overLast(2).above(5));

        run.take(0, 123.456789);
        assertThat(run.text()).isEqualTo("spread 123.457 > 5.0 over 2 values");
        run.take(0);
        run.take(5.0000001);
        assertThat(run.text()).isEqualTo("spread 5.0000001 > 5.0 over 2 values");
    }

    @Test
    void breachesIf_withoutFigure_showsTheNewestValueAndTheParameters() {
        SimpleRun run = SimpleRun.of(
                SimpleCondition.builder("stuck")
                        .parameter(LIMIT)
                        .overLast(3)
                        .breachesIf((window, given) -> window.max() - window.min() <= given.number("limit")),
                "limit",
                0.5);

        assertThat(run.take(7, 7, 7)).isEqualTo(BREACHING);
        assertThat(run.explain().figure()).isEqualTo("newest value");
        assertThat(run.explain().limit()).isNaN();
        assertThat(run.text()).isEqualTo("newest value 7.0 breaches stuck (limit=0.5) over 3 values");
        assertThat(run.take(9)).isEqualTo(NORMAL);
        assertThat(run.text()).isEqualTo("newest value 9.0 does not breach stuck (limit=0.5) over 3 values");
    }

    @Test
    void breachesIf_withFigure_showsIt() {
        SimpleRun run = SimpleRun.of(
                spread().overLast(2).breachesIf(window -> window.newest() > 2 * Math.abs(window.oldest())));

        assertThat(run.take(1, 3)).isEqualTo(BREACHING);
        assertThat(run.explain().figure()).isEqualTo("spread");
        assertThat(run.text()).isEqualTo("spread 2.0 breaches spread over 2 values");
    }

    @Test
    void evidence_ofItsOwn_replacesTheText() {
        SimpleRun run = SimpleRun.of(
                spread().overLast(2)
                        .above(LIMIT)
                        .evidence((window, given) -> window.newest() + " beside " + given.number(LIMIT)),
                "limit",
                5);

        run.take(0, 9);
        assertThat(run.explain().text()).isEqualTo("9.0 beside 5.0");
        assertThat(run.explain().computed()).isEqualTo(9);
    }

    @Test
    void explain_longWindow_showsTheNewestHundred() {
        SimpleRun run = SimpleRun.of(spread().overLast(150).above(5));
        for (int i = 1; i <= 200; i++) {
            run.take(i);
        }

        assertThat(run.explain().values()).hasSize(100).startsWith(101.0).endsWith(200.0);
        assertThat(run.explain().computed()).isEqualTo(149);
    }

    @Test
    void parameters_ofWindowAndLimit_areDeclaredOnceInOrder() {
        SimpleCondition condition =
                spread().parameter(LIMIT).overLast(COUNT).above(LIMIT).build();

        assertThat(condition.parameters()).containsExactly(LIMIT, COUNT);
        assertThat(condition.kind()).isEqualTo("spread");
        assertThat(condition.description()).isEqualTo("The spread of the last values is above limit.");
        assertThat(condition).hasToString("SimpleCondition[spread]");
    }

    @Test
    void check_parametersThatContradict_areRefused() {
        Parameter low = Parameter.number("low", "The lower limit.").asRequired();
        Parameter high = Parameter.number("high", "The upper limit.").asRequired();
        SimpleCondition condition = SimpleCondition.builder("band")
                .parameter(low)
                .parameter(high)
                .overLast(1)
                .breachesIf(
                        (window, given) -> window.newest() < given.number(low) || window.newest() > given.number(high))
                .check(given -> {
                    if (given.number(low) > given.number(high)) {
                        throw low.refused("parameter \"low\" is above \"high\"");
                    }
                })
                .build();

        condition.check(SimpleRun.rule(condition, "low", 1, "high", 1));
        assertThatThrownBy(() -> condition.check(SimpleRun.rule(condition, "low", 2, "high", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parameter \"low\" is above \"high\"");
    }

    @Test
    void subclass_ofABuilder_isTheSameCondition() {
        class Spread extends SimpleCondition {
            Spread() {
                super(spread().description("Far apart.").overLast(3).above(LIMIT));
            }
        }
        Spread condition = new Spread();

        assertThat(condition.kind()).isEqualTo("spread");
        assertThat(condition.description()).isEqualTo("Far apart.");
        assertThat(SimpleRun.of(condition, SimpleRun.rule(condition, "limit", 5))
                        .take(0, 0, 9))
                .isEqualTo(BREACHING);
    }

    @Test
    void build_changedBuilder_leavesTheConditionAsItWas() {
        SimpleCondition.Builder builder = spread().overLast(2).above(5);
        SimpleCondition condition = builder.build();
        builder.parameter(LIMIT).overLast(3);

        assertThat(condition.parameters()).isEmpty();
        assertThat(SimpleRun.of(condition, SimpleRun.rule(condition)).take(0, 9))
                .isEqualTo(BREACHING);
    }

    private static SimpleRun restored(SimpleRun run, SimpleCondition.Builder next) throws IOException {
        SimpleCondition condition = next.build();
        return run.restored(condition, SimpleRun.rule(condition));
    }

    @Test
    void restore_otherNumberOfValues_isRejected() throws IOException {
        SimpleRun run = SimpleRun.of(spread().above(1).overLast(2));
        assertThat(run.take(1, 2)).isEqualTo(NORMAL);

        assertThat(restored(run, spread().above(1).overLast(2)).take(9)).isEqualTo(BREACHING);
        assertThatThrownBy(() -> restored(run, spread().above(1).overLast(3))).isInstanceOf(IOException.class);
    }

    @Test
    void restore_otherDuration_isRejected() throws IOException {
        SimpleRun run = SimpleRun.of(spread().above(1).over(Duration.ofSeconds(2)));
        assertThat(run.take(1, 1, 1)).isEqualTo(NORMAL);

        assertThat(restored(run, spread().above(1).over(Duration.ofSeconds(2))).take(9))
                .isEqualTo(BREACHING);
        assertThatThrownBy(() -> restored(run, spread().above(1).over(Duration.ofSeconds(3))))
                .isInstanceOf(IOException.class);
    }
}
