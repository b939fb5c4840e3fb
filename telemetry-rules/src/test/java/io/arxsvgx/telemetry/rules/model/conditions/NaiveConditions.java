// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The alerts of rules with any condition of the contract, by a naive evaluation: each stream of a rule has a list of all its
 * events, and each event is evaluated over the whole list.
 *
 * <p>The contract is ambiguous in the following points. {@link Readings} has the reading that the model follows, where a
 * point has more than one that it can follow, and can exclude the cases of a point.
 *
 * <pre>
 * Late events
 * AMBIGUOUS-1   Of which series an event is late where a rule evaluates several. Reading: of the stream of the rule, which
 *               has the events of all its types and members.
 * AMBIGUOUS-2   What a late event does that a window by time skips. Reading: it is not evaluated; an open alert stays.
 * AMBIGUOUS-3   Whether a late event ends an absence. Reading: yes; the next one is measured from its arrival.
 * AMBIGUOUS-4   Whether a late event with another value ends a flatline. Reading: no; it is skipped.
 * AMBIGUOUS-5   Whether a condition that starts to breach at a late event counts in a sequence. Reading: no.
 *
 * Windows
 * AMBIGUOUS-6   The rate of samples of the same time. Reading: unknown.
 * AMBIGUOUS-7   What follows below min_count, and what a ratio counts. Reading: unknown; the events of the denominator.
 * AMBIGUOUS-8   The streams of a ratio without by. Reading: one for each source, with all label sets; its alert has no labels.
 * AMBIGUOUS-9   A ratio whose denominator is 0, or has no event. Reading: unknown.
 * AMBIGUOUS-10  Whether a ratio is evaluated at an event whose status neither selection has. Reading: yes, if it is of a
 *               series of one of them.
 * AMBIGUOUS-11  The definition of a quantile. Reading: none; every value within 1 % in rank of a usual definition is accepted.
 * AMBIGUOUS-12  Both or neither of window and within; quantile without its function. Reading: refused.
 *
 * Absence and flatline
 * AMBIGUOUS-13  The alert of a source that never had an event. Reading: without labels, its type is the field; the first event
 *               of any series of the rule resolves it. With match its labels are not specified, and not generated.
 * AMBIGUOUS-14  Whether an absence becomes stale. Reading: no; it fires also where after is longer than staleAfter, a pending
 *               one is not dropped, and a part is not unknown.
 * AMBIGUOUS-15  Whether an absence is resolved when its series expires, and fires again then. Reading: with an exact source
 *               by the next event alone; with a pattern after the expiry since it began, or since the newest event of another
 *               part. It does not fire again before the next event.
 * AMBIGUOUS-16  From when an absence with by counts where the rule is added to live members of a group. Not compared. Without
 *               by it counts from the addition, on each live series.
 * AMBIGUOUS-17  Whether the time since the rule was added survives a restart. Reading: yes; the time without a process does not
 *               count.
 * AMBIGUOUS-18  When a flatline breaches, and what "though events come" means. Reading: at its deadline, without an event, if
 *               the value has come at least twice and the series is not stale by then.
 * AMBIGUOUS-19  When a value has changed. Reading: when it is not equal to the one before; -0.0 equals 0.0.
 *
 * Composites
 * AMBIGUOUS-20  A part whose verdict is holding. Reading: it is true.
 * AMBIGUOUS-21  A part whose last verdict is unknown, after one that was known. Reading: it is unknown.
 * AMBIGUOUS-22  Whether the window of a part moves at events of other parts. Reading: no; its last verdict holds.
 * AMBIGUOUS-23  Whether a part that is itself a composite is computed from its parts at each event. Reading: yes, so a stale
 *               part of it counts.
 * AMBIGUOUS-24  Whether a composite is evaluated at the deadline of its absence or flatline. Reading: yes; the alert is dated
 *               by the deadline, its type is not specified.
 * AMBIGUOUS-25  Whether one event may start two conditions of a sequence. Reading: no; two events of the same time may.
 * AMBIGUOUS-26  Whether starts exactly within seconds apart are a sequence. Reading: no, as for every window.
 * AMBIGUOUS-27  How long a sequence breaches. Reading: at each event in whose window the starts are in order.
 * AMBIGUOUS-28  Whether a condition that was unknown, or stale, starts to breach. Reading: yes.
 *
 * Levels and rules
 * AMBIGUOUS-29  Levels: whether value is given, what recovery belongs to, and the severity while holding. Reading: it is not
 *               given; the limit of the lowest level; that of the last breach.
 * AMBIGUOUS-30  Whether a rule with parts needs a field. Reading: no; if there is one, it is only the default of its parts.
 * AMBIGUOUS-31  The streams of a composite without by. Reading: one for each source and label set.
 * AMBIGUOUS-32  combine with several types. Reading: none; not generated.
 * AMBIGUOUS-33  A keep_firing_for that ends while the alert is stale. Reading: the next event resolves the alert, at its time.
 * </pre>
 */
final class NaiveConditions {
    private record Series(String source, String type, Map<String, String> labels) {}

    /** One rule, and what it has seen. */
    private static final class Watch {
        final AlertRule rule;
        final NaiveCondition prototype;
        final Map<List<Object>, NaiveStream> streams = new LinkedHashMap<>();
        /** The stream that waits for the first event of the rule; null if none does. */
        NaiveStream awaiting;

