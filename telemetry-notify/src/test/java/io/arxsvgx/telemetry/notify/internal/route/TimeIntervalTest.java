// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.notify.internal.config.ConfigFaults;
import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.config.YamlTree;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeIntervalTest {
    private final ConfigFaults faults = new ConfigFaults();

    @Test
    void contains_office_onWorkdaysFromNineToFive() {
        TimeInterval office = read("{times: [{start_time: '09:00', end_time: '17:00'}], weekdays: ['Monday:friday']}");

        assertThat(office.contains(at("2026-11-27T08:59:59Z"))).isFalse();
        assertThat(office.contains(at("2026-11-27T09:00:00Z"))).isTrue();
        assertThat(office.contains(at("2026-11-27T16:59:59Z"))).isTrue();
        assertThat(office.contains(at("2026-11-27T17:00:00Z"))).isFalse();
        assertThat(office.contains(at("2026-11-28T12:00:00Z"))).isFalse();
        assertThat(office.contains(at("2026-11-29T12:00:00Z"))).isFalse();
    }

    @Test
    void contains_hourThatTheClockShowsTwice_bothTimes() {
        TimeInterval night = read("{times: [{start_time: '02:00', end_time: '03:00'}], location: Europe/Berlin}");

        // on 25 October 2026 at 03:00 the clock goes back to 02:00, at 01:00 UTC
        assertThat(night.contains(at("2026-10-24T23:59:59Z"))).isFalse();
        assertThat(night.contains(at("2026-10-25T00:00:00Z"))).isTrue();
        assertThat(night.contains(at("2026-10-25T01:59:59Z"))).isTrue();
        assertThat(night.contains(at("2026-10-25T02:00:00Z"))).isFalse();
    }

    @Test
    void contains_hourThatTheClockLeavesOut_never() {
        TimeInterval night = read("{times: [{start_time: '02:00', end_time: '03:00'}], location: Europe/Berlin}");

        // on 29 March 2026 at 02:00 the clock advances to 03:00, at 01:00 UTC
        assertThat(IntStream.range(0, 24 * 60)
                        .mapToObj(minute -> at("2026-03-28T23:00:00Z").plusSeconds(60L * minute)))
                .noneMatch(night::contains);
        assertThat(night.contains(at("2026-03-30T00:30:00Z"))).isTrue();
    }

    @Test
    void contains_lastDayOfAMonthWithAChangeOfTheClock_isTheLastDay() {
        TimeInterval last = read("{days_of_month: ['-1'], location: Europe/Berlin}");

        assertThat(last.contains(at("2026-03-30T12:00:00Z"))).isFalse();
        assertThat(last.contains(at("2026-03-31T12:00:00Z"))).isTrue();
        assertThat(last.contains(at("2026-10-31T12:00:00Z"))).isTrue();
    }

    @Test
    void contains_placeAheadOfUtc_isItsOwnDay() {
        TimeInterval friday = read("{weekdays: [friday], location: Asia/Tokyo}");

        assertThat(friday.contains(at("2026-11-26T15:00:00Z"))).isTrue();
        assertThat(friday.contains(at("2026-11-27T15:00:00Z"))).isFalse();
    }

    @Property(seed = "3")
    void contains_anyDaysOfMonth_asCountedOnACalendar(
            @ForAll @IntRange(min = 0, max = 1_500) int daysAfter,
            @ForAll @IntRange(min = 1, max = 31) int first,
            @ForAll @IntRange(min = 1, max = 31) int last,
            @ForAll boolean isFromEnd) {
        LocalDate date = LocalDate.of(2024, 1, 1).plusDays(daysAfter);
        int begin = isFromEnd ? -Math.max(first, last) : Math.min(first, last);
        int end = isFromEnd ? -Math.min(first, last) : Math.max(first, last);
        TimeInterval interval = read("{days_of_month: ['" + begin + ":" + end + "']}");
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = date.withDayOfMonth(1); day.getMonth() == date.getMonth(); day = day.plusDays(1)) {
            int number = isFromEnd ? day.getDayOfMonth() - date.lengthOfMonth() - 1 : day.getDayOfMonth();
            if (begin <= number && number <= end) {
                days.add(day);
            }
        }

        assertThat(interval.contains(date.atTime(12, 0).toInstant(ZoneOffset.UTC)))
                .isEqualTo(days.contains(date));
    }

    @Property(seed = "4")
    void contains_anyMoment_asTheClockShowsIt(
            @ForAll @LongRange(min = 1_700_000_000, max = 1_900_000_000) long second,
            @ForAll @IntRange(min = 0, max = 1_439) int start,
            @ForAll @IntRange(min = 1, max = 600) int length) {
        int end = Math.min(start + length, 1_440);
        TimeInterval interval = read("{times: [{start_time: '" + clock(start) + "', end_time: '" + clock(end)
                + "'}], location: America/St_Johns}");
        Instant moment = Instant.ofEpochSecond(second);
        String shown = DateTimeFormatter.ofPattern("HH:mm")
                .withZone(ZoneId.of("America/St_Johns"))
                .format(moment);

        assertThat(interval.contains(moment))
                .isEqualTo(shown.compareTo(clock(start)) >= 0 && shown.compareTo(clock(end)) < 0);
    }

    private static String clock(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }

    @Test
    void contains_monthsYearsAndMixedDays() {
        TimeInterval interval =
                read("{months: ['march:5', 'december'], years: ['2026:2027'], days_of_month: ['27:-1']}");

        assertThat(interval.contains(at("2026-03-26T00:00:00Z"))).isFalse();
        assertThat(interval.contains(at("2026-03-27T00:00:00Z"))).isTrue();
        assertThat(interval.contains(at("2026-06-30T00:00:00Z"))).isFalse();
        assertThat(interval.contains(at("2027-12-31T23:59:59Z"))).isTrue();
        assertThat(interval.contains(at("2028-12-31T23:59:59Z"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{times: [{start_time: '9:00', end_time: '17:00'}]} | times[0].start_time",
                "{times: [{start_time: '17:00', end_time: '09:00'}]} | times[0].end_time",
                "{times: [{start_time: '17:00'}]} | times[0].end_time",
                "{times: []} | times",
                "{weekdays: ['saturday:sunday']} | weekdays",
                "{weekdays: ['1:5']} | weekdays",
                "{days_of_month: ['0']} | days_of_month",
                "{days_of_month: ['32']} | days_of_month",
                "{days_of_month: ['-5:5']} | days_of_month",
                "{days_of_month: ['-1:-5']} | days_of_month",
                "{days_of_month: ['10:-20']} | days_of_month",
                "{days_of_month: ['28:-1']} | days_of_month",
                "{months: ['13']} | months",
                "{months: ['may:april']} | months",
                "{years: ['2027:2026']} | years",
                "{years: ['2026:2027:2028']} | years",
                "{location: '+02:00'} | location",
                "{location: Europe/Berlim} | location",
                "{weekday: [monday]} | weekday"
            })
    void read_broken_isReportedWithItsPath(String yaml, String path) {
        read(yaml);

        assertThat(faults.all()).singleElement().asString().startsWith(path + ": ");
    }

    @Test
    void isMuted_routes_withinMuteAndOutsideActiveIntervals() {
        TimeIntervals intervals = new TimeIntervals(Map.of(
                "weekend", List.of(read("{weekdays: ['saturday']}"), read("{weekdays: ['sunday']}")),
                "office", List.of(read("{times: [{start_time: '09:00', end_time: '17:00'}]}")),
                "never", List.of()));

        assertThat(intervals.isMuted(route("weekend", null), at("2026-11-28T12:00:00Z")))
                .isTrue();
        assertThat(intervals.isMuted(route("weekend", null), at("2026-11-30T12:00:00Z")))
                .isFalse();
        assertThat(intervals.isMuted(route(null, "office"), at("2026-11-28T12:00:00Z")))
                .isFalse();
        assertThat(intervals.isMuted(route(null, "office"), at("2026-11-28T18:00:00Z")))
                .isTrue();
        assertThat(intervals.isMuted(route("weekend", "office"), at("2026-11-28T12:00:00Z")))
                .isTrue();
        assertThat(intervals.isMuted(route("never", null), at("2026-11-28T12:00:00Z")))
                .isFalse();
        assertThat(intervals.isMuted(route(null, "never"), at("2026-11-28T12:00:00Z")))
                .isTrue();
        assertThat(intervals.isMuted(route(null, null), at("2026-11-28T12:00:00Z")))
                .isFalse();
    }

    private static Route route(String mute, String active) {
        RouteConfig root = RouteConfig.root("a");
        return Route.root(new RouteConfig(
                "a",
                root.groupBy(),
                root.matchers(),
                false,
                null,
                null,
                null,
                mute == null ? List.of() : List.of(mute),
                active == null ? List.of() : List.of(active),
                null,
                null,
                null,
                List.of()));
    }

    private TimeInterval read(String yaml) {
        return TimeIntervalReader.read(new ConfigNode("", YamlTree.read(yaml, faults), faults));
    }

    private static Instant at(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }
}
