// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.sample;

/** The least or the greatest value. Confined to the processor thread. */
public final class ExtremeSummary extends ValueSummary {
    private static final int EXTREME = SampleRing.NUMBERS;

    private final boolean isMaximum;

    private ExtremeSummary(boolean isMaximum) {
        super(1);
        this.isMaximum = isMaximum;
    }

    public static ExtremeSummary ofMinimum() {
        return new ExtremeSummary(false);
    }

    public static ExtremeSummary ofMaximum() {
        return new ExtremeSummary(true);
    }

    @Override
    void write(long[] entry, double value) {
        number(entry, EXTREME, value);
    }

    @Override
    void merge(long[] left, int l, long[] right, int r, long[] into, int to) {
        double one = number(left, l + EXTREME);
        double other = number(right, r + EXTREME);
        number(into, to + EXTREME, isMaximum ? Math.max(one, other) : Math.min(one, other));
    }

    @Override
    public double figure(SampleWindow window) {
        return number(window.total(), EXTREME);
    }

    @Override
    boolean isValid(long[] numbers, int position) {
        return Double.isFinite(number(numbers, position + EXTREME));
    }
}
