// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.condition.Deadlines;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.internal.label.SeriesKey;
import io.arxsvgx.telemetry.internal.storage.AnomalyScores;
import io.arxsvgx.telemetry.internal.storage.SeriesBuffer;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The complete state of one series, from its first event until it is removed. Written by the loop alone; its names and
 * kept values may be read by any thread, {@code time}, {@code lastStatus} and {@code failures} racily.
 */
public final class SeriesState extends HotSeriesState {
    private static final String OK = "OK";
    /** The largest difference of displayed times that counts as equal. */
    private static final long SAME_SHOWN_NANOS = 10_000_000L;

    /** The handles with the token. */
    @Nullable
    SeriesHandles handles;

    /** The anomaly scores of the newest values; null if no rule computes them. */
    public volatile @Nullable AnomalyScores levels;

    /** The number of pending and firing alerts on this series. */
    public int openAlerts;

    public String lastStatus = "";
    /** The number of events before the series expired and started again. */
    public volatile long eventsBefore;

    /** The number of events with a failure status. */
    public long failures;

    /** A linked list of the plan's kinds that have had an open alert or a fault here. */
    @Nullable
    public KindState kindStates;

    /** The monotonic clock at the last late event, if that came after the newest one. */
    public long lateClock = Long.MIN_VALUE;
    /** The lower limit of series time: the last deadline that was reached by the clock. */
    public long floor = Long.MIN_VALUE;

    public boolean stale;
    /** Whether the series has had no event for the time after which it expires, while an alert on silence remains. */
    public boolean expired;
    /** The stopped time of the processor that this series has already included. */
    public long downtime;
    /** The earliest deadline of the open alerts, in series time. */
    public long nextDeadline = Long.MAX_VALUE;
    /** The index in the loop's heap of deadlines, and the key there. */
    int heapIndex = -1;

    public long heapKey;
    /** The index in the registry's list. */
    int listIndex = -1;

    /** The displayed times of older values, if they are computed differently; null for most series. */
    public volatile @Nullable DisplayTimes shownBefore;

    /** The streams that the events of this series belong to; null without any. */
    public StreamMembership @Nullable [] memberships;

    /** The stream that this series is; null for a series of its own events. */
    public @Nullable SeriesStream stream;

    private Set<String> marked = Set.of();

    SeriesState(String source, TypeIndex index, LabelSet labels, SeriesBuffer.Budget budget) {
        super(source, index, labels, budget);
    }

    /** Sets another plan, with all state slots 0, and moves open alerts to the new indices of their rules. */
    public void setPlan(EvaluationPlan other) {
        plan = other;
        stateSlots(other.stateSlots);
        want(other.values, other.times);
        keepLevels();
        KindState before = kindStates;
        kindStates = null;
        for (KindState kindState = before; kindState != null; ) {
            KindState next = kindState.next;
            int at = other.indexOf(kindState.kind.rank);
            if (at >= 0) {
                kindState.moveTo(other.kinds[at]);
                link(kindState);
            }
            kindState = next;
        }
    }

    /** Returns the alerts that are marked as false positives and included in the state slots. */
    public Set<String> marked() {
        return marked;
    }

    /** Records that an alert was marked, or that the mark was cleared. */
    public void marked(String alertId, boolean wrong) {
        Set<String> now = new HashSet<>(marked);
        if (wrong ? now.add(alertId) : now.remove(alertId)) {
            marked = Set.copyOf(now);
        }
    }

    private void keepLevels() {
        if (!plan.producesScore) {
            levels = null;
        } else if (levels == null) {
            levels = new AnomalyScores(count(), room());
        }
    }

    private void link(KindState kindState) {
        kindState.next = kindStates;
        kindStates = kindState;
    }

    /** Disables the evaluation of a kind. */
    public void switchOff(int at) {
        plan = plan.without(at);
        keepLevels();
        KindState kindState = kindState(plan.kinds[at].rank);
        if (kindState != null) {
            kindState.kind = plan.kinds[at];
        }
    }

    /** Returns the state of a kind on this series, or null. */
    @Nullable
    public KindState kindState(int rank) {
        KindState kindState = kindStates;
        while (kindState != null && kindState.kind.rank != rank) {
            kindState = kindState.next;
        }
        return kindState;
    }

