// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/**
 * An interval in which a figure must be, by exact arithmetic over the values and the accuracy that the figure states.
 *
 * @param least the least figure
 * @param greatest the greatest figure; the same as the least where the figure is exact
 */
record NaiveFigure(double least, double greatest) {
    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal MAX = new BigDecimal(Double.MAX_VALUE);
    private static final BigDecimal TINY = new BigDecimal(8 * Double.MIN_VALUE);
    private static final double ANY = Double.POSITIVE_INFINITY;

    static NaiveFigure exactly(double figure) {
        return new NaiveFigure(figure, figure);
    }

    private static NaiveFigure within(BigDecimal figure, BigDecimal error) {
        return new NaiveFigure(
                figure.subtract(error, DIGITS).doubleValue(),
                figure.add(error, DIGITS).doubleValue());
    }

    boolean isExact() {
        return least == greatest;
    }

    static BigDecimal sum(List<Double> values) {
        return values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A sum of double-doubles, divided. */
    static NaiveFigure sum(List<Double> values, int divisor) {
        BigDecimal by = BigDecimal.valueOf(divisor);
        if (!hasWideSpan(values)) {
            return exactly(nearest(sum(values), by));
        }
        BigDecimal magnitude =
                values.stream().map(value -> new BigDecimal(value).abs()).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal error = magnitude.multiply(new BigDecimal(values.size() * 0x1p-104), DIGITS);
        return within(sum(values).divide(by, DIGITS), error.divide(by, DIGITS));
    }

    /** The double nearest to an exact quotient, of two equally near ones that with an even last bit. */
    private static double nearest(BigDecimal dividend, BigDecimal divisor) {
        double about = dividend.divide(divisor, DIGITS).doubleValue();
        if (Double.isInfinite(about)) {
            return about;
        }
        double nearest = about;
        for (double other : new double[] {Math.nextDown(about), Math.nextUp(about)}) {
            int compared = Double.isInfinite(other)
                    ? 1
                    : distance(other, dividend, divisor).compareTo(distance(nearest, dividend, divisor));
            if (compared < 0 || (compared == 0 && (Double.doubleToLongBits(other) & 1) == 0)) {
                nearest = other;
            }
        }
        return nearest;
    }

    private static BigDecimal distance(double quotient, BigDecimal dividend, BigDecimal divisor) {
        return new BigDecimal(quotient).multiply(divisor).subtract(dividend).abs();
    }

    /** Returns whether the bits of all values and their sums are not within a span of 104 bits. */
    private static boolean hasWideSpan(List<Double> values) {
        double greatest = values.stream().mapToDouble(Math::abs).max().orElse(0);
        double least = values.stream()
                .filter(value -> value != 0)
                .mapToDouble(value -> Math.ulp(value))
                .min()
                .orElse(1);
        return Math.getExponent(greatest)
                        + Integer.SIZE
                        - Integer.numberOfLeadingZeros(values.size())
                        - Math.getExponent(least)
                > 100;
    }

    static NaiveFigure deviation(List<Double> values) {
        BigDecimal n = BigDecimal.valueOf(values.size());
        BigDecimal mean = sum(values).divide(n, DIGITS);
        BigDecimal squares = values.stream()
                .map(value -> new BigDecimal(value).subtract(mean).pow(2, DIGITS))
                .reduce(BigDecimal.ZERO, (a, b) -> a.add(b, DIGITS));
        boolean isConstant = values.stream().distinct().count() == 1;
        BigDecimal deviation =
                isConstant ? BigDecimal.ZERO : squares.divide(n, DIGITS).sqrt(DIGITS);
        BigDecimal error = isConstant
                ? BigDecimal.ZERO
                : deviation.multiply(new BigDecimal("1e-12")).add(TINY);
        return within(deviation, error);
    }

    /** The definition of NumPy's default, of type 7 of Hyndman and Fan. */
    static NaiveFigure quantile(List<Double> values, double quantile) {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        double rank = quantile * (sorted.length - 1);
        int lower = (int) Math.floor(rank);
        double from = sorted[lower];
        double to = sorted[Math.min(lower + 1, sorted.length - 1)];
        double share = rank - lower;
        if (share == 0 || from == to) {
            return exactly(from);
        }
        double figure = Double.isInfinite(to - from) ? (1 - share) * from + share * to : from + share * (to - from);
        return exactly(Math.max(from, Math.min(to, figure)));
    }

    /** The changes between consecutive values per second. */
    static NaiveFigure rate(double[] values, long nanos, boolean isCounter) {
        BigDecimal increase = BigDecimal.ZERO;
        BigDecimal magnitude = BigDecimal.ZERO;
        for (int i = 1; i < values.length; i++) {
            BigDecimal change = new BigDecimal(values[i]);
            if (!isCounter || values[i] >= values[i - 1]) {
                change = change.subtract(new BigDecimal(values[i - 1]));
            }
            increase = increase.add(change);
            magnitude = magnitude.add(change.abs());
        }
        if (isCounter && magnitude.compareTo(MAX) > 0) {
            return new NaiveFigure(-ANY, ANY);
        }
        BigDecimal seconds = BigDecimal.valueOf(nanos, 9);
        BigDecimal rate = increase.divide(seconds, DIGITS);
        BigDecimal error = isCounter
                ? magnitude.divide(seconds, DIGITS).multiply(new BigDecimal("1e-12"))
                : rate.abs().multiply(new BigDecimal("1e-15"));
        return within(rate, error.add(TINY));
    }

    static NaiveFigure ratio(NaiveFigure dividend, NaiveFigure divisor) {
        if (!dividend.isExact() || !divisor.isExact()) {
            return new NaiveFigure(-ANY, ANY);
        }
        return exactly(dividend.least / divisor.least);
    }

    /** The ratio of sums of which one is beyond the range of a double. */
    static NaiveFigure ratioOfHuge(BigDecimal dividend, BigDecimal divisor) {
        BigDecimal ratio = dividend.divide(divisor, DIGITS);
        return within(ratio, ratio.abs().multiply(new BigDecimal("1e-15")).add(TINY));
    }

    static double[] array(List<Double> values) {
        return Arrays.stream(values.toArray(Double[]::new))
                .mapToDouble(value -> value)
                .toArray();
    }
}
