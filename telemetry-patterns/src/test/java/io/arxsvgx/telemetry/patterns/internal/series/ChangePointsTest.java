// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ChangePointsTest {
    private final Random random = new Random(2);
    private final ChangePoints changes = new ChangePoints();

    private List<ChangePoint> found(int count, IntToDoubleFunction value) {
        List<ChangePoint> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ChangePoint change = changes.next(value.applyAsDouble(i));
            if (change != null) {
                assertThat(change.index()).isEqualTo(changes.count() - ChangePoints.DELAY);
                found.add(change);
            }
        }
        return found;
    }

    @Test
    void next_levelShift_isToldAfterTheDelay() {
        assertThat(found(200, i -> (i < 100 ? 0 : 5) + random.nextGaussian()))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.index()).isBetween(98L, 102L);
                    assertThat(change.kind()).isEqualTo(ChangePoint.Kind.LEVEL);
                    assertThat(change.before()).isBetween(-0.5, 0.5);
                    assertThat(change.after()).isBetween(4.0, 6.0);
                });
    }

    @Test
    void next_varianceGrows_isTold() {
        assertThat(found(300, i -> (i < 200 ? 1 : 8) * random.nextGaussian()))
                .first()
                .satisfies(change -> assertThat(change.index()).isBetween(195L, 210L));
    }

    @Test
    void next_noise_tellsHardlyAnything() {
        assertThat(found(5_000, i -> random.nextGaussian())).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void next_randomWalk_isNotTakenForJumps() {
        double[] walk = new double[1];
        assertThat(found(2_000, i -> walk[0] += random.nextGaussian())).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void next_constantsAndHugeValues_tellNothing() {
        assertThat(found(200, i -> 3)).isEmpty();
        assertThat(new ChangePoints().next(Double.NaN)).isNull();
        assertThat(found(200, i -> 1e300)).hasSizeLessThanOrEqualTo(1);
    }
}
