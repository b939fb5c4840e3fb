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

    /** The newest memberships by input, of a rule over several series; empty for another stream. */
    public final @Nullable StreamMembership[] inputs;
    /** The membership whose event is the newest, of a rule over several series. */
    public @Nullable StreamMembership current;

    /** The time after which an input is stale. */
    final long staleAfter;

    /** The present series of the stream; another one after it has expired. */
    SeriesState state;

    SeriesStream(StreamSelector selector, SeriesState state, long staleAfter) {
        ActiveRule joined = state.index.joined();
        this.inputs = new StreamMembership[joined == null ? 0 : joined.inputs.size()];
        this.staleAfter = staleAfter;
        Combination combine = selector.combine();
        this.combined = combine == null ? null : new CombinedValues(combine);
        this.state = state;
    }

    /** Sets the membership whose event follows. */
    public void next(StreamMembership membership) {
        current = membership;
        for (int i = 0; i < inputs.length; i++) {
            if (membership.isOf(i)) {
                inputs[i] = membership;
            }
        }
    }

    /** Returns the present series of the stream. */
    public SeriesState state() {
        return state;
    }
}
