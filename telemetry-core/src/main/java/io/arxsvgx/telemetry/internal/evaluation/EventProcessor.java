// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.evaluation;

import io.arxsvgx.telemetry.condition.FastPath;
import io.arxsvgx.telemetry.internal.alert.AlertStateMachine;
import io.arxsvgx.telemetry.internal.alert.AlertTimer;
import io.arxsvgx.telemetry.internal.alert.SeriesClock;
import io.arxsvgx.telemetry.internal.concurrent.SingleWriterCounter;
import io.arxsvgx.telemetry.internal.ingest.EventAccessor;
import io.arxsvgx.telemetry.internal.ingest.MpscRingBuffer;
import io.arxsvgx.telemetry.internal.ingest.SeriesSample;
import io.arxsvgx.telemetry.internal.ingest.StripedMpscQueue;
import io.arxsvgx.telemetry.internal.ingest.TimestampedSample;
import io.arxsvgx.telemetry.internal.state.EvaluationPlan;
import io.arxsvgx.telemetry.internal.state.KindState;
import io.arxsvgx.telemetry.internal.state.SeriesRegistry;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.SeriesTokens;
import io.arxsvgx.telemetry.internal.state.StreamMembership;
import io.arxsvgx.telemetry.internal.state.VerdictBuffer;
import io.arxsvgx.telemetry.internal.storage.AnomalyScores;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The processing of one event: its series, its time, its conditions, its alerts. An event on the fast path costs a read
 * of its series and one call for each kind of condition that watches it. Confined to the loop, except the counters and
 * {@code currentLocation()}.
 */
public final class EventProcessor implements StripedMpscQueue.SlotConsumer {
    private static final long MAX_CLOCK_SKEW_NANOS = 60_000_000_000L;
    private static final String OK = "OK";
    private static final String PROCESSING = "processing";
    private static final String COMPLETED = "completed";

    final SeriesRegistry registry;
    final AlertStateMachine lifecycle;
    public final SingleWriterCounter seriesLimit = new SingleWriterCounter();
    public final SingleWriterCounter conditionFailed = new SingleWriterCounter();
    public final SingleWriterCounter conditionFaults;
    public final SingleWriterCounter adjusted = new SingleWriterCounter();
    public final SingleWriterCounter late = new SingleWriterCounter();

    private final PlanBuilder router;
    private final StreamForwarder streams;
    private final AlertTimer timer;
    private final SilenceWatch silence;
    private final ConditionFailures failures;
    private final VerdictBuffer verdicts;
    private final EventAccessor events;
    private final EventPrefetcher batch;
    private final SeriesClock seriesClock;
    private final long seriesExpiry;
    private long knownDowntime;
    private boolean begun;
    private long now;
    private long clock;
    /*
     * The present location of the loop, as numbers, since stores of references have a garbage collector barrier.
     */
    private long current;
    private int currentRank = -1;

    /** A sink for values that are read ahead, so that the compiler does not remove the reads. */
    @SuppressWarnings("unused")
    private int readAhead;

    /** The series of the sample at which the fast path stopped before its evaluation was complete. */
    private @Nullable SeriesState stopped;

    private int stoppedAt;
    private @Nullable Throwable stoppedBy;

    public EventProcessor(
            SeriesRegistry registry,
            AlertStateMachine lifecycle,
            AlertTimer timer,
            SeriesClock seriesClock,
            PlanBuilder router,
            StreamLinker streams,
            SilenceWatch silence,
            ConditionFailures failures,
            VerdictBuffer verdicts,
            SingleWriterCounter conditionFaults,
            EventAccessor events,
            long seriesExpiry,
            long staleAfter) {
        this.seriesClock = seriesClock;
        this.seriesExpiry = seriesExpiry;
        this.verdicts = verdicts;
        this.events = events;
        this.batch = new EventPrefetcher(registry, events);
        this.registry = registry;
        this.lifecycle = lifecycle;
        this.router = router;
        this.timer = timer;
        this.silence = silence;
        this.failures = failures;
        this.streams = new StreamForwarder(streams, seriesClock, staleAfter, target());
        this.conditionFaults = conditionFaults;
    }

    /** Sets the clocks for the following events. */
    public void at(long wall, long monotonic) {
        now = wall;
        clock = begun && monotonic - clock < 0 ? clock : monotonic;
        begun = true;
        seriesClock.at(wall, clock);
        if (seriesClock.downtime() != knownDowntime) {
            knownDowntime = seriesClock.downtime();
            registry.leaveFastPath();
        }
    }

