// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of which values are passed on, and with which value. */
class MedianDownsamplerTest {
    private final MedianDownsampler pace = new MedianDownsampler(500);
    private final List<Double> went = new ArrayList<>();

    private void value(long time, double value) {
        if (pace.next(time, value)) {
            went.add(pace.value());
        }
    }

    /** Adds values until the series is old enough for the interval to count. */
    private void old() {
        value(-100_000, 0);
        went.clear();
    }

    @Test
    void next_youngSeries_isSeenInParts() {
        for (int i = 0; i < 6_400; i++) {
            value(i, i);
        }
        List<Double> young = List.copyOf(went);
        for (int i = 6_400; i < 40_000; i++) {
            value(i, i);
        }

        assertThat(young).hasSizeBetween(64, 500).startsWith(0.0, 1.0, 2.0).isSorted();
        assertThat(went.get(went.size() - 1) - went.get(went.size() - 2)).isEqualTo(500);
    }

    @Test
    void next_slowValues_arePassedOnUnchanged() {
        for (int i = 0; i < 5; i++) {
            value(500L * i, i);
        }

        assertThat(went).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
    }

    @Test
    void next_fastValues_arePassedOnAsTheirMedian() {
        old();
        for (int i = 0; i <= 10; i++) {
            value(100L * i, i == 7 ? 1e6 : i);
        }

        // the first, then those up to 500, then those up to 1,000
        assertThat(went).containsExactly(0.0, 3.0, 9.0);
    }

    @Test
    void next_manyAtOnce_areBounded() {
        old();
        for (int i = 0; i < 100_000; i++) {
            value(i == 0 ? 0 : 1, i);
        }
        value(600, 0);

        assertThat(went).hasSize(2);
        assertThat(went.get(1)).isBetween(40_000.0, 60_000.0);
    }

    @Test
    void next_late_goesOn() {
        value(10_000, 1);
        value(2_000, 2);
        value(11_000, 3);

        assertThat(went).containsExactly(1.0, 2.0, 3.0);
    }
}
