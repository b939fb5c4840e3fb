// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.BREACHING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.HOLDING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.rules.internal.adaptive.AdaptiveAnomaly;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scale of a varying series depends neither on its offset nor on single outliers. */
class AnomalyScaleTest {
    private static final List<String> METHODS = List.of("adaptive", "zscore", "robust", "seasonal");
    private static final int RUNS = 20;
    private static final int SEEDS = 8;

    private static FakeSeries series(String method) {
        return FakeSeries.of(
                new AnomalyCondition(), "method", method, "sensitivity", method.equals("adaptive") ? 0.8 : 0.25);
    }

    /** Whether the value breaches the rule or belongs to the event of a breach. */
    private static boolean isFound(FakeSeries series, double value) {
        Verdict verdict = series.take(value);
        return verdict == BREACHING || verdict == HOLDING;
    }

    static Stream<Arguments> offsets() {
        return METHODS.stream()
                .flatMap(method ->
                        Stream.of(0.0, 1.0, -1e3, 1e6, 1e9, -1e12, 1e12).map(offset -> Arguments.of(method, offset)));
    }

    @ParameterizedTest
    @MethodSource("offsets")
    void take_smallDeviationAtAnOffset_findsSpikesAndNothingElse(String method, double offset) {
        double deviation = offset == 0 ? 1e-12 : 1_000 * Math.ulp(offset);
        for (int run = 0; run < 5; run++) {
            for (double spike : new double[] {30, -100, 1_000}) {
                FakeSeries series = series(method);
                Random random = new Random(run);
                int breaches = 0;
                for (int i = 0; i < 1_200; i++) {
                    breaches += series.take(offset + deviation * random.nextGaussian()) == BREACHING ? 1 : 0;
                }
                assertThat(breaches).as("breaches of noise").isLessThan(12);
                assertThat(isFound(series, offset + deviation * spike)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("offsets")
    void take_seasonAtAnOffset_findsValuesWrongForTheirPhase(String method, double offset) {
        if (!method.equals("seasonal")) {
            return;
        }
        double deviation = offset == 0 ? 1e-12 : 1_000 * Math.ulp(offset);
        FakeSeries series = series(method);
        Random random = new Random(1);
        for (int i = 0; i < 24 * 60; i++) {
            series.take(offset + deviation * (20 * Math.sin(2 * Math.PI * i / 24) + random.nextGaussian()));
        }
        assertThat(series.explain().text()).contains("at this phase of a season of");
        assertThat(series.take(offset + deviation * 20)).isEqualTo(BREACHING);
    }

    /** The values drift by a deviation in 100 values, over an offset at which they have 1,000 units in the last place. */
    @ParameterizedTest
    @ValueSource(strings = {"adaptive", "zscore", "robust", "seasonal"})
    void take_driftAtAnOffset_findsSpikes(String method) {
        double offset = 1e12;
        double deviation = 1_000 * Math.ulp(offset);
        FakeSeries series = series(method);
        Random random = new Random(1);
        int i = 0;
        for (; i < 4_000; i++) {
            series.take(offset + deviation * (0.01 * i + random.nextGaussian()));
        }
        assertThat(isFound(series, offset + deviation * (0.01 * i + 20))).isTrue();
    }

    static Stream<Arguments> glitches() {
        return Stream.of(1_000, 50_000)
                .flatMap(after -> Stream.of(15.0, 100.0, 1_000.0, -15.0).map(spike -> Arguments.of(after, spike)));
    }

    @ParameterizedTest
    @MethodSource("glitches")
    void take_spikeAfterOneGlitch_isFoundTwentyTimesOfTwenty(int after, double spike) {
        for (String method : after > 1_000 ? List.of("adaptive") : METHODS) {
            for (int run = 0; run < RUNS; run++) {
                Random random = new Random(run);
                FakeSeries series = series(method);
                take(series, 3_000, i -> random.nextGaussian());
                series.take(1e6);
                take(series, after, i -> random.nextGaussian());
                assertThat(isFound(series, spike)).as("%s, run %s", method, run).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e6, -1e6, 1e300, -1e300, 1e3})
    void take_severalGlitches_hideNoSpike(double glitch) {
        for (int run = 0; run < RUNS; run++) {
            Random random = new Random(run);
            FakeSeries series = series("adaptive");
            for (int times = 0; times < 4; times++) {
                take(series, 700, i -> random.nextGaussian());
                series.take(glitch);
            }
            take(series, 1_000, i -> random.nextGaussian());
            assertThat(isFound(series, Math.copySign(20, glitch)))
                    .as("run %s", run)
                    .isTrue();
            assertThat(isFound(series, -Math.copySign(20, glitch)))
                    .as("run %s", run)
                    .isTrue();
        }
    }

    static IntStream positions() {
        return IntStream.concat(
                IntStream.rangeClosed(0, 57).map(i -> 7 * i),
                IntStream.of(1, 2, 5, 9, 10, 19, 20, 40, 62, 85, 100, 149, 151, 400, 500, 1_000, 1_900));
    }

    @ParameterizedTest
    @MethodSource("positions")
    void take_oneGlitch_hidesNeitherSpikesNorAFrozenSensorNorAShiftOfTheMean(int at) {
        for (double glitch : new double[] {1e6, -1e300}) {
            assertThat(isFound(warmedUp(1, at, glitch), 15)).isTrue();
            assertThat(figureOf(warmedUp(1, at, glitch), 20, i -> 0.1)).isEqualTo("stillness of 15");
            assertThat(figureOf(warmedUp(1, at, glitch), 60, i -> 2 + 0.8 * (i % 3 - 1)))
                    .isNotIn("none", "value");
        }
    }

    /** The alarm of the glitch multiplies the alarm threshold by 1.4, so that at most this much can be missed. */
    @ParameterizedTest
    @MethodSource("positions")
    void take_oneGlitch_hidesNoShiftThatIsFoundWithoutIt(int at) {
        int found = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            for (int shift : new int[] {2, -2}) {
                if (scoreOfShift(warmedUp(seed, -1, 0), shift) >= 1.4) {
                    found++;
                    for (double glitch : new double[] {1e6, -1e300, 1e3}) {
                        assertThat(scoreOfShift(warmedUp(seed, at, glitch), shift))
                                .as("seed %s, shift %s, glitch %s", seed, shift, glitch)
                                .isGreaterThanOrEqualTo(1);
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(SEEDS);
    }

    /** Values until the event of a glitch among the first 2,000 values has ended. */
    private static FakeSeries warmedUp(int seed, int at, double glitch) {
        FakeSeries series = series("adaptive");
        Random random = new Random(seed);
        take(series, 2_200, i -> {
            double value = random.nextGaussian();
            return i == at ? glitch : value;
        });
        return series;
    }

    /** The greatest score of the figures other than the value, in 60 values around another mean. */
    private static double scoreOfShift(FakeSeries series, int shift) {
        AdaptiveAnomaly adaptive = (AdaptiveAnomaly) series.evaluator();
        double greatest = 0;
        for (int i = 0; i < 60; i++) {
            series.take(shift + 0.8 * (i % 3 - 1));
            if (!series.explain().figure().equals("value")) {
                greatest = Math.max(greatest, adaptive.alarmScore(series.context(), 0));
            }
        }
        return greatest;
    }

    /** The figure of the first alarm. */
    private static String figureOf(FakeSeries series, int count, IntToDoubleFunction values) {
        for (int i = 0; i < count; i++) {
            if (series.take(values.applyAsDouble(i)) == BREACHING) {
                return series.explain().figure();
            }
        }
        return "none";
    }

    @Test
    void take_glitchInAConstantSeries_leavesItConstant() {
        for (int at : new int[] {0, 5, 15, 200}) {
            FakeSeries series = series("adaptive");
            take(series, 1_200, i -> i == at ? 1e300 : 70);
            assertThat(series.take(70 * (1 + 0.9e-9))).isEqualTo(NORMAL);
            assertThat(series.take(70.1)).isEqualTo(BREACHING);
        }
    }

    @Test
    void take_glitchInASeason_neitherHidesItNorOtherValues() {
        for (int at : new int[] {3, 100, 400, 1_000}) {
            FakeSeries series = FakeSeries.of(new AnomalyCondition(), "method", "seasonal", "sensitivity", 0.25);
            Random random = new Random(1);
            take(series, 24 * 100, i -> i == at ? 1e300 : 20 * Math.sin(2 * Math.PI * i / 24) + random.nextGaussian());
            assertThat(series.explain().text()).contains("at this phase of a season of");
            for (int phase = 0; phase < 24; phase++) {
                double expected = 20 * Math.sin(2 * Math.PI * phase / 24);
                assertThat(series.take(expected + (phase % 6 == 5 ? 15 : 0)))
                        .isEqualTo(phase % 6 == 5 ? BREACHING : NORMAL);
            }
        }
    }

    /** A glitch among the first values of a new level does not become its deviation. */
    @Test
    void take_glitchInALevelShift_leavesTheNewLevelItsDeviation() {
        FakeSeries series = series("adaptive");
        Random random = new Random(1);
        take(series, 2_000, i -> random.nextGaussian());
        take(series, 1_000, i -> i == 50 ? 1e9 : 1_000 + random.nextGaussian());
        assertThat(isFound(series, 1_400)).isTrue();
    }

    private static void take(FakeSeries series, int count, IntToDoubleFunction values) {
        for (int i = 0; i < count; i++) {
            series.evaluate(values.applyAsDouble(i), series.count() * 1_000_000_000L, IgnoredVerdicts.INSTANCE);
        }
    }
}
