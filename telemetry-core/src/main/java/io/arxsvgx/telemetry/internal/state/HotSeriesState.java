// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

/**
 * What an event on the fast path needs of it, beside its numbers: fields that are read or written with each event stand
 * together. Confined to the loop, but for {@code time}, which any thread may read, racily.
 */
class HotSeriesState extends SeriesBuffer {
    /** By what handles name this series; none once it is forgotten. */
    public long token;
    /** Marks a series whose newest event carried a time, so that series time is what is shown. */
    public static final long OWN_TIME = Long.MIN_VALUE;

    /** Series time of the newest event, in nanoseconds since 1970. */
    public long time = Long.MIN_VALUE;
    /** The monotonic clock at the newest event. */
    public long clock;
    /**
     * Added to series time, with the offset of the wall clock, for showing it where the newest event carried no time: by
     * how much the monotonic clock, stops included, is ahead of series time. {@link #OWN_TIME} where it carried one.
     */
    public long shownBase = OWN_TIME;
    /** The series is on the fast path until it has had so many events. */
    long fastPathValidUntil;
    /** Values strictly between these need no look by the conditions that look at the present value alone. */
    double normalAbove;

    double normalBelow;
    /** Whether the plan has an evaluator to be called for an event on the fast path. */
    public boolean hasEvaluators;
    /** The rules that watch this series. */
    public EvaluationPlan plan = EvaluationPlan.NONE;
    /** The rules' version that the plan was made for. */
    public int planVersion = -1;
    /** The series of the same type, this one among them until it is forgotten. */
    public final TypeIndex index;

    HotSeriesState(String source, TypeIndex index, SeriesBuffer.Budget budget) {
        super(source, index.type, budget);
        this.index = index;
    }

    /**
     * Whether an event in order, with status OK, needs no more than to be added, and a glance by the conditions that keep
     * a state: no alert is open, the rules are the same, there is room, and the series has not expired.
     */
    public final boolean isOnFastPath(long at, double value, long expiry) {
        return count() < fastPathValidUntil
                && at - time <= expiry
                && value > normalAbove
                && value < normalBelow
                && hasPlan();
    }

    /** Whether the newest event carried a time. */
    public final boolean hasOwnTime() {
        return shownBase == OWN_TIME;
    }

    /** Series time of an event without a time: by the monotonic clock, which never steps. */
    public final long timeOfArrival(long monotonic) {
        return time + (monotonic - clock);
    }

    /** Whether the plan is that of the present rules. */
    public final boolean hasPlan() {
        return planVersion == index.version;
    }

    /** Reads what the next event will need first, so that it lies near when that comes; answers nothing of meaning. */
    public final int readAhead() {
        return touch();
    }

    /** Reads all that an event on the fast path will need, for several series before the first of them is evaluated. */
    public final int readAllAhead() {
        return touchNext() + (int) fastPathValidUntil + index.version;
    }

    /** Whether this is the series of a source and a type. */
    public final boolean isNamed(String source, String type) {
        return source().equals(source) && type().equals(type);
    }

    /** Adds an event to a series on the fast path. */
    public final void addOnFastPath(long at, long monotonic, double value) {
        time = at;
        clock = monotonic;
        add(at, value);
    }
}
