// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.condition.standalone.StandaloneSeries;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** The number of values until the condition {@code change_point} breaches on noise without a change. */
class ChangePointRunLengthTest {
    private final Random random = new Random(7);
    private double last;

    @Test
    void falseAlarms_normalNoise_areAsRareAsDocumented() {
        assertThat(alarms(0.5, 1_000_000, random::nextGaussian)).isLessThanOrEqualTo(1);
        assertThat(alarms(1, 500_000, random::nextGaussian)).isBetween(2, 30);
    }

    @Test
    void falseAlarms_heavyTails_areRare() {
        assertThat(alarms(0.5, 200_000, this::student)).isLessThanOrEqualTo(2);
        assertThat(alarms(0.5, 200_000, () -> Math.tan(Math.PI * (random.nextDouble() - 0.5))))
                .isLessThanOrEqualTo(4);
        assertThat(alarms(0.5, 200_000, () -> Math.exp(random.nextGaussian()))).isLessThanOrEqualTo(4);
    }

    @Test
    void falseAlarms_slowNoise_areRare() {
        assertThat(alarms(0.5, 200_000, () -> autoregression(0.5))).isLessThanOrEqualTo(2);
        assertThat(alarms(0.5, 200_000, () -> autoregression(0.9))).isLessThanOrEqualTo(5);
        assertThat(alarms(0.5, 200_000, () -> autoregression(1))).isLessThanOrEqualTo(20);
    }

    @Test
    void falseAlarms_quantizedNoise_areRare() {
        assertThat(alarms(0.5, 200_000, () -> Math.rint(random.nextGaussian()))).isLessThanOrEqualTo(1);
        assertThat(alarms(0.5, 200_000, () -> random.nextInt(20) == 0 ? 1 + Math.abs(random.nextGaussian()) : 0))
                .isLessThanOrEqualTo(1);
    }

    /** Returns a value of Student's t distribution with 3 degrees of freedom. */
    private double student() {
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            double value = random.nextGaussian();
            squares += value * value;
        }
        return random.nextGaussian() / Math.sqrt(squares / 3);
    }

    private double autoregression(double share) {
        last = share * last + random.nextGaussian();
        return last;
    }

    private int alarms(double sensitivity, int values, DoubleSupplier noise) {
        AlertRule rule = AlertRule.builder("changed")
                .on("noise")
                .when(SeriesChange.ofLevelOrSpread().sensitivity(sensitivity))
                .build();
        StandaloneSeries series =
                StandaloneSeries.of("source", "noise", new ChangePointCondition().evaluator(List.of(rule)));
        AlarmCounter counter = new AlarmCounter();
        for (int i = 0; i < values; i++) {
            counter.isBreaching = false;
            series.evaluate(noise.getAsDouble(), i, counter);
            counter.alarms += counter.isBreaching && !counter.wasBreaching ? 1 : 0;
            counter.wasBreaching = counter.isBreaching;
        }
        return counter.alarms;
    }

    private static final class AlarmCounter implements Verdicts {
        private boolean isBreaching;
        private boolean wasBreaching;
        private int alarms;

        @Override
        public void breaching(int rule) {
            isBreaching = true;
        }

        @Override
        public void holding(int rule) {}

        @Override
        public void unknown(int rule) {}
    }
}
