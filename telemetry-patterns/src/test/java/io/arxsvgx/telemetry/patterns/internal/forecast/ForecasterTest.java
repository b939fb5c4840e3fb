// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecasterTest {
    private final Forecaster forecaster = Forecaster.of(0.95);
    private final Random random = new Random(6);

    private static double[] values(int count, IntToDoubleFunction value) {
        return IntStream.range(0, count).mapToDouble(value).toArray();
    }

    @Test
    void forecast_season_isFoundAndGoesOn() {
        IntToDoubleFunction season = i -> 50 + 10 * Math.sin(2 * Math.PI * i / 24);
        Prediction prediction =
                forecaster.forecast(values(240, i -> season.applyAsDouble(i) + random.nextGaussian()), 24);

        assertThat(prediction.period()).isEqualTo(24);
        for (int step = 0; step < 24; step++) {
            assertThat(prediction.expected(step)).isCloseTo(season.applyAsDouble(240 + step), offset(2.0));
            assertThat(prediction.low(step)).isLessThan(prediction.expected(step));
            assertThat(prediction.high(step)).isGreaterThan(prediction.expected(step));
        }
    }

    @Test
    void forecast_line_goesOn() {
        Prediction prediction = forecaster.forecast(values(100, i -> 2.0 * i), 5);

        assertThat(prediction.expected(4)).isCloseTo(208, offset(1.0));
    }

    @Test
    void forecast_noise_bandHoldsMostly() {
        int inside = 0;
        for (int i = 0; i < 200; i++) {
            Prediction prediction = forecaster.forecast(values(120, j -> random.nextGaussian()), 5);
            for (int step = 0; step < 5; step++) {
                double value = random.nextGaussian();
                inside += value >= prediction.low(step) && value <= prediction.high(step) ? 1 : 0;
            }
        }

        assertThat(inside / 1_000.0).isBetween(0.92, 0.99);
    }

    @Test
    void forecast_constant_staysAndHasNoBand() {
        Prediction prediction = forecaster.forecast(values(50, i -> 4), 3);

        assertThat(prediction.expected(2)).isEqualTo(4);
        assertThat(prediction.high(2)).isEqualTo(4);
    }

    @Test
    void forecast_oneToThreeValues_isByTheLast() {
        for (int count = 1; count <= 3; count++) {
            Prediction prediction = forecaster.forecast(values(count, i -> i), 2);

            assertThat(prediction.method()).isEqualTo("naive");
            assertThat(prediction.expected(1)).isEqualTo(count - 1);
        }
    }

    @Test
    void forecast_nothingOrNoStep_isRefused() {
        assertThatThrownBy(() -> forecaster.forecast(new double[0], 1))
                .hasMessageContaining("expected at least 1, got 0 and 1");
        assertThatThrownBy(() -> forecaster.forecast(new double[1], 0))
                .hasMessageContaining("expected at least 1, got 1 and 0");
        assertThatThrownBy(() -> Forecaster.of(1))
                .hasMessageContaining("confidence: expected more than 0 and less than 1, got 1");
    }
}
