// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import static io.arxsvgx.telemetry.rules.model.conditions.NaiveVerdict.BREACHING;
import static io.arxsvgx.telemetry.rules.model.conditions.NaiveVerdict.NORMAL;
import static io.arxsvgx.telemetry.rules.model.conditions.NaiveVerdict.UNKNOWN;

import io.arxsvgx.telemetry.rules.model.conditions.Readings.FlatlineDeadline;
import java.util.List;
import java.util.Map;

/** The conditions with deadlines: {@code absence} and {@code flatline}. */
final class NaiveDeadlines {
    private NaiveDeadlines() {}

    /** No event for a time. */
    static final class Absence extends NaiveLeaf {
        private final long after;
        private long awaitedSince = NEVER;
        private long silentSince = NEVER;
        private boolean isAbsent;

        Absence(String field, Map<?, ?> parameters, long staleAfter) {
            super(field, staleAfter);
            after = nanos(parameters, "after", Double.NaN);
        }

        /** Begins to wait for the first event. */
        void await(long since) {
            awaitedSince = since;
        }

        /** Ends to wait, since the first event belongs to another stream. */
        void endWait() {
            awaitedSince = NEVER;
            isAbsent = false;
        }

        @Override
        boolean isByTime() {
            return false;
        }

        @Override
        NaiveVerdict event(NaiveEvent event) {
            if (event.isLate()) {
                Readings.meets(Readings.LATE_ENDS_ABSENCE);
            }
            endWait();
            silentSince = event.arrival();
            return super.event(event);
        }

        @Override
        NaiveVerdict verdict(long end) {
            return NORMAL;
        }

        @Override
        long deadline() {
            if (isAbsent || (!hasSeen() && awaitedSince == NEVER)) {
                return NEVER;
            }
            return (hasSeen() ? silentSince : awaitedSince) + after;
        }

        @Override
        NaiveVerdict meetDeadline(long at) {
            isAbsent = true;
            return BREACHING;
        }

        @Override
        NaiveVerdict at(long now) {
            if (!hasSeen()) {
                return UNKNOWN;
            }
            if (isStale(now)) {
                Readings.meets(Readings.ABSENCE_STALE);
                if (Readings.ABSENCE_BECOMES_STALE) {
                    return UNKNOWN;
                }
            }
            return NaiveVerdict.of(isAbsent);
        }

        @Override
        boolean becomesStale() {
            return Readings.ABSENCE_BECOMES_STALE;
        }
    }

    /** The same value for a time, though events come. */
    static final class Flatline extends NaiveLeaf {
        private final long after;
        private NaiveEvent metFor;
        /** The date of its newest event, which as a part of a condition may be late in the whole. */
        private long newestDate = Long.MIN_VALUE;

        Flatline(String field, Map<?, ?> parameters, long staleAfter) {
            super(field, staleAfter);
            after = nanos(parameters, "after", Double.NaN);
        }

        @Override
        boolean isByTime() {
            return Readings.LATE_IN_FLATLINE_IS_SKIPPED;
        }

        @Override
        NaiveVerdict event(NaiveEvent event) {
            boolean isLate = event.date() < newestDate;
            newestDate = Math.max(newestDate, event.date());
            if (isLate) {
                Readings.meets(Readings.LATE_IN_FLATLINE);
            }
            return super.event(event.asLate(isLate));
        }

        /** The event that brought the present value. */
        private NaiveEvent changed() {
            List<NaiveEvent> seen = seen();
            int i = seen.size() - 1;
            while (i > 0 && seen.get(i - 1).value() == seen.get(i).value()) {
                i--;
            }
            return seen.get(i);
        }

        private boolean isRepeated() {
            return !changed().equals(seen().get(seen().size() - 1));
        }

        @Override
        NaiveVerdict verdict(long end) {
            NaiveEvent newest = seen().get(seen().size() - 1);
            boolean isPassed = isRepeated() && changed().date() + after < end;
            return NaiveVerdict.of(newest.date() - changed().date() >= after
                    || isPassed
                    || changed().equals(metFor));
        }

        @Override
        NaiveVerdict at(long now) {
            return isStale(now) ? UNKNOWN : verdict(now);
        }

        @Override
        long deadline() {
            if (!hasSeen() || changed().equals(metFor)) {
                return NEVER;
            }
            long deadline = changed().date() + after;
            boolean isBreachingAlready = verdict(lastSeen()) == BREACHING;
            if (isBreachingAlready || deadline >= lastSeen() + staleAfter()) {
                return NEVER;
            }
            Readings.meets(Readings.FLATLINE_DEADLINE);
            boolean isDue = Readings.FLATLINE_BREACHES == FlatlineDeadline.AT_DEADLINE
                    || (Readings.FLATLINE_BREACHES == FlatlineDeadline.AT_DEADLINE_IF_REPEATED && isRepeated());
            return isDue ? deadline : NEVER;
        }

        @Override
        NaiveVerdict meetDeadline(long at) {
            metFor = changed();
            return BREACHING;
        }
    }
}
