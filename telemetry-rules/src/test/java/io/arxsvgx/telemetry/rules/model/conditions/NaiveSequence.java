// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import static io.arxsvgx.telemetry.rules.model.conditions.NaiveVerdict.BREACHING;
import static io.arxsvgx.telemetry.rules.model.conditions.NaiveVerdict.UNKNOWN;

import io.arxsvgx.telemetry.rules.model.conditions.Readings.SequenceLasts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The condition {@code sequence}: its parts have started to breach in their order. */
final class NaiveSequence extends NaiveComposites.Composite {
    /** A part started to breach, at the event with this position. */
    private record Start(int part, int order, long time) {}

    private final long within;
    private final List<Start> starts = new ArrayList<>();
    private final List<NaiveVerdict> known = new ArrayList<>();
    private int order;
    private NaiveVerdict last = UNKNOWN;

    NaiveSequence(List<NaiveCondition> parts, Map<?, ?> parameters, long staleAfter) {
        super(parts, staleAfter);
        within = nanos(parameters, "within", Double.NaN);
        parts.forEach(part -> known.add(UNKNOWN));
    }

    @Override
    NaiveVerdict event(NaiveEvent event) {
        List<NaiveVerdict> before = verdicts(event.time());
        passToParts(event);
        if (event.isLate()) {
            Readings.meets(Readings.LATE_START);
        }
        boolean isCounted = !event.isLate() || Readings.LATE_START_COUNTS;
        return evaluate(before, event.time(), isCounted);
    }

    @Override
    NaiveVerdict meetDeadline(long at) {
        List<NaiveVerdict> before = verdicts(at);
        meetDeadlineOfParts(at);
        NaiveVerdict verdict = evaluate(before, at, true);
        return Readings.DEADLINE_EVALUATES_COMPOSITE ? verdict : UNKNOWN;
    }

    private NaiveVerdict evaluate(List<NaiveVerdict> before, long now, boolean isCounted) {
        order++;
        for (int i = 0; i < parts.size(); i++) {
            NaiveVerdict after = verdicts(now).get(i);
            if (isCounted && after == BREACHING && isStart(before.get(i), known.get(i))) {
                starts.add(new Start(i, order, now));
            }
            if (after != UNKNOWN) {
                known.set(i, after);
            }
        }
        last = NaiveVerdict.of(breaches(now));
        return last;
    }

    private static boolean isStart(NaiveVerdict before, NaiveVerdict lastKnown) {
        if (before == UNKNOWN && lastKnown == BREACHING) {
            Readings.meets(Readings.START_FROM_UNKNOWN);
            return Readings.START_FROM_UNKNOWN_COUNTS;
        }
        return before != BREACHING;
    }

    private boolean breaches(long now) {
        Readings.meets(Readings.SEQUENCE_LASTS);
        if (Readings.SEQUENCE_BREACHES == SequenceLasts.WHILE_IN_WINDOW) {
            return isComplete(now, starts.size());
        }
        int lastStart = lastStart();
        if (lastStart < 0 || !isComplete(starts.get(lastStart).time(), lastStart + 1)) {
            return false;
        }
        return Readings.SEQUENCE_BREACHES == SequenceLasts.AT_COMPLETION
                ? starts.get(lastStart).order() == order
                : verdicts(now).get(parts.size() - 1) == BREACHING;
    }

    /** The position of the last start of the last part; negative without one. */
    private int lastStart() {
        int i = starts.size() - 1;
        while (i >= 0 && starts.get(i).part() != parts.size() - 1) {
            i--;
        }
        return i;
    }

    /** Whether some of the first starts are one of each part, in order, in the window that ends at a time. */
    private boolean isComplete(long end, int first) {
        List<Start> window = starts.subList(0, first).stream()
                .filter(start -> isWithin(start.time(), end))
                .toList();
        int part = 0;
        int after = Integer.MIN_VALUE;
        boolean hasSkipped = false;
        for (Start start : window) {
            boolean isNext = part < parts.size() && start.part() == part;
            if (isNext && start.order() == after && !Readings.ONE_EVENT_MAY_START_TWO) {
                hasSkipped = true;
            } else if (isNext) {
                part++;
                after = start.order();
            }
        }
        if (hasSkipped) {
            Readings.meets(Readings.ONE_EVENT_STARTS_TWO);
        }
        return part == parts.size();
    }

    private boolean isWithin(long start, long end) {
        if (start == end - within) {
            Readings.meets(Readings.SEQUENCE_BOUNDARY);
            return Readings.SEQUENCE_INCLUDES_BOUNDARY;
        }
        return start > end - within;
    }

    @Override
    NaiveVerdict at(long now) {
        return isStale(now) ? UNKNOWN : last;
    }

    @Override
    NaiveVerdict combined(long now) {
        return last;
    }
}
