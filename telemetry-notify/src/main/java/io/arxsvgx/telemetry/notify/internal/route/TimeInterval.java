// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Recurring times on the clock of a place: a time that its clock shows twice is within twice, one that it leaves out never.
 * A list that is empty allows everything. Immutable.
 *
 * @param minutes minutes of the day from 0; the last one of a range is not within
 * @param weekdays days of the week from Sunday (0)
 * @param daysOfMonth days from 1, or from the end of the month from -1
 * @param months from 1
 */
public record TimeInterval(
        List<Range> minutes,
        List<Range> weekdays,
        List<Range> daysOfMonth,
        List<Range> months,
        List<Range> years,
        ZoneId zone) {
    private static final int DAYS_IN_WEEK = 7;

    /** A range of whole numbers with both ends. */
    public record Range(int first, int last) {
        boolean contains(int number) {
            return first <= number && number <= last;
        }
    }

    /** Returns whether a moment is within. */
    public boolean contains(Instant moment) {
        ZonedDateTime time = moment.atZone(zone);
        int minute = time.getHour() * 60 + time.getMinute();
        return isWithinMinutes(minute)
                && isWithin(weekdays, time.getDayOfWeek().getValue() % DAYS_IN_WEEK)
                && isWithinDays(time.getDayOfMonth(), time.toLocalDate().lengthOfMonth())
                && isWithin(months, time.getMonthValue())
                && isWithin(years, time.getYear());
    }

    private static boolean isWithin(List<Range> ranges, int number) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(number));
    }

    private boolean isWithinMinutes(int minute) {
        return minutes.isEmpty()
                || minutes.stream().anyMatch(range -> range.first() <= minute && minute < range.last());
    }

    private boolean isWithinDays(int day, int lengthOfMonth) {
        return daysOfMonth.isEmpty()
                || daysOfMonth.stream()
                        .map(range -> new Range(
                                fromStart(range.first(), lengthOfMonth), fromStart(range.last(), lengthOfMonth)))
                        .anyMatch(range -> range.contains(day));
    }

    private static int fromStart(int day, int lengthOfMonth) {
        return day < 0 ? lengthOfMonth + day + 1 : day;
    }
}
