// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.rules.internal.group.NumberFormatting;
import java.math.BigDecimal;
import java.math.MathContext;

/** A window over the last values of a series, with statistics that are computed exactly from all values. */
public final class ExactWindow {
    private static final MathContext DIGITS = new MathContext(50);
    private static final double TOLERANCE = 1e-9;

    private final double[] ring;
    private final long[] times;
    private long added;

    public ExactWindow(int window) {
        ring = new double[window];
        times = new long[window];
    }

    public void add(double value) {
        add(value, 0);
    }

    public void add(double value, long time) {
        ring[(int) (added % ring.length)] = value;
        times[(int) (added % ring.length)] = time;
        added++;
    }

    public int count() {
        return (int) Math.min(added, ring.length);
    }

    /** The value that came as the {@code i}-th of those in the window, from 0. */
    double value(int i) {
        return ring[slot(i)];
    }

    public BigDecimal mean() {
        return sum().divide(BigDecimal.valueOf(count()), DIGITS);
    }

    public BigDecimal deviation() {
        BigDecimal n = BigDecimal.valueOf(count());
        BigDecimal squares = BigDecimal.ZERO;
        for (int i = 0; i < count(); i++) {
            BigDecimal x = new BigDecimal(value(i));
            squares = squares.add(x.multiply(x));
        }
        BigDecimal spread = n.multiply(squares).subtract(sum().multiply(sum()));
        return spread.sqrt(DIGITS).divide(n, DIGITS);
    }

    /** The slope over the index. */
    public BigDecimal slope() {
        BigDecimal cross = BigDecimal.ZERO;
        for (int i = 0; i < count(); i++) {
            cross = cross.add(new BigDecimal(value(i)).multiply(BigDecimal.valueOf(2L * i - count() + 1)));
        }
        long n = count();
        return cross.multiply(BigDecimal.valueOf(6)).divide(BigDecimal.valueOf(n * (n * n - 1)), DIGITS);
    }

    /** The slope over time, in seconds; null when there is none. */
    public BigDecimal slopePerSecond() {
        BigDecimal n = BigDecimal.valueOf(count());
        BigDecimal t = BigDecimal.ZERO;
        BigDecimal tt = BigDecimal.ZERO;
        BigDecimal tx = BigDecimal.ZERO;
        for (int i = 0; i < count(); i++) {
            BigDecimal time = BigDecimal.valueOf(times[slot(i)]);
            t = t.add(time);
            tt = tt.add(time.multiply(time));
            tx = tx.add(time.multiply(new BigDecimal(value(i))));
        }
        BigDecimal variance = n.multiply(tt).subtract(t.multiply(t));
        return variance.signum() == 0
                ? null
                : n.multiply(tx).subtract(t.multiply(sum())).movePointRight(9).divide(variance, DIGITS);
    }

    /** The deviation of the times, in seconds. */
    public double deviationOfTimes() {
        ExactWindow seconds = new ExactWindow(count());
        for (int i = 0; i < count(); i++) {
            seconds.add((double) times[slot(i)] - (double) times[slot(0)]);
        }
        return seconds.deviation().doubleValue() / 1e9;
    }

    /** Checks a figure to within a billionth of a unit, or two units in the last place where that is more. */
    public static void assertNear(String what, double actual, BigDecimal exact, double unit) {
        double error = error(actual, exact);
        double shown = NumberFormatting.finite(exact.doubleValue());
        double allowed = Math.max(TOLERANCE * unit, 2 * Math.ulp(shown));
        assertThat(error)
                .as("error of %s %s, exactly %s, unit %s", what, actual, exact.doubleValue(), unit)
                .isLessThanOrEqualTo(allowed);
    }

    static double error(double actual, BigDecimal exact) {
        assertThat(actual).isFinite();
        return new BigDecimal(actual).subtract(inRange(exact)).abs().doubleValue();
    }

    private static BigDecimal inRange(BigDecimal exact) {
        BigDecimal most = new BigDecimal(Double.MAX_VALUE);
        return exact.max(most.negate()).min(most);
    }

    private BigDecimal sum() {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < count(); i++) {
            sum = sum.add(new BigDecimal(value(i)));
        }
        return sum;
    }

    private int slot(int i) {
        return (int) ((added - count() + i) % ring.length);
    }
}
