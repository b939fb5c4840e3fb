// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.condition.Deadlines;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.internal.ingest.SeriesHandle;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The membership of a series in a stream. Confined to the loop. */
public final class StreamMembership {
    private static final int NO_PLACE = -1;

    /** The index of the stream. */
    public final TypeIndex index;

    private final SeriesState member;
    /** The labels of the stream. */
    private final LabelSet labels;

    /** The inputs of a rule over several series that the events of the member belong to, as bits. */
    private long inputs;
    /** The verdicts on the newest event by input; empty unless they are conditions. */
    private final Verdict[] verdicts;
    /** The deadlines of these inputs after that event, in the series time of the member. */
    private final long[] deadlines;
    /** The inputs whose deadlines count from the arrival of the event, as bits; others are at times of events. */
    private long forSilence;

    private @Nullable SeriesStream stream;
    private int place = NO_PLACE;
    private boolean joined;

    StreamMembership(SeriesState member, TypeIndex index) {
        this.member = member;
        this.index = index;
        labels = requireNonNull(index.selector).group(member.labels);
        ActiveRule joined = index.joined();
        if (joined == null) {
            verdicts = new Verdict[0];
        } else {
            verdicts = new Verdict[joined.isComposite() ? joined.inputs.size() : 0];
            inputs = joined.selecting(member.type(), member.labels);
        }
        Arrays.fill(verdicts, Verdict.UNKNOWN);
        deadlines = new long[verdicts.length];
        Arrays.fill(deadlines, Deadlines.NEVER);
    }

    /** Returns the series that is the member. */
    public SeriesState member() {
        return member;
    }

    /** Returns whether the newest event of the member is of an input. */
    boolean isOf(int input) {
        return (inputs >>> input & 1) != 0;
    }

    /** Returns the verdict of an input on the newest event. */
    Verdict verdict(int input) {
        return input < verdicts.length ? verdicts[input] : Verdict.UNKNOWN;
    }

    /** Returns the explanation of the present verdict of an input that is a condition; null without one. */
    @Nullable
    Evaluation evaluation(ActiveRule part) {
        EvaluationPlan.Kind kind = member.kindOf(part);
        return kind == null ? null : kind.evaluator.explain(member, kind.at, kind.indexOf(part));
    }

    /** Removes the verdicts on the previous event. */
    public void clearVerdicts() {
        if (verdicts.length > 0) {
            inputs = 0;
        }
    }

    /** Sets the verdict of an input on the newest event of the member. */
    public void verdict(int input, Verdict verdict) {
        inputs |= 1L << input;
        verdicts[input] = verdict;
    }

    /** Sets the deadline of an input after the newest event of the member. */
    void deadline(int input, EvaluationPlan.Kind kind, int rule) {
        Deadlines of = kind.deadlines;
        deadlines[input] = of == null ? Deadlines.NEVER : of.deadline(member, kind.at, rule, member.silentSince());
        long bit = 1L << input;
        forSilence = kind.isForSilence() ? forSilence | bit : forSilence & ~bit;
    }

    /** Returns the deadline of an input after the newest event, in the series time of the stream. */
    long deadline(int input, SeriesState of) {
        long deadline = input < deadlines.length ? deadlines[input] : Deadlines.NEVER;
        boolean isOfArrival = (forSilence >>> input & 1) != 0 || !member.hasOwnTime() || !of.hasOwnTime();
        return deadline == Deadlines.NEVER || !isOfArrival
                ? deadline
                : ActiveAlert.plus(of.silentSince(), deadline - member.silentSince());
    }

    /** Returns the stream, joined again if it was removed; null beyond the limit of series. */
    public @Nullable SeriesStream stream(SeriesRegistry registry) {
        SeriesStream known = stream;
        if (known != null && known.state.token != SeriesHandle.NO_TOKEN) {
            return known;
        }
        SeriesStream found = registry.stream(index, member.source(), labels);
        if (found != known) {
            leave();
            stream = found;
            if (found != null && found.combined != null) {
                place = found.combined.join();
                joined = true;
            }
        }
        return found;
    }

    /** Returns whether the stream combines the values of its members. */
    public boolean isCombined() {
        return requireNonNull(index.selector).combine() != null;
    }

    /** Returns once, after each time that the series has joined a combined stream, that it has. */
    public boolean hasJoined() {
        boolean isNew = joined;
        joined = false;
        return isNew;
    }

    /** Returns the place of the member among the values of a combined stream. */
    public int place() {
        return place;
    }

    /** Removes the member's value from the stream. */
    void leave() {
        if (stream != null && stream.combined != null && place != NO_PLACE) {
            stream.combined.leave(place);
        }
        stream = null;
        place = NO_PLACE;
    }
}
