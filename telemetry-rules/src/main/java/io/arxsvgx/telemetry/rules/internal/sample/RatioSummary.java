// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.sample;

/**
 * The ratio of two totals, the numerator and the denominator: each a sum of values or a number of events. The number of values
 * of an entry is that of the denominator's events. Confined to the processor thread.
 */
public final class RatioSummary extends CommutativeSummary {
    private static final int NUMERATOR = SampleRing.NUMBERS;
    private static final double SCALE = 0x1p-64;

    private final boolean isNumeratorCounted;
    private final boolean isDenominatorCounted;
    private final int denominator;

    public RatioSummary(boolean isNumeratorCounted, boolean isDenominatorCounted) {
        super((isNumeratorCounted ? 1 : ExtendedSum.NUMBERS) + (isDenominatorCounted ? 0 : ExtendedSum.NUMBERS));
        this.isNumeratorCounted = isNumeratorCounted;
        this.isDenominatorCounted = isDenominatorCounted;
        denominator = NUMERATOR + (isNumeratorCounted ? 1 : ExtendedSum.NUMBERS);
    }

    /** Writes the summary of one event into an entry, without its time. */
    public void set(long[] entry, double value, boolean isNumerator, boolean isDenominator) {
        entry[COUNT] = isDenominator ? 1 : 0;
        if (isNumeratorCounted) {
            entry[NUMERATOR] = isNumerator ? 1 : 0;
        } else {
            ExtendedSum.set(entry, NUMERATOR, isNumerator ? value : 0);
        }
        if (!isDenominatorCounted) {
            ExtendedSum.set(entry, denominator, isDenominator ? value : 0);
        }
    }

    @Override
    void merge(long[] left, int l, long[] right, int r, long[] into, int to) {
        if (isNumeratorCounted) {
            into[to + NUMERATOR] = left[l + NUMERATOR] + right[r + NUMERATOR];
        } else {
            ExtendedSum.add(left, l + NUMERATOR, right, r + NUMERATOR, into, to + NUMERATOR);
        }
        if (!isDenominatorCounted) {
            ExtendedSum.add(left, l + denominator, right, r + denominator, into, to + denominator);
        }
    }

    /** Returns the numerator, rounded to the nearest double. */
    public double numerator(SampleWindow window) {
        if (window.isEmpty()) {
            return 0;
        }
        long[] total = window.total();
        return isNumeratorCounted ? total[NUMERATOR] : ExtendedSum.rounded(total, NUMERATOR);
    }

    /** Returns the denominator, rounded to the nearest double. */
    public double denominator(SampleWindow window) {
        if (isDenominatorCounted || window.isEmpty()) {
            return window.count();
        }
        return ExtendedSum.rounded(window.total(), denominator);
    }

    /** Returns the quotient of the rounded totals; NaN if the denominator is 0. */
    public double ratio(SampleWindow window) {
        double dividend = numerator(window);
        double divisor = denominator(window);
        if (divisor == 0) {
            return Double.NaN;
        }
        boolean isFinite = Double.isFinite(dividend) && Double.isFinite(divisor);
        return isFinite ? dividend / divisor : scaledNumerator(window) / scaledDenominator(window);
    }

    private double scaledNumerator(SampleWindow window) {
        long[] total = window.total();
        return isNumeratorCounted ? total[NUMERATOR] * SCALE : ExtendedSum.scaled(total, NUMERATOR);
    }

    private double scaledDenominator(SampleWindow window) {
        return isDenominatorCounted ? window.count() * SCALE : ExtendedSum.scaled(window.total(), denominator);
    }

    @Override
    boolean isValid(long[] numbers, int position) {
        boolean isNumerator = isNumeratorCounted
                ? isCount(numbers[position + NUMERATOR])
                : ExtendedSum.isValid(numbers, position + NUMERATOR);
        return isNumerator && (isDenominatorCounted || ExtendedSum.isValid(numbers, position + denominator));
    }
}
