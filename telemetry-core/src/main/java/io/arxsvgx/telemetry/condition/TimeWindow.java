// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import io.arxsvgx.telemetry.text.Durations;
import java.time.Duration;

/**
 * The values of the last {@code nanos} before the newest one, at most {@code maxValues} of them. A late event, older than one
 * before it, is not in the window. Immutable.
 *
 * @param nanos the length of the window, exclusive: a value of exactly that age is not in it
 * @param maxValues the maximum number of newest values, including late ones
 * @param minValues the number of values that suffice before the rule has seen the whole duration; 0 for none
 */
record TimeWindow(long nanos, int maxValues, int minValues) implements RuleWindow {
    /** The time of the first event that the rule has seen, and of its newest one in order. */
    private static final int FIRST_TIME = 0;

    private static final int NEWEST_TIME = 1;
    /** The number of the oldest event in the window, which is never a late one; 0 while the window is empty. */
    private static final int START = 2;
    /** The number of the newest late event; 0 for none. */
    private static final int LATE = 3;

    /** The duration for which the state was written; another release of the host may have another one. */
    private static final int NANOS = 4;

    private static final int SLOTS = 5;
    private static final long NONE = Long.MIN_VALUE;

    @Override
    public int stateSlots() {
        return SLOTS;
    }

    /** Returns one more than the maximum, since the value that leaves the window is read once more. */
    @Override
    public int newest() {
        return maxValues + 1;
    }

    @Override
    public void initState(SeriesContext series, int at) {
        series.stateLong(at + FIRST_TIME, NONE);
        series.stateLong(at + NANOS, nanos);
        series.stateLong(at + NEWEST_TIME, series.count() == 0 ? NONE : series.timeAgo(0));
    }

    @Override
    public void add(SeriesContext series, int at, long time) {
        long count = series.count();
        boolean isLate = time < series.stateLong(at + NEWEST_TIME);
        if (isLate) {
            series.stateLong(at + LATE, count);
        } else {
            series.stateLong(at + NEWEST_TIME, time);
            if (series.stateLong(at + FIRST_TIME) == NONE) {
                series.stateLong(at + FIRST_TIME, time);
            }
        }
        long start = series.stateLong(at + START);
        if (start != 0) {
            series.stateLong(at + START, start(series, start, series.stateLong(at + NEWEST_TIME)));
        } else if (!isLate) {
            series.stateLong(at + START, count);
        }
    }

    /** Returns the oldest event in the window, searched from the previous oldest one; 0 if there is none. */
    private long start(SeriesContext series, long before, long newest) {
        long count = series.count();
        long start = Math.max(before, count - maxValues);
        long time = timeOf(series, start);
        while (time <= newest - nanos || count - start >= maxValues) {
            long last = time;
            do {
                if (++start > count) {
                    return 0;
                }
                time = timeOf(series, start);
            } while (time < last);
        }
        return start;
    }

    private static long timeOf(SeriesContext series, long event) {
        return series.timeAgo((int) (series.count() - event));
    }

    @Override
    public boolean isStateValid(SeriesContext series, int at) {
        long count = series.count();
        long start = series.stateLong(at + START);
        long late = series.stateLong(at + LATE);
        long newest = series.stateLong(at + NEWEST_TIME);
        boolean isOfThisDuration = series.stateLong(at + NANOS) == nanos;
        boolean isInRange = start >= 0 && start <= count && late >= 0 && late <= count;
        if (!isOfThisDuration || !isInRange || series.stateLong(at + FIRST_TIME) > newest) {
            return false;
        }
        if (start == 0) {
            return newest == NONE || late == count || newest == series.timeAgo(0);
        }
        return count - start < Math.min(maxValues, series.kept()) && newest == newestFrom(series, start);
    }

    private static long newestFrom(SeriesContext series, long start) {
        long newest = NONE;
        for (long event = start; event <= series.count(); event++) {
            newest = Math.max(newest, timeOf(series, event));
        }
        return newest;
    }

    @Override
    public void show(SeriesContext series, int at, SeriesWindow view) {
        long start = series.stateLong(at + START);
        int length = start == 0 ? 0 : (int) (series.count() - start + 1);
        if (series.stateLong(at + LATE) > start) {
            view.showInOrder(series, length);
        } else {
            view.show(series, length);
        }
    }

    @Override
    public boolean isReady(SeriesContext series, int at, SeriesWindow view) {
        boolean isEnough = minValues > 0 ? view.size() >= minValues : isWhole(series, at);
        return isEnough && view.size() > 0 && !isLate(series, at);
    }

    private static boolean isLate(SeriesContext series, int at) {
        return series.count() > 0 && series.stateLong(at + LATE) == series.count();
    }

    /** Returns whether the rule has seen the whole duration. */
    private boolean isWhole(SeriesContext series, int at) {
        long first = series.stateLong(at + FIRST_TIME);
        return first != NONE && series.stateLong(at + NEWEST_TIME) - first >= nanos;
    }

    @Override
    public String missing(SeriesContext series, int at, SeriesWindow view) {
        if (isLate(series, at)) {
            return "the newest value is late, so it is not in the window";
        }
        if (minValues > 0) {
            return "too few values: " + view.size() + " of at least " + minValues + " in " + duration();
        }
        return "warming up: the series has been observed for less than " + duration();
    }

    @Override
    public String extent(SeriesWindow view) {
        boolean isCut = view.size() >= maxValues;
        return duration() + " (" + (isCut ? "the newest " : "") + RuleWindow.values(view.size()) + ")";
    }

    private String duration() {
        return Durations.format(Duration.ofNanos(nanos));
    }
}
