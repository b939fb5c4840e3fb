// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.internal.storage.SeriesBuffer;
import io.arxsvgx.telemetry.text.LabelSet;

/**
 * The fields of a series that an event on the fast path reads or writes, beside its numbers, next to each other in
 * memory. Confined to the loop, except {@code time}, which any thread may read, racily.
 */
class HotSeriesState extends SeriesBuffer {
    /** The token by which handles refer to this series; none once it is removed. */
    public long token;
    /** The marker of a series whose newest event has a time, so that series time is displayed. */
    public static final long OWN_TIME = Long.MIN_VALUE;

    /** Series time of the newest event, in nanoseconds since 1970. */
    public long time = Long.MIN_VALUE;
    /** The monotonic clock at the newest event. */
    public long clock;
    /**
     * The base of displayed times if the newest event has no time: the difference of the monotonic clock, including
     * stops, and series time, to which the offset of the wall clock is added. {@link #OWN_TIME} if it has one.
     */
    public long shownBase = OWN_TIME;
    /** The number of the last event for which the series is on the fast path. */
    long fastPathValidUntil;
    /** The interval of values that are normal for all conditions that depend on the present value alone. */
    double normalAbove;

    double normalBelow;
    /**
     * The series time up to which the verdicts of evaluators with deadlines stay as they are if no event comes; events on
     * the fast path delay it, without a change of this field.
     */
    public long quietUntil = Long.MAX_VALUE;
    /** Whether the plan has an evaluator that must be called for an event on the fast path. */
    public boolean hasEvaluators;
    /** The rules that watch this series. */
    public EvaluationPlan plan = EvaluationPlan.NONE;
    /** The version of the rules for which the plan was created. */
    public int planVersion = -1;
    /** The index of the series of the same type, with this one until it is removed. */
    public final TypeIndex index;

    /** The labels that identify the series, with source and type. */
    public final LabelSet labels;

    HotSeriesState(String source, TypeIndex index, LabelSet labels, SeriesBuffer.Budget budget) {
        super(source, index.type, budget);
        this.index = index;
        this.labels = labels;
    }

    /**
     * Returns whether an event in order, with status OK, can be processed on the fast path: no alert is open, the rules
     * are the same, there is room, and the series has not expired.
     */
    public final boolean isOnFastPath(long at, double value, long expiry) {
        return count() < fastPathValidUntil
                && at - time <= expiry
                && at <= quietUntil
                && value > normalAbove
                && value < normalBelow
                && hasPlan();
    }

    /** Returns whether the newest event has a time. */
    public final boolean hasOwnTime() {
        return shownBase == OWN_TIME;
    }

    /** Returns the series time of an event without a time, by the monotonic clock, which never steps. */
    public final long timeOfArrival(long monotonic) {
        return time + (monotonic - clock);
    }

    /** Returns whether the plan is that of the present rules. */
    public final boolean hasPlan() {
        return planVersion == index.version;
    }

    /** Prefetches the data that the next event needs first; the result has no meaning. */
    public final int readAhead() {
        return touch();
    }

    /** Prefetches the data of an event on the fast path, for several series before the first of them is evaluated. */
    public final int readAllAhead() {
        return touchNext() + (int) fastPathValidUntil + index.version;
    }

    /** Returns whether this is the series of a source, a type and labels. */
    public final boolean isNamed(String source, String type, LabelSet others) {
        return source().equals(source) && type().equals(type) && labels.isSame(others);
    }

    @Override
    public final String toString() {
        return source() + "/" + type() + labels.describe();
    }

    /** Adds an event to a series on the fast path. */
    public final void addOnFastPath(long at, long monotonic, double value) {
        time = at;
        clock = monotonic;
        add(at, value);
    }
}
