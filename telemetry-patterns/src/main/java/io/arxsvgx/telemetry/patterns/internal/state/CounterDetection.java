// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.state;

/** Tells series that count something from those that measure it. */
public final class CounterDetection {
    private CounterDetection() {}

    /**
     * Whether the values are whole (or the middle of two), never fall, and rise now more, now less, as a counter's do:
     * rising is no news of it.
     */
    public static boolean are(double[] values) {
        boolean uneven = false;
        for (int i = 1; i < values.length; i++) {
            double step = values[i] - values[i - 1];
            if (step < 0 || 2 * values[i] != Math.rint(2 * values[i])) {
                return false;
            }
            uneven |= i > 1 && step != values[i - 1] - values[i - 2];
        }
        return uneven;
    }
}