        Watch(AlertRule rule, NaiveCondition prototype) {
            this.rule = rule;
            this.prototype = prototype;
        }
    }

    private final NaiveStream.Limits limits;
    private final List<Watch> watches = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();
    /** The newest time of each series. */
    private final Map<Series, Long> newest = new LinkedHashMap<>();

    private long wall;
    private long monotonic;

    NaiveConditions(long wall, Duration staleAfter, Duration expiry) {
        this.wall = wall;
        limits = NaiveStream.Limits.of(staleAfter, expiry);
    }

    void advance(Duration time) {
        wall += time.toNanos();
        monotonic += time.toNanos();
    }

    void add(AlertRule rule) {
        Watch watch = new Watch(rule, NaiveParts.of(rule, limits.staleAfter()));
        watches.add(watch);
        if (rule.condition().equals("absence")) {
            awaitEvents(watch);
        }
    }

    /** An absence counts from the addition of its rule: on each live series, or on the one that an exact source names. */
    private void awaitEvents(Watch watch) {
        List<Series> live = newest.keySet().stream()
                .filter(series -> isWatched(watch, series.source, series.type, series.labels, ""))
                .toList();
        for (Series series : live) {
            NaiveStream stream = stream(watch, series.source, group(watch.rule, series.labels));
            if (watch.rule.by() != null) {
                stream.meets(Readings.ABSENCE_OF_LIVE_GROUP);
            }
            stream.await(wall, monotonic);
        }
        boolean isExact = !watch.rule.source().contains("*");
        boolean isGroupLive = watch.rule.by() != null && !live.isEmpty();
        if (isExact && (live.isEmpty() || isGroupLive)) {
            watch.awaiting = stream(watch, watch.rule.source(), Map.of());
            watch.awaiting.meets(isGroupLive ? Readings.ABSENCE_OF_LIVE_GROUP : Readings.NEVER_SEEN);
            watch.awaiting.await(wall, monotonic);
        }
    }

    private NaiveStream stream(Watch watch, String source, Map<String, String> labels) {
        return watch.streams.computeIfAbsent(
                List.of(source, labels), key -> new NaiveStream(watch.rule, source, labels, limits, transitions::add));
    }

    // Events

    private boolean isWatched(Watch watch, String source, String type, Map<String, String> labels, String status) {
        return NaiveSelection.matches(watch.rule.source(), source)
                && NaiveSelection.matches(watch.rule.match(), labels)
                && watch.prototype.reads(type, labels, status);
    }

    private static Map<String, String> group(AlertRule rule, Map<String, String> labels) {
        Map<String, String> group = new TreeMap<>(labels);
        if (rule.by() != null) {
            group.keySet().retainAll(Set.copyOf(rule.by()));
        } else if (rule.condition().equals("ratio") && Readings.RATIO_IS_PER_SOURCE) {
            group.clear();
        }
        return group;
    }

    /** Evaluates an event of a series; without a time of its own for a null time. */
    void event(String source, String type, Map<String, String> labels, double value, String status, Long ownTime) {
        long time = ownTime == null ? wall : ownTime;
        Series series = new Series(source, type, labels);
        boolean isLate = time < newest.getOrDefault(series, time);
        for (Watch watch : watches) {
            if (isWatched(watch, source, type, labels, status)) {
                NaiveStream stream = stream(watch, source, group(watch.rule, labels));
                if (watch.awaiting != null && watch.awaiting != stream) {
                    watch.awaiting.endWait(ownTime, wall, monotonic);
                }
                watch.awaiting = null;
                if (stream.isLate(ownTime) != isLate) {
                    stream.meets(Readings.LATE_IN_STREAM);
                }
                if (watch.rule.condition().equals("ratio") && watch.rule.by() == null) {
                    stream.meets(Readings.RATIO_STREAM);
                }
                stream.event(type, labels, value, status, ownTime, wall, monotonic);
            }
        }
        newest.merge(series, time, Math::max);
    }

    /** Returns the streams that an event of a series is part of, as far as they exist. */
    List<NaiveStream> streamsOf(String source, String type, Map<String, String> labels, String status) {
        return watches.stream()
                .filter(watch -> isWatched(watch, source, type, labels, status))
                .map(watch -> watch.streams.get(List.of(source, group(watch.rule, labels))))
                .filter(stream -> stream != null && stream.hasEvents())
                .toList();
    }

    /** Ends a drain: every deadline that the clock has reached is met. */
    void drained() {
        watches.forEach(watch -> watch.streams.values().forEach(stream -> stream.drained(monotonic)));
    }

    long monotonic() {
        return monotonic;
    }

    // What there is

    /** Returns every change of an alert so far. */
    List<Transition> transitions() {
        return transitions;
    }

    List<NaiveStream> streams() {
        return watches.stream()
                .flatMap(watch -> watch.streams.values().stream())
                .toList();
    }

    /** Returns the pending alerts, each as the change by which it became pending. */
    List<Transition> pending() {
        return streams().stream()
                .filter(stream -> stream.alert() != null && !stream.alert().isFiring)
                .map(stream -> new Transition(
                        stream.rule.id(), stream.source, stream.labels, AlertState.PENDING, stream.alert().startsAt))
                .toList();
    }
}
