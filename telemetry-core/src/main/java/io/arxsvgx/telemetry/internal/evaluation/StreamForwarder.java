// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.evaluation;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.internal.alert.SeriesClock;
import io.arxsvgx.telemetry.internal.label.CombinedValues;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.SeriesStream;
import io.arxsvgx.telemetry.internal.state.StreamMembership;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The passing of the events of a series to the streams that it is a member of. Confined to the loop. */
final class StreamForwarder {
    private final StreamLinker links;
    private final SeriesClock clock;
    private final Target target;
    private final long staleAfter;
    /** The streams of composed rules that the present event belongs to, which are evaluated once, after its other streams. */
    private @Nullable SeriesStream[] waiting = new SeriesStream[8];

    private int waitingCount;
    /** How many calls of {@link #forward} are under way: an event of a stream is passed on too. */
    private int depth;

    StreamForwarder(StreamLinker links, SeriesClock clock, long staleAfter, Target target) {
        this.links = links;
        this.clock = clock;
        this.staleAfter = staleAfter;
        this.target = target;
    }

    /** Processes an event of a stream. */
    interface Target {
        void event(SeriesState stream, double value, boolean ownTime, long time, String status);

        /** Processes the deadlines of a stream before an event. */
        void deadlinesBefore(SeriesState stream, boolean ownTime, long time);
    }

    /**
     * Passes an event on.
     *
     * @param time the event's time in series time
     * @param isLate whether the member has newer events, so that its newest value is another one
     */
    void forward(
            StreamMembership[] memberships,
            SeriesState member,
            double value,
            boolean ownTime,
            long time,
            String status,
            boolean isLate) {
        depth++;
        try {
            for (StreamMembership membership : memberships) {
                SeriesStream stream = links.stream(membership, member);
                if (stream == null) {
                    continue;
                }
                if (stream.inputs.length > 0) {
                    add(stream, membership, value, ownTime, time, status);
                } else if (stream.combined == null) {
                    event(stream.state(), value, ownTime, time, status);
                } else if (!isLate) {
                    combine(stream.combined, membership, stream.state(), value, ownTime, time, status);
                }
            }
            for (int i = 0; depth == 1 && i < waitingCount; i++) {
                evaluate(requireNonNull(waiting[i]), ownTime, status);
            }
        } finally {
            if (--depth == 0) {
                clearWaiting();
            }
        }
    }

    private void add(
            SeriesStream stream, StreamMembership membership, double value, boolean ownTime, long time, String status) {
        boolean isFirst = stream.addToNext(membership, value, time);
        if (!stream.isComposite) {
            evaluate(stream, ownTime, status);
        } else if (isFirst) {
            if (waitingCount == waiting.length) {
                waiting = Arrays.copyOf(waiting, 2 * waitingCount);
            }
            waiting[waitingCount++] = stream;
        }
    }

    private void evaluate(SeriesStream stream, boolean ownTime, String status) {
        // while the deciding input is still that of the previous event
        target.deadlinesBefore(stream.state(), ownTime, stream.nextTime());
        stream.beginNext();
        event(stream.state(), stream.nextValue(), ownTime, stream.nextTime(), status);
    }

    private void event(SeriesState stream, double value, boolean ownTime, long time, String status) {
        target.event(stream, value, ownTime, ownTime ? time : stream.timeOfArrival(clock.now()), status);
    }

    private void clearWaiting() {
        while (waitingCount > 0) {
            requireNonNull(waiting[--waitingCount]).dropNext();
            waiting[waitingCount] = null;
        }
    }

    private void combine(
            CombinedValues values,
            StreamMembership membership,
            SeriesState state,
            double value,
            boolean ownTime,
            long time,
            String status) {
        long before = state.time;
        clock.skipDowntime(state, ownTime, time);
        if (state.time != before) {
            values.shift(state.time - before);
        }
        long arrival = state.time == Long.MIN_VALUE ? clock.wallNow() : state.timeOfArrival(clock.now());
        long own = ownTime ? time : arrival;
        values.set(membership.place(), value, own);
        long at = Math.max(values.newest(), state.time);
        values.expire(at - staleAfter);
        double combined = values.value();
        if (Math.abs(combined) <= Double.MAX_VALUE) {
            target.event(state, combined, ownTime, at, status);
        }
    }
}
