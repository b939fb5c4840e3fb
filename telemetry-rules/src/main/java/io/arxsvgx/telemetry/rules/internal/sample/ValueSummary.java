// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.sample;

/** A summary from which one figure of the values is computed. Confined to the processor thread. */
public abstract class ValueSummary extends CommutativeSummary {
    ValueSummary(int numbers) {
        super(numbers);
    }

    /** Writes the summary of one value into an entry, without its time. */
    public final void set(long[] entry, double value) {
        entry[COUNT] = 1;
        write(entry, value);
    }

    abstract void write(long[] entry, double value);

    /** Returns a figure that compares with the limit as that of the window does, which has at least one value. */
    public abstract double figure(SampleWindow window);

    /** Returns the figure for an explanation, which may take longer. */
    public double explained(SampleWindow window) {
        return figure(window);
    }
}
