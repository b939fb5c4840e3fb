// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart.rules;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/** Values for each rule of each pack, as an application in use records them, and with a fault from some time on. */
final class RulePackCases {
    private static final int FAULT = 120;
    private static final String REQUESTS = "http.server.requests";
    private static final Map<String, String> OK = Map.of("uri", "/cart", "status", "200");
    private static final Map<String, String> FAILED = Map.of("uri", "/cart", "status", "503");
    private static final Map<String, String> BLOCKED = Map.of("state", "blocked");
    private static final Map<String, String> ROOT = Map.of("path", "/");

    private RulePackCases() {}

    static List<RulePackCase> all() {
        return Stream.of(jvm(), http(), queue(), disk(), sensor())
                .flatMap(List::stream)
                .toList();
    }

    private static List<RulePackCase> jvm() {
        return List.of(
                gauge("jvm", "jvm_heap_after_gc", "jvm.memory.usage.after.gc", 0.45, 0.85),
                gauge("jvm", "jvm_gc_overhead", "jvm.gc.overhead", 0.02, 0.15),
                new RulePackCase(
                        "jvm",
                        "jvm_gc_pauses",
                        seconds(600)
                                .each(20, "jvm.gc.pause", Map.of("cause", "Allocation"), at -> at == 300 ? 900 : 30),
                        seconds(600)
                                .each(20, "jvm.gc.pause", Map.of("cause", "Allocation"), at -> 30)
                                .between(FAULT, 600, 60, "jvm.gc.pause", Map.of("cause", "Ergonomics"), at -> 800)),
                gauge("jvm", "jvm_threads", "jvm.threads.live", 120, 1_500),
                new RulePackCase(
                        "jvm",
                        "jvm_threads_leak",
                        seconds(2_000).each(5, "jvm.threads.live", at -> 120 + 20 * wave(at)),
                        seconds(2_000).each(5, "jvm.threads.live", at -> 120 + 20 * wave(at) + at * 0.3)),
                gauge("jvm", "jvm_threads_deadlocked", "jvm.threads.deadlocked", 0, 2),
                new RulePackCase(
                        "jvm",
                        "jvm_threads_blocked",
                        seconds(300)
                                .each(1, "jvm.threads.states", BLOCKED, at -> at % 3)
                                .each(1, "jvm.threads.states", Map.of("state", "waiting"), at -> 40),
                        seconds(300).each(1, "jvm.threads.states", BLOCKED, at -> at < FAULT ? 1 : 25)),
                gauge("jvm", "jvm_cpu", "process.cpu.usage", 0.4, 0.9),
                new RulePackCase(
                        "jvm",
                        "jvm_files",
                        seconds(300)
                                .each(1, "process.files.open", at -> 200 + at % 7)
                                .each(1, "process.files.max", at -> 4_096),
                        seconds(300)
                                .each(1, "process.files.open", at -> at < FAULT ? 200 : 4_000)
                                .each(1, "process.files.max", at -> 4_096)));
    }

    private static List<RulePackCase> http() {
        return List.of(
                new RulePackCase(
                        "http-service",
                        "http_error_ratio",
                        seconds(600)
                                .each(1, REQUESTS, OK, at -> 80 + 20 * wave(at))
                                .each(100, REQUESTS, FAILED, at -> 90),
                        seconds(600)
                                .each(1, REQUESTS, OK, at -> 80 + 20 * wave(at))
                                .between(FAULT, 600, 10, REQUESTS, FAILED, at -> 90)),
                new RulePackCase(
                        "http-service",
                        "http_latency_p99",
                        seconds(600).each(1, REQUESTS, OK, at -> at % 250 == 249 ? 3_000 : 80 + 20 * wave(at)),
                        seconds(600).each(1, REQUESTS, OK, at -> at % 20 == 19 ? 1_500 : 80 + 20 * wave(at))),
                new RulePackCase(
                        "http-service",
                        "http_no_traffic",
                        seconds(900)
                                .each(200, REQUESTS, OK, at -> 80)
                                .between(100, 900, 200, REQUESTS, FAILED, at -> 80),
                        seconds(900).between(0, FAULT, 10, REQUESTS, OK, at -> 80)),
                new RulePackCase(
                        "http-service",
                        "http_in_flight",
                        seconds(300)
                                .each(1, "http.server.requests.active", Map.of("method", "GET"), at -> 80)
                                .each(1, "http.server.requests.active", Map.of("method", "POST"), at -> 40),
                        seconds(300)
                                .each(1, "http.server.requests.active", Map.of("method", "GET"), at -> 150)
                                .each(1, "http.server.requests.active", Map.of("method", "POST"), at -> 90)));
    }