    public KindState makeKindState(EvaluationPlan.Kind kind) {
        KindState known = kindState(kind.rank);
        if (known != null) {
            return known;
        }
        KindState made = new KindState(this, kind);
        link(made);
        return made;
    }

    @Override
    public boolean isOfInput(int input) {
        return stream != null && stream.isOf(input);
    }

    @Override
    public Evaluation.Verdict inputVerdict(int input) {
        StreamMembership newest = stream == null ? null : stream.newest(input);
        return newest == null ? Evaluation.Verdict.UNKNOWN : newest.verdict(input);
    }

    @Override
    public long inputDeadline(int input) {
        StreamMembership newest = stream == null ? null : stream.newest(input);
        return newest == null ? Deadlines.NEVER : newest.deadline(input, this);
    }

    @Override
    public void decidedByInput(int input) {
        StreamMembership deciding = stream == null ? null : stream.inputs[input];
        if (stream != null && deciding != null) {
            stream.current = deciding;
        }
    }

    @Override
    public @Nullable Evaluation inputEvaluation(int input) {
        StreamMembership newest = stream == null ? null : stream.inputs[input];
        ActiveRule joined = index.joined();
        ActiveRule part = joined == null ? null : joined.parts[input];
        return newest == null || part == null ? null : newest.evaluation(part);
    }

    @Override
    public long staleAfter() {
        return stream == null ? Long.MAX_VALUE : stream.staleAfter;
    }

    /** Returns the series whose newest event decides on an alert: of a rule over several series one of its inputs. */
    public SeriesState deciding() {
        StreamMembership newest = stream == null ? null : stream.current;
        return newest == null ? this : newest.member().deciding();
    }

    /** Returns the type of an alert at the newest event: of a rule over several series that of the deciding event. */
    public String alertType() {
        return deciding().type();
    }

    /** Returns the kind of a rule in the plan; null if the rule does not watch the series. */
    public EvaluationPlan.@Nullable Kind kindOf(ActiveRule entry) {
        int at = plan.indexOf(entry.rank);
        return at >= 0 && plan.kinds[at].indexOf(entry) >= 0 ? plan.kinds[at] : null;
    }

    /** Records the verdicts on the newest event for the rules that this kind's rules are parts of. */
    public void recordParts(EvaluationPlan.Kind kind, VerdictBuffer verdicts) {
        for (int rule = 0; rule < kind.rules.length; rule++) {
            StreamMembership membership = membershipOf(kind.rules[rule]);
            if (membership != null) {
                int input = kind.rules[rule].input;
                // first, since it may fail: then the event is of no input
                membership.deadline(input, kind, rule);
                membership.verdict(input, kind.isSwitchedOff() ? Evaluation.Verdict.UNKNOWN : verdicts.of(rule));
            }
        }
    }

    /** Removes the verdicts on the previous event for the rules that rules on this series are parts of. */
    public void clearPartVerdicts() {
        if (memberships != null) {
            for (StreamMembership one : memberships) {
                one.clearVerdicts();
            }
        }
    }

    /** Returns the membership in the stream of the rule that another one is a part of; null for a rule of its own. */
    public @Nullable StreamMembership membershipOf(ActiveRule part) {
        ActiveRule parent = part.parent;
        if (parent != null && memberships != null) {
            for (StreamMembership one : memberships) {
                if (one.index == parent.streams) {
                    return one;
                }
            }
        }
        return null;
    }

    @Override
    public String status() {
        return lastStatus;
    }

    /** Returns whether it has a time, by the wall clock, and has had no event. */
    public boolean isAwaited() {
        return count() == 0 && time != Long.MIN_VALUE;
    }

    /** Removes the time of a series without events, whose first event has a time that may be any. */
    public void beginAnew() {
        time = Long.MIN_VALUE;
        floor = Long.MIN_VALUE;
        for (EvaluationPlan.Kind kind : plan.kinds) {
            if (kind.deadlines != null) {
                kind.deadlines.begin(this, kind.at, Long.MIN_VALUE);
            }
        }
    }

    /** Returns whether the loop waits for a deadline of the series. */
    public boolean isScheduled() {
        return heapIndex >= 0;
    }

    /** Returns the key among the series of the type. */
    SeriesKey key() {
        return new SeriesKey(source(), labels);
    }

