// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.forecast;

/** What is expected of a series of equal steps, with its prediction interval. Immutable. */
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
     * How it was computed.
     *
     * @return a method's name, or several joined by {@code +}
     */
    public String method() {
        return method;
    }

    /**
     * The period that was found.
     *
     * @return in steps; 0 for none
     */
    public int period() {
        return period;
    }

    /**
     * How many values it rests on.
     *
     * @return 1 or more
     */
    public int basedOn() {
        return basedOn;
    }

    /**
     * How far it reaches.
     *
     * @return 1 or more steps
     */
    public int horizon() {
        return expected.length;
    }

    /**
     * The expected value.
     *
     * @param step from 0, the step after the last value
     * @return the value
     */
    public double expected(int step) {
        return expected[step];
    }

    /**
     * The interval's lower end.
     *
     * @param step from 0, the step after the last value
     * @return the value
     */
    public double low(int step) {
        return low[step];
    }

    /**
     * The interval's upper end.
     *
     * @param step from 0, the step after the last value
     * @return the value
     */
    public double high(int step) {
        return high[step];
    }
}
