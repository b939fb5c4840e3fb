// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

import static io.arxsvgx.telemetry.rules.internal.window.ExactWindow.assertNear;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten million values of 1e9 ± 1e-3 with outliers of 1e15 among them, compared with exact arithmetic now and then. */
class SlidingAccuracyTest {
    private static final int UPDATES = 10_000_000;
    private static final int OUTLIER_EVERY = 1_250_000;

    private final Random random = new Random(20260101);

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1_000, 10_000})
    void figures_tenMillionUpdates_stayExact(int window) {
        SlidingSlope statistics = new SlidingSlope(window);
        WindowedSeries series = new WindowedSeries(statistics);
        ExactWindow exact = new ExactWindow(window);
        for (int i = 0; i < UPDATES; i++) {
            double value = value(i);
            series.take(value);
            exact.add(value);
            int sinceOutlier = i % OUTLIER_EVERY;
            boolean outlierHasLeft = i > OUTLIER_EVERY && sinceOutlier == window;
            boolean outlierIsThere = i > OUTLIER_EVERY && sinceOutlier == window / 2;
            if (i == window / 2 || outlierIsThere || outlierHasLeft || i == UPDATES - 1) {
                BigDecimal deviation = exact.deviation();
                assertNear("mean", statistics.mean(), exact.mean(), deviation.doubleValue());
                assertNear("deviation", statistics.deviation(), deviation, deviation.doubleValue());
                assertNear("slope", statistics.slope(), exact.slope(), deviation.doubleValue());
            }
        }
    }

    private double value(int i) {
        return i % OUTLIER_EVERY == 0 ? 1e15 : 1e9 + (random.nextInt(2_001) - 1_000) * 1e-6;
    }
}
