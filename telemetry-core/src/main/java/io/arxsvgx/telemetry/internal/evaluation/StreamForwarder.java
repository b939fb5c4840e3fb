// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.evaluation;

import io.arxsvgx.telemetry.internal.alert.SeriesClock;
import io.arxsvgx.telemetry.internal.label.CombinedValues;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.SeriesStream;
import io.arxsvgx.telemetry.internal.state.StreamMembership;

/** The passing of the events of a series to the streams that it is a member of. Confined to the loop. */
final class StreamForwarder {
    private final StreamLinker links;
    private final SeriesClock clock;
    private final Target target;
    private final long staleAfter;

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
        for (StreamMembership membership : memberships) {
            SeriesStream stream = links.stream(membership, member);
            if (stream == null) {
                continue;
            }
            SeriesState state = stream.state();
            if (stream.inputs.length > 0) {
                // while the deciding input is still that of the previous event
                target.deadlinesBefore(state, ownTime, time);
                stream.next(membership);
            }
            if (stream.combined == null) {
                target.event(state, value, ownTime, ownTime ? time : state.timeOfArrival(clock.now()), status);
            } else if (!isLate) {
                combine(stream.combined, membership, state, value, ownTime, time, status);
            }
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
