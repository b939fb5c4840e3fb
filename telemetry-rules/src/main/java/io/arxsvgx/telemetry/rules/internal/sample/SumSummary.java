// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.sample;

/** The sum of the values, as an {@link ExtendedSum}, or their mean. Confined to the processor thread. */
public final class SumSummary extends ValueSummary {
    private static final int SUM = SampleRing.NUMBERS;

    private final boolean isMean;

    private SumSummary(boolean isMean) {
        super(ExtendedSum.NUMBERS);
        this.isMean = isMean;
    }

    public static SumSummary ofSum() {
        return new SumSummary(false);
    }

    public static SumSummary ofMean() {
        return new SumSummary(true);
    }

    @Override
    void write(long[] entry, double value) {
        ExtendedSum.set(entry, SUM, value);
    }

    @Override
    void merge(long[] left, int l, long[] right, int r, long[] into, int to) {
        ExtendedSum.add(left, l + SUM, right, r + SUM, into, to + SUM);
    }

    @Override
    public double figure(SampleWindow window) {
        return ExtendedSum.dividedBy(window.total(), SUM, isMean ? (double) window.count() : 1);
    }

    @Override
    boolean isValid(long[] numbers, int position) {
        return ExtendedSum.isValid(numbers, position + SUM);
    }
}
