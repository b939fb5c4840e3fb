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

    /** Whether the inputs are conditions. */
    public final boolean isComposite;
    /** The inputs of the newest event, as bits. */
    private long inputsOfEvent;
    /** The last membership of the event that follows, its value and its time; null between events. */
    private @Nullable StreamMembership next;

    private double nextValue;
    private long nextTime;
    private long inputsOfNext;

    /** The time after which an input is stale. */
    final long staleAfter;

    /** The present series of the stream; another one after it has expired. */
    SeriesState state;

    SeriesStream(StreamSelector selector, SeriesState state, long staleAfter) {
        ActiveRule joined = state.index.joined();
        this.inputs = new StreamMembership[joined == null ? 0 : joined.inputs.size()];
        this.isComposite = joined != null && joined.isComposite();
        this.staleAfter = staleAfter;
        Combination combine = selector.combine();
        this.combined = combine == null ? null : new CombinedValues(combine);
        this.state = state;
    }

    /** Adds a membership to the event that follows, which may be of several; returns whether it is the first one. */
    public boolean addToNext(StreamMembership membership, double value, long time) {
        boolean isFirst = next == null;
        inputsOfNext = isFirst ? 0 : inputsOfNext;
        nextTime = isFirst ? time : Math.max(time, nextTime);
        nextValue = value;
        next = membership;
        for (int i = 0; i < inputs.length; i++) {
            if (membership.isOf(i)) {
                inputs[i] = membership;
                inputsOfNext |= 1L << i;
            }
        }
        return isFirst;
    }

    public double nextValue() {
        return nextValue;
    }

    /** Returns the time of the event that follows, in the series time of its member. */
    public long nextTime() {
        return nextTime;
    }

    /** Makes the event that follows the newest one. */
    public void beginNext() {
        current = next;
        inputsOfEvent = inputsOfNext;
        next = null;
    }

    /** Removes the event that follows, after a fatal error. */
    public void dropNext() {
        next = null;
    }

    /** Returns whether the newest event is of an input. */
    boolean isOf(int input) {
        return (inputsOfEvent >>> input & 1) != 0;
    }

    /** Returns the membership by which the newest event is of an input; null if it is not. */
    @Nullable
    StreamMembership newest(int input) {
        return isOf(input) ? inputs[input] : null;
    }

    /** Returns the present series of the stream. */
    public SeriesState state() {
        return state;
    }
}
