// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.internal.label.CombinedValues;
import io.arxsvgx.telemetry.internal.label.StreamSelector;
import io.arxsvgx.telemetry.rule.Combination;
import org.jspecify.annotations.Nullable;

/** The events of several series that some rules evaluate as one series. Confined to the loop. */
public final class SeriesStream {
    /** The newest values of the members; null if the stream consists of their events. */
    public final @Nullable CombinedValues combined;

    /** The present series of the stream; another one after it has expired. */
    SeriesState state;

    SeriesStream(StreamSelector selector, SeriesState state) {
        Combination combine = selector.combine();
        this.combined = combine == null ? null : new CombinedValues(combine);
        this.state = state;
    }

    /** Returns the present series of the stream. */
    public SeriesState state() {
        return state;
    }
}