    /** Sets the streams that the series is a member of; it leaves the others. */
    public void joinStreams(Collection<TypeIndex> indexes) {
        List<StreamMembership> joined = new ArrayList<>(indexes.size());
        for (TypeIndex of : indexes) {
            joined.add(membership(of));
        }
        if (memberships != null) {
            for (StreamMembership before : memberships) {
                if (!joined.contains(before)) {
                    before.leave();
                }
            }
        }
        memberships = joined.isEmpty() ? null : joined.toArray(StreamMembership[]::new);
    }

    private StreamMembership membership(TypeIndex of) {
        if (memberships != null) {
            for (StreamMembership known : memberships) {
                if (known.index == of) {
                    return known;
                }
            }
        }
        return new StreamMembership(this, of);
    }

    /** Updates the event up to which the series is on the fast path. */
    public void updateFastPath() {
        boolean isPlain = openAlerts == 0 && levels == null && memberships == null && lastStatus.equals(OK);
        long until = isPlain ? growsAt() : -1;
        for (int i = 0; i < plan.kinds.length && until > 0; i++) {
            EvaluationPlan.Kind kind = plan.kinds[i];
            until = Math.min(until, kind.fastPathValidUntil(this));
        }
        fastPathValidUntil = until;
        normalAbove = plan.normalAbove;
        normalBelow = plan.normalBelow;
        hasEvaluators = plan.hasEvaluators();
    }

    /** Adds an event, and makes room for it if necessary. */
    public void addWithRoom(long at, double value) {
        if (count() == growsAt()) {
            growWithinBudget();
        }
        add(at, value);
    }

    /** Returns the monotonic clock at the last event, whether it was late or not. */
    long arrival() {
        return lateClock == Long.MIN_VALUE || lateClock - clock < 0 ? clock : lateClock;
    }

    /**
     * Returns whether the gap before an event is longer than the expiry; a gap of exactly that length does not count.
     */
    public boolean isExpiredAt(long at, long expiry) {
        return count() > 0 && at - silentSince() > expiry;
    }

    /** Sets the times of the newest event, which is in order; {@code wall} is {@link #OWN_TIME} if it has a time. */
    public void newestAt(long at, long monotonic, long wall, long wallOffset) {
        time = at;
        clock = monotonic;
        long base = wall == OWN_TIME ? OWN_TIME : arrivalBase(at, wall, wallOffset);
        if (shownBase != base) {
            long shift = shown(at, shownBase, wallOffset) - shown(at, base, wallOffset);
            if (count() > 0 && Math.abs(shift) > SAME_SHOWN_NANOS) {
                shownBefore = DisplayTimes.append(shownBefore, count(), shownBase);
            }
            shownBase = base;
        }
    }

    /** Returns the base of displayed times; events without a time keep the base of the first of them. */
    private long arrivalBase(long at, long wall, long wallOffset) {
        boolean isKept = !hasOwnTime() && Math.abs(shownBase - (clock + downtime - at)) <= SAME_SHOWN_NANOS;
        return isKept ? shownBase : wall - at - wallOffset;
    }

    /**
     * Returns the displayed time of a series time: the wall clock if events have no times, so that a step of it changes
     * later displayed times and no duration; else series time itself.
     */
    public long shown(long seriesTime, long wallOffset) {
        return shown(seriesTime, shownBase, wallOffset);
    }

    private static long shown(long seriesTime, long base, long wallOffset) {
        return base == OWN_TIME ? seriesTime : seriesTime + base + wallOffset;
    }

    /** Converts the series times of kept values, the last of which is before event {@code end}, to displayed times. */
    void show(long[] times, long end, long wallOffset) {
        DisplayTimes before = shownBefore;
        long base = shownBase;
        long first = end - times.length;
        for (int i = 0; i < times.length; i++) {
            times[i] = shown(times[i], before == null ? base : before.base(first + i, base), wallOffset);
        }
    }

    /** Returns the series time at a reading of the monotonic clock. */
    public long timeAt(long now) {
        return Math.max(time + Math.max(0, now - clock), floor);
    }

    /** Returns the series time since which the series has had no event. */
    public long silentSince() {
        return time + Math.max(0, arrival() - clock);
    }

    /** Returns the series time of the last event, for the durations of alerts. */
    public long timeOfEvent() {
        return Math.max(time, floor);
    }
}