    @Override
    public void process(MpscRingBuffer ring, int count) {
        long at = ring.at();
        long end = at + count;
        try {
            while (at < end) {
                if (ring.token(at) == MpscRingBuffer.ITEM) {
                    at = processItems(ring, at, end);
                } else {
                    at = processFastPath(ring, at, end);
                    if (at < end && ring.token(at) != MpscRingBuffer.ITEM) {
                        at++;
                        resumeStopped(ring, at - 1);
                        ring.free(at);
                    }
                }
            }
        } finally {
            ring.free(Math.max(at, ring.at()));
        }
    }

    /*
     * Processes items in groups: first the series of all are looked up, then they are evaluated one by one. Returns the
     * index at which it stopped.
     */
    private long processItems(MpscRingBuffer ring, long from, long end) {
        int count = batch.read(ring, from, end);
        long at = from;
        try {
            for (int i = 0; i < count; i++) {
                SeriesState series = batch.series(i);
                at++;
                if (series == null) {
                    item(ring.item(at - 1));
                } else {
                    ring.clear(at - 1);
                    stamped(series, batch.value(i), batch.time(i), OK);
                }
                ring.free(at);
            }
        } finally {
            ring.free(at);
        }
        return at;
    }

    /*
     * Processes samples on the fast path, almost all of them: the series is known, has no open alert, no changed rules
     * and room for a value, and the fast paths of its evaluators find it normal. The loop calls only methods that are
     * inlined, and ends when other work is needed: even a rare call would spill the loop's registers for each event.
     * Returns the index at which it stopped, and stores the progress of that event.
     */
    private long processFastPath(MpscRingBuffer ring, long from, long end) {
        @Nullable SeriesState[] byNumber = registry.byNumber();
        long[] tags = ring.tags();
        double[] values = ring.values();
        long low = 2L * tags.length - 1;
        long monotonic = clock;
        long expiry = seriesExpiry;
        long at = from;
        int shift = registry.tokenShift();
        int ahead = 0;
        long token = tags[(int) at & (tags.length - 1)] & ~low;
        SeriesState series = byNumber[SeriesTokens.number(token, shift)];
        while (at < end) {
            double value = values[(int) at & (values.length - 1)];
            long nextToken = tags[(int) (at + 1) & (tags.length - 1)] & ~low;
            int nextNumber = SeriesTokens.number(nextToken, shift);
            // the slot after the last published one may contain any value
            SeriesState next = nextNumber < byNumber.length ? byNumber[nextNumber] : null;
            if (next != null) {
                ahead += next.readAhead();
            }
            if (series == null || series.token != token || series.hasOwnTime()) {
                break;
            }
            long time = series.timeOfArrival(monotonic);
            if (!series.isOnFastPath(time, value, expiry)) {
                break;
            }
            current = token;
            series.addOnFastPath(time, monotonic, value);
            int rank = evaluateFastPath(series, value, time);
            if (rank >= 0) {
                stopped = series;
                stoppedAt = rank;
                break;
            }
            ring.free(++at);
            series = next;
            token = nextToken;
        }
        readAhead = ahead;
        return at;
    }

    /** Returns -1, or the rank of the first kind that is not evaluated yet, or that has failed. */
    private int evaluateFastPath(SeriesState series, double value, long time) {
        if (!series.hasEvaluators) {
            return -1;
        }
        EvaluationPlan plan = series.plan;
        int rank = 0;
        try {
            FastPath first = plan.first;
            if (first != null && !first.tryFastPath(series, 0, value, time)) {
                return 0;
            }
            rank = 1;
            FastPath second = plan.second;
            if (second != null && !second.tryFastPath(series, plan.secondAt, value, time)) {
                return 1;
            }
            rank = 2;
            FastPath third = plan.third;
            if (third != null && !third.tryFastPath(series, plan.thirdAt, value, time)) {
                return 2;
            }
        } catch (Throwable fault) {
            stoppedBy = fault;
            return rank;
        }
        return plan.hasMore ? EvaluationPlan.OWN_PLACES : -1;
    }

