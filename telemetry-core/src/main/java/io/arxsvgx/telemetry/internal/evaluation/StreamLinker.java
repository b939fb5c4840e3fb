// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.evaluation;

import io.arxsvgx.telemetry.internal.alert.SeriesClock;
import io.arxsvgx.telemetry.internal.concurrent.SingleWriterCounter;
import io.arxsvgx.telemetry.internal.state.ActiveRule;
import io.arxsvgx.telemetry.internal.state.EvaluationPlan;
import io.arxsvgx.telemetry.internal.state.SeriesRegistry;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.SeriesStream;
import io.arxsvgx.telemetry.internal.state.StreamMembership;
import io.arxsvgx.telemetry.internal.state.TypeIndex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The membership of series in the streams of rules. Confined to the loop, except the counter. */
public final class StreamLinker {
    /** The number of events that a stream did not receive, since there were too many series. */
    public final SingleWriterCounter refused = new SingleWriterCounter();

    private final SeriesRegistry registry;
    private final SeriesClock clock;

    public StreamLinker(SeriesRegistry registry, SeriesClock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Makes a series a member of the streams of the present rules, and of no others. Streams that combine values get its
     * newest one at once.
     */
    void link(SeriesState member) {
        TypeIndex index = member.index;
        List<TypeIndex> streams = new ArrayList<>(index.selector == null ? index.streamsOf(member) : List.of());
        addJoined(streams, member);
        if (streams.isEmpty() && member.memberships == null) {
            return;
        }
        member.joinStreams(streams);
        joinInputs(member);
        StreamMembership[] memberships = member.memberships;
        if (memberships != null && member.count() > 0) {
            for (StreamMembership one : memberships) {
                if (one.isCombined()) {
                    stream(one, member);
                }
            }
        }
    }

    /** Makes a series known to the streams of which it is an input, before its next event. */
    private void joinInputs(SeriesState member) {
        for (EvaluationPlan.Kind kind : member.plan.kinds) {
            for (ActiveRule rule : kind.rules) {
                StreamMembership membership = member.membershipOf(rule);
                SeriesStream stream = membership == null ? null : stream(membership, member);
                if (stream != null && stream.inputs[rule.input] == null) {
                    stream.inputs[rule.input] = membership;
                }
            }
        }
    }

    /** Adds the streams of the rules of which rules on the member are parts. */
    private static void addJoined(List<TypeIndex> streams, SeriesState member) {
        for (EvaluationPlan.Kind kind : member.plan.kinds) {
            for (ActiveRule rule : kind.rules) {
                TypeIndex joined = rule.parent == null ? null : rule.parent.streams;
                if (joined != null && !streams.contains(joined)) {
                    streams.add(joined);
                }
            }
        }
    }

    /** Makes all series of a type members of the streams of a new rule. */
    void linkAll(TypeIndex index) {
        index.series.values().forEach(this::link);
    }

    /** Returns the stream of a membership; null beyond the limit of series. A member that joins brings its newest value. */
    @Nullable
    SeriesStream stream(StreamMembership membership, SeriesState member) {
        SeriesStream stream = membership.stream(registry);
        if (stream == null) {
            refused.add(1);
            return null;
        }
        if (stream.state().count() == 0 && !stream.state().isAwaited()) {
            // it has no event yet, and must not look silent
            stream.state().clock = clock.now();
        }
        if (membership.hasJoined() && stream.combined != null && member.count() > 0) {
            stream.combined.set(membership.place(), newestValue(member), timeIn(stream, member));
        }
        return stream;
    }

    /** Returns the value of the newest event of a member by its time; later ones that were late do not count. */
    private static double newestValue(SeriesState member) {
        for (int ago = 0; ago < member.kept() && member.hasOwnTime(); ago++) {
            if (member.timeAgo(ago) == member.time) {
                return member.valueAgo(ago);
            }
        }
        return member.valueAgo(0);
    }

    /** Returns the time of a member's newest event in the series time of a stream. */
    private long timeIn(SeriesStream stream, SeriesState member) {
        if (member.hasOwnTime()) {
            return member.time;
        }
        SeriesState state = stream.state();
        long now = state.time == Long.MIN_VALUE ? clock.wallNow() : state.timeOfArrival(clock.now());
        return now - clock.age(member);
    }
}
