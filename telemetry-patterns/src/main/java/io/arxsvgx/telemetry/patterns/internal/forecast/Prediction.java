// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

/** A forecast of a series of equal steps, with its prediction interval. Immutable. */
public final class Prediction {
    private final String method;
    private final int period;
    private final int basedOn;
    private final double[] expected;
    private final double[] low;
    private final double[] high;

    Prediction(String method, int period, int basedOn, double[] expected, double[] low, double[] high) {
        this.method = method;
        this.period = period;
        this.basedOn = basedOn;
        this.expected = expected;
        this.low = low;
        this.high = high;
    }

    /**
     * Returns the method.
     *
     * @return a method's name, or several joined by {@code +}
     */
    public String method() {
        return method;
    }

    /**
     * Returns the period that was found.
     *
     * @return in steps; 0 for none
     */
    public int period() {
        return period;
    }

    /**
     * Returns the number of values that the forecast is based on.
     *
     * @return 1 or more
     */
    public int basedOn() {
        return basedOn;
    }

    /**
     * Returns the horizon.
     *
     * @return 1 or more steps
     */
    public int horizon() {
        return expected.length;
    }

    /**
     * Returns the expected value.
     *
     * @param step from 0, the step after the last value
     * @return the value
     */
    public double expected(int step) {
        return expected[step];
    }

    /**
     * Returns the lower end of the interval.
     *
     * @param step from 0, the step after the last value
     * @return the value
     */
    public double low(int step) {
        return low[step];
    }

    /**
     * Returns the upper end of the interval.
     *
     * @param step from 0, the step after the last value
     * @return the value
     */
    public double high(int step) {
        return high[step];
    }
}
