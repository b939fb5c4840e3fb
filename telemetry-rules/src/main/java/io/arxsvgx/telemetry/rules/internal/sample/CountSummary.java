// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.sample;

/** The number of values, which every window has. Confined to the processor thread. */
public final class CountSummary extends ValueSummary {
    public CountSummary() {
        super(0);
    }

    @Override
    void write(long[] entry, double value) {}

    @Override
    void merge(long[] left, int l, long[] right, int r, long[] into, int to) {}

    @Override
    public double figure(SampleWindow window) {
        return window.count();
    }

    @Override
    boolean isValid(long[] numbers, int position) {
        return true;
    }
}
