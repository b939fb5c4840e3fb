// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the loop knows of one series, from its first event until it is forgotten. Written by the loop alone; its names
 * and kept values may be read by any thread, {@code time}, {@code lastStatus} and {@code failures} racily.
 */
public final class SeriesState extends HotSeriesState {
    private static final String OK = "OK";
    /** Two ways to show a time that differ by no more are the same. */
    private static final long SAME_SHOWN_NANOS = 10_000_000L;

    /** Who holds the token. */
    @Nullable
    SeriesHandles handles;

    /** How unusual the newest values were; null where no rule tells. */
    public volatile @Nullable AnomalyScores levels;

    /** How many alerts are pending or firing on this series. */
    public int openAlerts;

    public String lastStatus = "";
    /** How many events the series had before it expired and started again. */
    public volatile long eventsBefore;

    /** How many events failed, by their status. */
    public long failures;

    /** Of the plan's kinds those that have had an open alert or a fault here, linked. */
    @Nullable
    public KindState kindStates;

    /** The monotonic clock at the last late event, if that came after the newest one. */
    public long lateClock = Long.MIN_VALUE;
    /** Series time never goes back behind this: the last deadline that was met by the clock. */
    public long floor = Long.MIN_VALUE;

    public boolean stale;
    /** For how long the processor had been stopped when this series last took account of it. */
    public long downtime;
    /** The least deadline of the open alerts, in series time. */
    public long nextDeadline = Long.MAX_VALUE;
    /** Place in the loop's heap of deadlines, and the clock it is filed under. */
    int heapIndex = -1;

    public long heapKey;
    /** Place in the registry's list. */
    int listIndex = -1;

    /** How times of older values are shown, where that differs; null for most series. */
    public volatile @Nullable DisplayTimes shownBefore;

    private Set<String> marked = Set.of();

    SeriesState(String source, TypeIndex index, SeriesBuffer.Budget budget) {
        super(source, index, budget);
    }

    /** Takes another plan, with cells that are all 0, and open alerts where their rules stand now. */
    public void setPlan(EvaluationPlan other) {
        plan = other;
        stateSlots(other.cells);
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

    /** The alerts that people have marked as no anomalies, as far as the cells know. */
    public Set<String> marked() {
        return marked;
    }

    /** Notes that an alert has been marked, or that the mark was taken back. */
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

    /** Evaluates a kind no more. */
    public void switchOff(int at) {
        plan = plan.without(at);
        keepLevels();
        KindState kindState = kindState(plan.kinds[at].rank);
        if (kindState != null) {
            kindState.kind = plan.kinds[at];
        }
    }

    /** What a kind has open here, or null. */
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

    /** Updates until when the series is on the fast path. */
    public void updateFastPath() {
        long until = openAlerts == 0 && levels == null && lastStatus.equals(OK) ? growsAt() : -1;
        for (int i = 0; i < plan.kinds.length && until > 0; i++) {
            EvaluationPlan.Kind kind = plan.kinds[i];
            until = Math.min(until, kind.fastPathValidUntil(this));
        }
        fastPathValidUntil = until;
        normalAbove = plan.normalAbove;
        normalBelow = plan.normalBelow;
        hasEvaluators = plan.hasEvaluators();
    }

    /** Adds an event, with room for it. */
    public void addWithRoom(long at, double value) {
        if (count() == growsAt()) {
            growWithinBudget();
        }
        add(at, value);
    }

    /** The monotonic clock at the last event, be it late. */
    long arrival() {
        return lateClock == Long.MIN_VALUE || lateClock - clock < 0 ? clock : lateClock;
    }

    /** Whether a gap longer than the expiry lies before an event of a time; one that lasts just as long does not count. */
    public boolean isExpiredAt(long at, long expiry) {
        return count() > 0 && at - silentSince() > expiry;
    }

    /** Places the newest event, which is in order; {@code wall} is {@link #OWN_TIME} if it carries a time. */
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

    /** Events without a time keep the base of the first of them, which was shown by the wall clock. */
    private long arrivalBase(long at, long wall, long wallOffset) {
        boolean isKept = !hasOwnTime() && Math.abs(shownBase - (clock + downtime - at)) <= SAME_SHOWN_NANOS;
        return isKept ? shownBase : wall - at - wallOffset;
    }

    /**
     * What is shown for a series time: the wall clock where events carry no times, so that a step of it dates what follows
     * and shortens nothing; else series time itself.
     */
    public long shown(long seriesTime, long wallOffset) {
        return shown(seriesTime, shownBase, wallOffset);
    }

    private static long shown(long seriesTime, long base, long wallOffset) {
        return base == OWN_TIME ? seriesTime : seriesTime + base + wallOffset;
    }

    /** Turns the series times of kept values, the last of which is the one before event {@code end}, into those shown. */
    void show(long[] times, long end, long wallOffset) {
        DisplayTimes before = shownBefore;
        long base = shownBase;
        long first = end - times.length;
        for (int i = 0; i < times.length; i++) {
            times[i] = shown(times[i], before == null ? base : before.base(first + i, base), wallOffset);
        }
    }

    /** Series time at a reading of the monotonic clock. */
    public long timeAt(long now) {
        return Math.max(time + Math.max(0, now - clock), floor);
    }

    /** Since when, in series time, the series has been silent. */
    public long silentSince() {
        return time + Math.max(0, arrival() - clock);
    }

    /** Series time of the last event, as the life of alerts counts it. */
    public long timeOfEvent() {
        return Math.max(time, floor);
    }
}
