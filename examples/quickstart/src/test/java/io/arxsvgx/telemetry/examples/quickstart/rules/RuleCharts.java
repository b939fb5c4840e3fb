// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart.rules;

import io.arxsvgx.telemetry.examples.quickstart.rules.RuleChart.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The charts of docs/reference/rules, one for each rule of {@link RuleExamples}. */
final class RuleCharts {
    private static final String TEMPERATURE = "temperature";

    private RuleCharts() {}

    static List<RuleChart> all() {
        return List.of(
                life(),
                threshold(),
                levels(),
                trend(),
                anomaly(),
                absence(),
                flatline(),
                rate(),
                aggregate(),
                count(),
                ratio(),
                statusRatio(),
                forecast(),
                changePoint(),
                allOf(),
                anyOf(),
                not(),
                sequence());
    }

    private static RuleChart life() {
        return RuleChart.of("life-of-an-alert", "A rule with for and keep_firing_for", RuleExamples.hotPump(), 40)
                .with(ChartEvent.each(
                        1,
                        TEMPERATURE,
                        41,
                        i -> i < 8 ? 70 + i : i < 11 ? 83 : i < 15 ? 76 : i < 27 ? 80 + (i - 14) * 0.7 : 74 - i * 0.1))
                .with(Track.values(TEMPERATURE, 60, 100).limit(80, "> 80"));
    }

    private static RuleChart threshold() {
        return RuleChart.of(
                        "threshold",
                        "The alert resolves at the recovery value, not below the limit",
                        RuleExamples.threshold(),
                        20)
                .with(ChartEvent.each(
                        1,
                        TEMPERATURE,
                        70,
                        72,
                        75,
                        77,
                        79,
                        82,
                        85,
                        83,
                        78,
                        77,
                        79,
                        81,
                        78,
                        76,
                        75,
                        73,
                        72,
                        74,
                        77,
                        79,
                        78))
                .with(Track.values(TEMPERATURE, 60, 100).limit(80, "> 80").limit(75, "recovery 75"));
    }

    private static RuleChart levels() {
        return RuleChart.of("threshold-levels", "One alert whose severity follows the value", RuleExamples.levels(), 20)
                .with(ChartEvent.each(
                        1,
                        "disk.used.percent",
                        70,
                        74,
                        78,
                        82,
                        85,
                        87,
                        88,
                        91,
                        94,
                        96,
                        93,
                        91,
                        88,
                        84,
                        82,
                        81,
                        79,
                        76,
                        75,
                        74,
                        74))
                .with(Track.values("disk.used.percent", 60, 100)
                        .limit(80, "warning > 80")
                        .limit(90, "critical > 90"));
    }

    private static RuleChart trend() {
        return RuleChart.of("trend", "The slope of the last 30 values exceeds the limit", RuleExamples.trend(), 160)
                .with(ChartEvent.each(2, "pressure", 81, i -> 40 + wave(i) + Math.max(0, Math.min(i - 40, 25)) * 0.7))
                .with(Track.values("pressure", 30, 70))
                .with(Track.figure("slope per second", -0.4, 0.4)
                        .limit(0.2, "> 0.2")
                        .limit(-0.2, "< -0.2"))
                .window(60);
    }

    private static RuleChart anomaly() {
        return RuleChart.of(
                        "anomaly", "A value far from the median of the values before it", RuleExamples.anomaly(), 80)
                .with(ChartEvent.each(1, "vibration", 81, i -> i == 50 ? 9 : i == 64 ? 0.2 : 4 + wave(i) / 2))
                .with(Track.values("vibration", 0, 10))
                .with(Track.figure("z", -12, 12).limit(4, "> 4").limit(-4, "< -4"))
                .window(50);
    }

    private static RuleChart absence() {
        return RuleChart.of("absence", "No event for 30 seconds", RuleExamples.absence(), 120)
                .with(ChartEvent.each(10, "heartbeat", 1, 1, 1, 1, 1))
                .with(ChartEvent.from(95, 10, "heartbeat", 1, 1, 1))
                .with(Track.values("heartbeat", 0, 2))
                .window(30);
    }

    private static RuleChart flatline() {
        return RuleChart.of("flatline", "The value has not changed for 60 seconds", RuleExamples.flatline(), 160)
                .with(ChartEvent.each(5, TEMPERATURE, 33, i -> i < 10 || i > 26 ? 62 + wave(i) : 64))
                .with(Track.values(TEMPERATURE, 50, 75))
                .window(60);
    }

    private static RuleChart rate() {
        double[] counter = new double[25];
        for (int i = 1; i < counter.length; i++) {
            double step = i < 7 || i > 15 ? 20 : 80;
            counter[i] = i == 12 ? 40 : counter[i - 1] + step;
        }
        return RuleChart.of("rate", "The increase of a counter per second, over a reset to 0", RuleExamples.rate(), 240)
                .with(ChartEvent.each(10, "errors_total", counter))
                .with(Track.values("errors_total", 0, 600))
                .with(Track.figure("errors per second", 0, 10).limit(5, "> 5"))
                .window(60);
    }

    private static RuleChart aggregate() {
        return RuleChart.of("aggregate", "The 95th percentile over two minutes", RuleExamples.aggregate(), 600)
                .with(ChartEvent.each(
                        5, "latency", 121, i -> i > 40 && i < 75 && i % 4 == 0 ? 700 : 160 + 40 * wave(i)))
                .with(Track.values("latency", 0, 800))
                .with(Track.figure("p95", 0, 800).limit(500, "> 500"))
                .window(120);
    }

