// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.route.TimeInterval.Range;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.Suggestions;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A reader of time intervals. */
public final class TimeIntervalReader {
    private static final List<String> WEEKDAYS =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final Pattern TIME = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,6}");
    private static final int MAX_DAY = 31;
    private static final int SHORTEST_MONTH = 28;

    private TimeIntervalReader() {}

    /** Reads one interval; a range that is wrong is reported and omitted. */
    public static TimeInterval read(ConfigNode node) {
        TimeInterval interval = new TimeInterval(
                times(node),
                ranges(node, "weekdays", text -> ordered(text, TimeIntervalReader::weekday)),
                ranges(node, "days_of_month", TimeIntervalReader::daysOfMonth),
                ranges(node, "months", text -> ordered(text, TimeIntervalReader::month)),
                ranges(node, "years", text -> ordered(text, TimeIntervalReader::number)),
                zone(node));
        node.end();
        return interval;
    }

    private static List<Range> times(ConfigNode node) {
        refuseEmpty(node, "times");
        List<Range> ranges = new ArrayList<>();
        for (ConfigNode range : node.nodes("times")) {
            Integer start = time(range, "start_time");
            Integer end = time(range, "end_time");
            range.end();
            if (start == null || end == null) {
                continue;
            }
            if (start < end) {
                ranges.add(new Range(start, end));
            } else {
                range.fault("end_time", "expected a time after start_time; write two ranges for a night");
            }
        }
        return List.copyOf(ranges);
    }

    private static @Nullable Integer time(ConfigNode range, String key) {
        if (!range.has(key)) {
            range.fault(key, "missing");
        }
        return range.parsed(key, TimeIntervalReader::minuteOfDay);
    }

    private static Integer minuteOfDay(String text) {
        if (!TIME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "expected a time from 00:00 to 24:00, such as 09:30, got " + ForeignText.quote(text));
        }
        return Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
    }

    /** An empty list never holds in Alertmanager, which hardly anybody means. */
    private static void refuseEmpty(ConfigNode node, String key) {
        var value = node.raw(key);
        if (value != null && value.isArray() && value.isEmpty()) {
            node.fault(key, "expected at least one range");
        }
    }

    private static List<Range> ranges(ConfigNode node, String key, Function<String, Range> parser) {
        refuseEmpty(node, key);
        List<Range> ranges = new ArrayList<>();
        for (String text : node.texts(key)) {
            try {
                ranges.add(parser.apply(text.toLowerCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                node.fault(key, String.valueOf(e.getMessage()));
            }
        }
        return List.copyOf(ranges);
    }

    private static Range range(String text, Function<String, Integer> parser) {
        String[] ends = text.split(":", -1);
        if (ends.length > 2) {
            throw new IllegalArgumentException("expected a range such as 1:5, got " + ForeignText.quote(text));
        }
        return new Range(parser.apply(ends[0]), parser.apply(ends[ends.length - 1]));
    }

    private static Range ordered(String text, Function<String, Integer> parser) {
        Range range = range(text, parser);
        if (range.first() > range.last()) {
            throw new IllegalArgumentException("range " + ForeignText.quote(text) + " ends before it begins");
        }
        return range;
    }

    private static Range daysOfMonth(String text) {
        Range range = range(text, TimeIntervalReader::dayOfMonth);
        if (range.first() < 0 && range.last() > 0) {
            throw new IllegalArgumentException("range " + ForeignText.quote(text)
                    + " begins before the end of the month and ends after its start");
        }
        // the least that holds in every month
        if (inShortestMonth(range.first()) > inShortestMonth(range.last())) {
            throw new IllegalArgumentException("range " + ForeignText.quote(text) + " ends before it begins");
        }
        return range;
    }

    private static int inShortestMonth(int day) {
        return day < 0 ? SHORTEST_MONTH + day : day;
    }

    private static Integer dayOfMonth(String text) {
        int day = number(text);
        if (day == 0 || Math.abs(day) > MAX_DAY) {
            throw new IllegalArgumentException(
                    "expected a day from 1 to 31, or from -31 to -1, got " + ForeignText.quote(text));
        }
        return day;
    }

    private static Integer weekday(String text) {
        int place = WEEKDAYS.indexOf(text);
        if (place < 0) {
            throw new IllegalArgumentException(Suggestions.unknown("weekday", text, WEEKDAYS));
        }
        return place;
    }

    private static Integer month(String text) {
        int place = MONTHS.indexOf(text) + 1;
        if (place == 0 && NUMBER.matcher(text).matches()) {
            place = Integer.parseInt(text);
        }
        if (place < 1 || place > MONTHS.size()) {
            throw new IllegalArgumentException(Suggestions.unknown("month", text, MONTHS));
        }
        return place;
    }

    private static Integer number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("expected a whole number, got " + ForeignText.quote(text));
        }
        return Integer.parseInt(text);
    }

    private static ZoneId zone(ConfigNode node) {
        ZoneId zone = node.parsed("location", TimeIntervalReader::zone);
        return zone == null ? ZoneOffset.UTC : zone;
    }

    /** Offsets are refused, as in Alertmanager, which only knows the names of the time zone database. */
    private static ZoneId zone(String name) {
        if (name.equals("Local")) {
            return ZoneId.systemDefault();
        }
        if (name.isEmpty() || name.equals("UTC")) {
            return ZoneOffset.UTC;
        }
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new IllegalArgumentException(Suggestions.unknown("time zone", name, ZoneId.getAvailableZoneIds()));
        }
        return ZoneId.of(name);
    }
}