    private static List<RulePackCase> queue() {
        return List.of(
                gauge("queue", "queue_depth", "queue.depth", 50, 2_000),
                new RulePackCase(
                        "queue",
                        "queue_growth",
                        seconds(1_200).each(10, "queue.depth", at -> 200 + 80 * wave(at)),
                        seconds(1_200)
                                .each(10, "queue.depth", at -> 200 + 80 * wave(at) + Math.max(0, at - FAULT) * 10)),
                new RulePackCase(
                        "queue",
                        "queue_consumer_silent",
                        seconds(400)
                                .each(10, "queue.depth", at -> at < FAULT ? 5 : 0)
                                .between(0, FAULT, 5, "queue.consumed", Map.of(), at -> 1),
                        seconds(400)
                                .each(10, "queue.depth", at -> 5)
                                .between(0, FAULT, 5, "queue.consumed", Map.of(), at -> 1)),
                gauge("queue", "queue_age", "queue.age", 3, 90));
    }

    private static List<RulePackCase> disk() {
        return List.of(
                new RulePackCase(
                        "disk",
                        "disk_free",
                        seconds(600).each(10, "disk.free", ROOT, at -> 4e10),
                        seconds(600).each(10, "disk.free", ROOT, at -> at < FAULT ? 4e10 : 4e9)),
                new RulePackCase(
                        "disk",
                        "disk_free_share",
                        seconds(600).each(10, "disk.free", ROOT, at -> 4e11).each(10, "disk.total", ROOT, at -> 1e12),
                        seconds(600)
                                .each(10, "disk.free", ROOT, at -> at < FAULT ? 4e11 : 5e10)
                                .each(10, "disk.total", ROOT, at -> 1e12)),
                new RulePackCase(
                        "disk",
                        "disk_io_latency",
                        seconds(600).each(2, "disk.io.latency", ROOT, at -> at % 100 == 0 ? 300 : 4),
                        seconds(600).each(2, "disk.io.latency", ROOT, at -> at % 20 == 0 ? 300 : 4)),
                new RulePackCase(
                        "disk",
                        "disk_full_soon",
                        seconds(1_500).each(5, "disk.free", ROOT, at -> 4e10 + 1e8 * wave(at)),
                        seconds(1_500).each(5, "disk.free", ROOT, at -> 4e10 + 1e8 * wave(at) - at * 1e7)));
    }

    private static List<RulePackCase> sensor() {
        IntToDoubleFunction usual = at -> 60 + wave(at);
        return List.of(
                new RulePackCase(
                        "sensor",
                        "sensor_limits",
                        seconds(900).each(5, "temperature", usual),
                        seconds(900).each(5, "temperature", at -> usual.applyAsDouble(at) + (at < 300 ? 0 : 25))),
                new RulePackCase(
                        "sensor",
                        "sensor_flatline",
                        seconds(900).each(5, "temperature", usual),
                        seconds(900).each(5, "temperature", at -> at < FAULT ? usual.applyAsDouble(at) : 61)),
                new RulePackCase(
                        "sensor",
                        "sensor_silent",
                        seconds(900).each(100, "temperature", usual),
                        seconds(900).between(0, FAULT, 5, "temperature", Map.of(), usual)),
                new RulePackCase(
                        "sensor",
                        "sensor_spike",
                        seconds(900).each(5, "temperature", usual),
                        seconds(900).each(5, "temperature", at -> at == 700 ? 72 : usual.applyAsDouble(at))),
                new RulePackCase(
                        "sensor",
                        "sensor_shift",
                        seconds(900).each(5, "temperature", usual),
                        seconds(900).each(5, "temperature", at -> usual.applyAsDouble(at) + (at < 450 ? 0 : 12))));
    }

    private static RecordedSeries seconds(int seconds) {
        return new RecordedSeries(seconds);
    }

    /** A gauge that is polled each second, with one value as long as all is well and another one from the fault on. */
    private static RulePackCase gauge(String pack, String rule, String type, double healthy, double fault) {
        return new RulePackCase(
                pack,
                rule,
                seconds(900).each(1, type, at -> healthy),
                seconds(900).each(1, type, at -> at < FAULT ? healthy : fault));
    }

    /** A movement from -2 to 2 without a season. */
    private static double wave(int second) {
        return Math.sin(second * 1.7) + Math.sin(second * 0.61 + 1);
    }
}
