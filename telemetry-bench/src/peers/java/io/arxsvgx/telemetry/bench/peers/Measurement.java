// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.peers;

/** An event for the peers. */
public final class Measurement {
    private final String source;
    private final int index;
    private final double value;

    Measurement(String source, int index, double value) {
        this.source = source;
        this.index = index;
        this.value = value;
    }

    /** Returns the source. */
    public String getSource() {
        return source;
    }

    /** Returns its number in the series. */
    public int getIndex() {
        return index;
    }

    /** Returns the measured value. */
    public double getValue() {
        return value;
    }
}
