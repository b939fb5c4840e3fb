// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import static io.arxsvgx.telemetry.condition.SimpleRun.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Spread and mean over n values and over a duration, compared with a model; restored at any point. */
class SimpleVerdictProperties {
    private static final Parameter LIMIT =
            Parameter.number("limit", "The limit.").asRequired();
    private static final double DISTANCE = 1e-9;

    public enum Figure {
        SPREAD {
            @Override
            double of(double[] values) {
                return Arrays.stream(values).max().orElseThrow()
                        - Arrays.stream(values).min().orElseThrow();
            }

            @Override
            SimpleCondition.Builder condition() {
                return SimpleCondition.builder("spread").figure("spread", window -> window.max() - window.min());
            }
        },
        MEAN {
            @Override
            double of(double[] values) {
                return Arrays.stream(values).average().orElseThrow();
            }

            @Override
            SimpleCondition.Builder condition() {
                return SimpleCondition.builder("mean").figure("mean", ValueWindow::mean);
            }
        };

        abstract double of(double[] values);

        abstract SimpleCondition.Builder condition();
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void verdict_anySequence_isThatOfTheModel(
            @ForAll Figure figure,
            @ForAll boolean isTime,
            @ForAll @IntRange(min = 1, max = 30) int length,
            @ForAll @IntRange(min = 1, max = 20) int maxValues,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        SimpleCondition.Builder builder = figure.condition().above(LIMIT);
        SimpleCondition condition = (isTime
                        ? builder.over(Duration.ofSeconds(length)).maxValues(maxValues)
                        : builder.overLast(length))
                .build();
        AlertRule rule = SimpleRun.rule(condition, "limit", 50);
        SimpleRun run = SimpleRun.of(condition, rule);
        ModelWindow model = new ModelWindow(
                new ModelWindow.Shape(isTime, isTime ? length * SECOND : length, maxValues, 0), Long.MIN_VALUE);
        long time = 0;
        for (int i = 0; i < 120; i++) {
            time = Math.max(0, time + (random.nextInt(9) == 0 ? -3 : random.nextInt(4)) * SECOND / 2);
            double value = random.nextInt(100);
            model.add(time, value);
            run.takeAt(time, value);
            assertIsThatOf(model.values(), figure, run.explain());
            if (random.nextInt(10) == 0) {
                run = run.restored(condition, rule);
                assertIsThatOf(model.values(), figure, run.explain());
            }
        }
    }

    private static void assertIsThatOf(double[] values, Figure figure, Evaluation evaluation) {
        if (values == null) {
            assertThat(evaluation.verdict()).isEqualTo(Verdict.UNKNOWN);
            return;
        }
        double expected = figure.of(values);
        assertThat(evaluation.computed()).isCloseTo(expected, within(DISTANCE));
        assertThat(evaluation.values())
                .containsExactly(Arrays.stream(values).boxed().toArray(Double[]::new));
        if (Math.abs(expected - 50) > DISTANCE) {
            assertThat(evaluation.verdict()).isEqualTo(expected > 50 ? Verdict.BREACHING : Verdict.NORMAL);
        }
    }
}