    private static RuleChart count() {
        return RuleChart.of("count", "Three values above 90 within 60 seconds", RuleExamples.count(), 180)
                .with(ChartEvent.each(
                        5,
                        TEMPERATURE,
                        37,
                        i -> i == 4 || i == 14 || i == 17 || i == 22 || i == 24 ? 95 : 80 + wave(i)))
                .with(Track.values(TEMPERATURE, 70, 100).limit(90, "> 90"))
                .with(Track.figure("values above 90", 0, 5).limit(3, ">= 3"))
                .window(60);
    }

    private static RuleChart ratio() {
        List<ChartEvent> errors = ChartEvent.each(10, "errors", 25, i -> i > 7 && i < 14 ? 14 : 2);
        return RuleChart.of("ratio", "The errors of one minute over its requests", RuleExamples.ratio(), 240)
                .with(ChartEvent.each(10, "requests", 25, i -> 100 + 10 * wave(i)))
                .with(errors)
                .with(Track.values("requests", 0, 150))
                .with(Track.values("errors", 0, 20))
                .with(Track.figure("ratio", 0, 0.15).limit(0.05, "> 0.05"))
                .window(60);
    }

    private static RuleChart statusRatio() {
        List<ChartEvent> orders = IntStream.range(0, 49)
                .mapToObj(i -> new ChartEvent(
                        i * 5,
                        "orders",
                        i > 18 && i < 32 && i % 2 == 0 ? 1 : 0,
                        i > 18 && i < 32 && i % 2 == 0 ? "ERROR" : "OK"))
                .toList();
        return RuleChart.of("status-ratio", "The share of failed orders in one minute", RuleExamples.statusRatio(), 240)
                .with(new ArrayList<>(orders))
                .with(new Track("orders, 1 for the status ERROR", "orders", 0, 1, List.of()))
                .with(Track.figure("share", 0, 1).limit(0.25, "> 0.25"))
                .window(60);
    }

    private static RuleChart forecast() {
        String field = "disk.used.percent";
        return RuleChart.of(
                        "forecast", "The forecast reaches the limit within four hours", RuleExamples.forecast(), 86_400)
                .with(ChartEvent.each(
                        600,
                        field,
                        145,
                        i -> 61 + noise(i) + Math.max(0, Math.min(i, 112) - 30) * 0.4 - (i > 112 ? 25 : 0)))
                .with(Track.values(field, 40, 100).limit(95, "> 95"))
                .with(Track.figure("forecast for the next 4 h", 40, 120).limit(95, "> 95"))
                .window(6 * 3_600);
    }

    private static RuleChart changePoint() {
        return RuleChart.of(
                        "change-point",
                        "The level has changed; after 32 values it is the new one",
                        RuleExamples.changePoint(),
                        600)
                .with(ChartEvent.each(5, "latency", 121, i -> (i < 60 ? 20 : 32) + 3 * noise(i)))
                .with(Track.values("latency", 10, 40));
    }

    private static RuleChart allOf() {
        return RuleChart.of("all-of", "Both conditions breach", RuleExamples.allOf(), 60)
                .with(ChartEvent.each(2, "cpu", 31, i -> i > 9 && i < 22 ? 95 : 70 + 2 * wave(i)))
                .with(ChartEvent.each(3, "queue_depth", 21, i -> i > 9 && i < 18 ? 130 : 60 + 3 * wave(i)))
                .with(Track.values("cpu", 50, 100).limit(90, "> 90"))
                .with(Track.values("queue_depth", 0, 150).limit(100, "> 100"));
    }

    private static RuleChart anyOf() {
        return RuleChart.of("any-of", "At least one condition breaches", RuleExamples.anyOf(), 60)
                .with(ChartEvent.each(2, "cpu", 31, i -> i > 9 && i < 17 ? 95 : 70 + 2 * wave(i)))
                .with(ChartEvent.each(3, "memory", 21, i -> i > 9 && i < 16 ? 97 : 80 + wave(i)))
                .with(Track.values("cpu", 50, 100).limit(90, "> 90"))
                .with(Track.values("memory", 70, 100).limit(95, "> 95"));
    }

    private static RuleChart not() {
        return RuleChart.of("not", "High load while no backup runs", RuleExamples.not(), 60)
                .with(ChartEvent.each(2, "cpu", 31, i -> i > 5 && i < 25 ? 95 : 70 + 2 * wave(i)))
                .with(ChartEvent.each(3, "backup_running", 21, i -> i < 11 ? 1 : 0))
                .with(Track.values("cpu", 50, 100).limit(90, "> 90"))
                .with(Track.values("backup_running", 0, 1).limit(0, "> 0"));
    }

    private static RuleChart sequence() {
        return RuleChart.of("sequence", "Errors start within a minute after the load", RuleExamples.sequence(), 120)
                .with(ChartEvent.each(4, "cpu", 31, i -> i > 7 && i < 14 ? 95 : 70 + 2 * wave(i)))
                .with(ChartEvent.each(5, "errors", 25, i -> i > 12 && i < 20 ? 4 : 0))
                .with(Track.values("cpu", 50, 100).limit(90, "> 90"))
                .with(Track.values("errors", 0, 6).limit(1, "> 1"));
    }

    /** Numbers from -1 to 1 that look random. */
    private static double noise(int i) {
        return (i * 7_919L * (i + 3) % 101) / 50.0 - 1;
    }

    /** A small movement without a season, from -2 to 2. */
    private static double wave(int i) {
        return Math.sin(i * 1.7) + Math.sin(i * 0.61 + 1);
    }
}
