// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.state;

/** A test whether a series is a counter rather than a measurement. */
public final class CounterDetection {
    private CounterDetection() {}

    /**
     * Returns whether the values are those of a counter: whole (or the middle of two), never falling, and rising
     * unevenly. A rise of a counter is not reported.
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