    /** Completes the sample at which {@link #processFastPath} stopped. */
    private void resumeStopped(MpscRingBuffer ring, long at) {
        long token = ring.token(at);
        SeriesState series = stopped;
        stopped = null;
        if (series != null) {
            resumeEvaluation(series, ring.value(at), series.time, stoppedAt);
        } else {
            stamped(registry.revive(token), ring.value(at), TimestampedSample.ARRIVAL, OK);
        }
    }

    /** Continues, from a rank, with an event that left the fast path or whose evaluator failed. */
    private void resumeEvaluation(SeriesState series, double value, long time, int rank) {
        Throwable fault = stoppedBy;
        stoppedBy = null;
        boolean failed = false;
        if (fault != null) {
            failures.failed(series, series.plan.indexOf(rank), fault);
            failed = true;
        }
        failed |= evaluate(series, value, time, fault == null ? rank : rank + 1, rank);
        if (failed && series.stream == null) {
            conditionFailed.add(1);
        }
        if (series.openAlerts > 0 || series.plan.hasDeadlines) {
            timer.afterEvent(series);
        }
        series.updateFastPath();
    }

    private void item(Object item) {
        if (item instanceof TimestampedSample stamped) {
            stamped(registry.find(stamped.series), stamped.value, stamped.time, stamped.status);
        } else if (item instanceof SeriesSample sample) {
            stamped(registry.find(sample.series), sample.value, TimestampedSample.ARRIVAL, OK);
        } else {
            SeriesState series = registry.find(events.source(item), events.type(item), events.labels(item));
            boolean hasMore = events.hasAttributes(item);
            if (hasMore) {
                lifecycle.setEventAttributes(events.attributes(item));
            }
            stamped(series, events.value(item), events.time(item), events.status(item));
            if (hasMore) {
                lifecycle.setEventAttributes(Map.of());
            }
        }
    }

    private void stamped(@Nullable SeriesState series, double value, long stamp, String status) {
        if (series == null) {
            seriesLimit.add(1);
        } else if (stamp == TimestampedSample.ARRIVAL || isAhead(stamp)) {
            event(series, value, false, series.timeOfArrival(clock), status);
        } else {
            event(series, value, true, stamp, status);
        }
    }

    private boolean isAhead(long stamp) {
        boolean ahead = stamp > now + MAX_CLOCK_SKEW_NANOS;
        if (ahead) {
            adjusted.add(1);
        }
        return ahead;
    }

    private void event(SeriesState series, double value, boolean ownTime, long time, String status) {
        if (ownTime == series.hasOwnTime()
                && time >= series.time
                && series.isOnFastPath(time, value, seriesExpiry)
                && status.equals(OK)) {
            current = series.token;
            series.addOnFastPath(time, clock, value);
            int rank = evaluateFastPath(series, value, time);
            if (rank >= 0) {
                resumeEvaluation(series, value, time, rank);
            }
        } else {
            eventWithAll(series, value, ownTime, time, status);
        }
    }

    /** Returns whether a status means that the work is in progress or complete; "OK" in any case does as well. */
    private static boolean isUnderWay(String status) {
        return status.equalsIgnoreCase(OK) || status.equalsIgnoreCase(PROCESSING) || status.equalsIgnoreCase(COMPLETED);
    }

    /** Processes an event off the fast path; {@code stamp} is its own time if it has one. */
    private void eventWithAll(SeriesState known, double value, boolean ownTime, long stamp, String status) {
        seriesClock.skipDowntime(known, ownTime, stamp);
        if (ownTime && known.isAwaited()) {
            timer.beforeEvent(known, known.timeAt(clock));
            known.beginAnew();
        }
        SeriesState series = currentSeries(known, ownTime ? stamp : arrival(known));
        long at = ownTime ? stamp : arrival(series);
        boolean complete = series.hasPlan() || planned(series);
        boolean isLate = at < series.time;
        if (isLate) {
            late(series);
        } else {
            series.newestAt(at, clock, ownTime ? SeriesState.OWN_TIME : now, seriesClock.wallOffset());
        }
        seriesClock.lateEvent(isLate ? at : SeriesClock.IN_ORDER);
        if (!status.equals(series.lastStatus)) {
            series.lastStatus = status;
        }
        if (!status.equals(OK) && !isUnderWay(status)) {
            series.failures++;
        }
        series.addWithRoom(at, value);
        if (!complete) {
            closeSwitchedOff(series);
        }
        current = series.token;
        series.clearPartVerdicts();
        boolean failed = evaluate(series, value, at, 0, -1) || !complete;
        if (failed && series.stream == null) {
            conditionFailed.add(1);
        }
        seriesClock.lateEvent(SeriesClock.IN_ORDER);
        if (series.openAlerts > 0 || series.plan.hasDeadlines) {
            timer.afterEvent(series);
        }
        series.updateFastPath();
        StreamMembership[] memberships = series.memberships;
        if (memberships != null) {
            streams.forward(memberships, series, value, ownTime, at, status, isLate);
        }
    }

