// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ValueWindowTest {
    private final ValueWindow window = ValueWindow.of(4, 1, 7);

    @Test
    void figures_ofAFewValues_areExact() {
        assertThat(window.size()).isEqualTo(3);
        assertThat(window.oldest()).isEqualTo(4);
        assertThat(window.newest()).isEqualTo(7);
        assertThat(window.min()).isEqualTo(1);
        assertThat(window.max()).isEqualTo(7);
        assertThat(window.sum()).isEqualTo(12);
        assertThat(window.mean()).isEqualTo(4);
        assertThat(window.standardDeviation()).isEqualTo(Math.sqrt(6));
        assertThat(window.spanSeconds()).isEqualTo(2);
        assertThat(window.timeNanos(1)).isEqualTo(1_000_000_000L);
        assertThat(window.toArray()).containsExactly(4, 1, 7);
    }

    @Test
    void mean_sumBeyondTheRange_isFinite() {
        ValueWindow huge = ValueWindow.of(1.5e308, 1.5e308, 1.5e308, 1.5e308);

        assertThat(huge.sum()).isInfinite();
        assertThat(huge.mean()).isEqualTo(1.5e308);
    }

    @Test
    void value_outside_throws() {
        assertThatThrownBy(() -> window.value(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> window.value(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> window.timeNanos(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void value_outsideTheWindowOfASeries_throwsThoughTheSeriesHasMore() {
        SimpleRun run = SimpleRun.of(SimpleCondition.builder("odd").overLast(2).breachesIf(last -> {
            assertThatThrownBy(() -> last.value(2)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> last.value(-1)).isInstanceOf(IndexOutOfBoundsException.class);
            return last.value(0) == 2
                    && last.value(1) == 3
                    && last.timeNanos(1) - last.timeNanos(0) == SimpleRun.SECOND;
        }));

        assertThat(run.take(1, 2, 3)).isEqualTo(Evaluation.Verdict.BREACHING);
    }

    @Test
    void mean_ofTheLargestNumbers_isFinite() {
        double[] largest = new double[11];
        Arrays.fill(largest, Double.MAX_VALUE);

        assertThat(ValueWindow.of(largest).mean()).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void of_nothingOrNoNumbers_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(ValueWindow::of).withMessageContaining("at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueWindow.of(1, Double.NaN))
                .withMessageContaining("got NaN");
    }

    @Test
    void of_arrayThatChanges_keepsItsValues() {
        double[] values = {1, 2};
        ValueWindow made = ValueWindow.of(values);
        values[0] = 9;

        assertThat(made.oldest()).isEqualTo(1);
    }
}
