// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

/**
 * What an event of a quiet series needs of it, beside its numbers: fields that are read or written with each event stand
 * together. Confined to the loop, but for {@code time}, which any thread may read, racily.
 */
class QuietSeries extends History {
    /** By what handles name this series; none once it is forgotten. */
    long token;
    /** Time of the newest event, in nanoseconds since 1970. */
    long time = Long.MIN_VALUE;
    /** The monotonic clock at the newest event. */
    long clock;
    /** The series is quiet until it has had so many events. */
    long quietUntil;
    /** Values strictly between these need no look by the conditions that look at the present value alone. */
    double quietAbove;

    double quietBelow;
    /** The rules that watch this series. */
    Plan plan = Plan.NONE;
    /** The rules' version that the plan was made for. */
    int planVersion = -1;
    /** The series of the same type, this one among them until it is forgotten. */
    final TypeIndex index;

    QuietSeries(String source, TypeIndex index, History.Budget budget) {
        super(source, index.type, budget);
        this.index = index;
    }

    /**
     * Whether an event of a time, with status OK, needs no more than to be added, and a glance by the conditions that keep
     * a state: no alert is open, the rules are the same, and there is room.
     */
    final boolean isQuiet(long at, double value) {
        return count() < quietUntil && at >= time && value > quietAbove && value < quietBelow && hasPlan();
    }

    /** Whether the plan is that of the present rules. */
    final boolean hasPlan() {
        return planVersion == index.version;
    }

    /** Reads what the next event will need first, so that it lies near when that comes; answers nothing of meaning. */
    final int readAhead() {
        return touch();
    }

    /** Adds an event to a quiet series. */
    final void addQuiet(long at, long monotonic, double value) {
        time = at;
        clock = monotonic;
        add(at, value);
    }
}
