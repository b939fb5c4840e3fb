// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A condition that evaluates the events of one type, or of two for a ratio, from the list of all of them. */
abstract class NaiveLeaf extends NaiveCondition {
    private final String field;
    private final long staleAfter;
    private final List<NaiveEvent> seen = new ArrayList<>();
    private NaiveVerdict last = NaiveVerdict.UNKNOWN;
    private NaiveVerdict lastKnown = NaiveVerdict.UNKNOWN;
    private long lastSeen = Long.MIN_VALUE;

    NaiveLeaf(String field, long staleAfter) {
        this.field = field;
        this.staleAfter = staleAfter;
    }

    @Override
    boolean reads(String type, Map<String, String> labels, String status) {
        return field.equals(type);
    }

    @Override
    NaiveVerdict event(NaiveEvent event) {
        lastSeen = Math.max(lastSeen, event.time());
        if (event.isLate() && isByTime()) {
            Readings.meets(Readings.LATE_IN_WINDOW);
            if (!countsLate() || !Readings.LATE_IN_WINDOW_COUNTS) {
                return NaiveVerdict.UNKNOWN;
            }
        }
        NaiveEvent added = event.isLate() && countsLate() ? event.atItsDate() : event;
        int place = seen.size();
        while (place > 0 && countsLate() && seen.get(place - 1).time() > added.time()) {
            place--;
        }
        seen.add(place, added);
        last = verdict(countsLate() ? seen.get(seen.size() - 1).time() : event.time());
        if (last != NaiveVerdict.UNKNOWN) {
            lastKnown = last;
        }
        return last;
    }

    @Override
    NaiveVerdict at(long now) {
        if (isStale(now)) {
            return NaiveVerdict.UNKNOWN;
        }
        if (last == NaiveVerdict.UNKNOWN && lastKnown != NaiveVerdict.UNKNOWN) {
            Readings.meets(Readings.UNKNOWN_PART);
            return Readings.UNKNOWN_PART_KEEPS_ITS_LAST_VERDICT ? lastKnown : last;
        }
        return isByTime() && verdict(now) != last ? moved(now) : last;
    }

    private NaiveVerdict moved(long now) {
        Readings.meets(Readings.PART_WINDOW);
        return Readings.PART_WINDOW_MOVES ? verdict(now) : last;
    }

    /** Returns whether no event has come, or none for long. */
    final boolean isStale(long now) {
        return seen.isEmpty() || now - lastSeen > staleAfter;
    }

    final boolean hasSeen() {
        return !seen.isEmpty();
    }

    final long lastSeen() {
        return lastSeen;
    }

    final long staleAfter() {
        return staleAfter;
    }

    /** Returns the events seen, in order of arrival; without the late ones if this condition is by time. */
    final List<NaiveEvent> seen() {
        return seen;
    }

    /** Returns the events seen in {@code (end - length, end]}. */
    final List<NaiveEvent> seenWithin(long length, long end) {
        return seen.stream().filter(one -> one.time() > end - length).toList();
    }

    /** Returns whether a late event is in a window by its time, which is then evaluated at the newest time. */
    boolean countsLate() {
        return false;
    }

    /** Returns whether the condition skips late events. */
    abstract boolean isByTime();

    /** Evaluates the events seen, with the end of a window by time. */
    abstract NaiveVerdict verdict(long end);
}
