// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.pattern.Forecast;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that irregular series cause no fault, and only finite figures. */
class RoughSeriesTest {
    private static final Random RANDOM = new Random(3);

    enum Rough {
        CONSTANT(200, i -> 7, 1),
        ZERO(200, i -> 0, 1),
        THREE_VALUES(3, i -> i, 1),
        ONE_VALUE(1, i -> 5, 1),
        HUGE(200, i -> i % 2 == 0 ? 1e300 : -1e300, 1),
        HUGE_RISING(200, i -> 1e298 * i, 1),
        LARGEST(100, i -> Double.MAX_VALUE, 1),
        TINY(200, i -> 1e-300 * (i % 5), 1),
        NOT_A_NUMBER(200, i -> i % 3 == 0 ? Double.NaN : i, 1),
        INFINITE(200, i -> i % 7 == 0 ? Double.POSITIVE_INFINITY : RANDOM.nextGaussian(), 1),
        SAME_TIME(200, i -> RANDOM.nextGaussian(), 0),
        BACKWARDS(200, i -> RANDOM.nextGaussian(), -1),
        TWO_VALUES(300, i -> i < 150 ? 0 : 1, 1);

        final int length;

        @SuppressWarnings("ImmutableEnumChecker") // its functions have no state
        final IntToDoubleFunction value;

        final int direction;

        Rough(int length, IntToDoubleFunction value, int direction) {
            this.length = length;
            this.value = value;
            this.direction = direction;
        }
    }

    @ParameterizedTest
    @EnumSource
    void detect_roughSeries_throwsNothingAndStaysFinite(Rough rough) {
        Scene scene = new Scene().above("flow", 100);
        FailureDetection detection =
                FailureDetection.builder().nanoTime(() -> 0).build();
        for (int i = 0; i < rough.length; i++) {
            scene.tick().value("pump", "flow", rough.value.applyAsDouble(i), rough.direction * i * 1_000_000_000L);
            detection.detect(scene);
        }

        assertThat(detection.progress().faults()).isZero();
        for (Forecast forecast : detection.forecasts()) {
            assertThat(forecast.steps()).allSatisfy(step -> {
                assertThat(step.value()).isFinite();
                assertThat(step.low()).isFinite();
                assertThat(step.high()).isFinite();
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CONSTANT", "ZERO", "TINY", "BACKWARDS", "SAME_TIME"})
    void detect_uneventful_findsNothing(Rough rough) {
        Scene scene = new Scene().above("flow", 100);
        FailureDetection detection =
                FailureDetection.builder().nanoTime(() -> 0).build();
        for (int i = 0; i < rough.length; i++) {
            scene.tick().value("pump", "flow", rough.value.applyAsDouble(i), rough.direction * i * 1_000_000_000L);
            detection.detect(scene);
        }

        assertThat(scene.patterns).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CONSTANT", "TWO_VALUES"})
    void detect_gapsAndDuplicates_areBridged(Rough rough) {
        Scene scene = new Scene();
        FailureDetection detection =
                FailureDetection.builder().nanoTime(() -> 0).build();
        for (int i = 0; i < rough.length; i++) {
            scene.tick();
            if (i % 5 != 0) {
                scene.value("pump", "flow", rough.value.applyAsDouble(i));
            }
            if (i % 4 == 0) {
                scene.value("pump", "flow", rough.value.applyAsDouble(i));
            }
            detection.detect(scene);
        }

        assertThat(detection.progress().faults()).isZero();
        assertThat(detection.forecasts()).hasSize(1);
    }
}