    private boolean planned(SeriesState series) {
        boolean complete = router.kindState(series);
        silence.seen(series);
        return complete;
    }

    private void late(SeriesState series) {
        series.lateClock = clock;
        if (series.stream == null) {
            late.add(1);
        }
    }

    /** Processes the deadlines before an event and returns its series: a new one if the old one has expired. */
    private SeriesState currentSeries(SeriesState series, long time) {
        if (series.openAlerts > 0 || series.plan.hasDeadlines) {
            timer.beforeEvent(series, time);
        }
        if (!series.isExpiredAt(time, seriesExpiry)) {
            return series;
        }
        lifecycle.closeAll(series, "the series has events again", time);
        SeriesState renewed = registry.renew(series);
        renewed.downtime = series.downtime;
        return renewed;
    }

    /**
     * Returns the series time of an event without a time: the wall clock for the first, then by the monotonic clock.
     */
    private long arrival(SeriesState series) {
        return series.time == Long.MIN_VALUE ? now : series.timeOfArrival(clock);
    }

    private StreamForwarder.Target target() {
        return new StreamForwarder.Target() {
            @Override
            public void event(SeriesState stream, double value, boolean ownTime, long time, String status) {
                EventProcessor.this.event(stream, value, ownTime, time, status);
            }

            @Override
            public void deadlinesBefore(SeriesState stream, boolean ownTime, long time) {
                seriesClock.skipDowntime(stream, ownTime, time);
                if (stream.openAlerts > 0 || stream.plan.hasDeadlines) {
                    timer.beforeEvent(stream, ownTime ? time : arrival(stream));
                }
            }
        };
    }

    /**
     * Calls the evaluators from a rank on, and returns whether one failed.
     *
     * @param rejectedRank the rank of the kind whose fast path has already rejected the event, or -1
     */
    private boolean evaluate(SeriesState series, double value, long time, int from, int rejectedRank) {
        boolean failed = false;
        double level = Double.NaN;
        EvaluationPlan.Kind[] kinds = series.plan.kinds;
        for (int i = 0; i < kinds.length; i++) {
            EvaluationPlan.Kind kind = kinds[i];
            if (kind.rank >= from) {
                currentRank = kind.rank;
                try {
                    if (kind.rank == rejectedRank || !kind.isNormalByFastPath(series, value, time)) {
                        kind.evaluator.evaluate(series, kind.at, value, time, verdicts);
                    }
                    if (kind.scoring != null) {
                        double score = kind.scoring.score(series, kind.at);
                        level = score > level || Double.isNaN(level) ? score : level;
                    }
                    if (kind.hasParts) {
                        series.recordParts(kind, verdicts);
                    }
                    if ((verdicts.count | series.openAlerts) != 0) {
                        lifecycle.apply(series, kind, verdicts);
                        verdicts.clear();
                    }
                } catch (Throwable fault) {
                    failures.failed(series, i, fault);
                    failed = true;
                }
            }
        }
        currentRank = -1;
        AnomalyScores levels = series.levels;
        if (levels != null) {
            levels.add(level >= 0 && level <= 1 ? (float) level : Float.NaN, series.room());
        }
        return failed;
    }

    private void closeSwitchedOff(SeriesState series) {
        for (EvaluationPlan.Kind kind : series.plan.kinds) {
            KindState kindState = series.kindState(kind.rank);
            if (kind.isSwitchedOff() && kindState != null) {
                lifecycle.close(kindState, "the condition could not be set up: " + kind.rules[0].lastError);
            }
        }
    }

    /** Counts the present event after a fatal error has ended its processing. */
    public void abortCurrent() {
        conditionFailed.add(1);
    }

    /** Returns the present location of the loop, to report where it hangs; read racily. */
    public String currentLocation() {
        return registry.place(current, currentRank);
    }
}
