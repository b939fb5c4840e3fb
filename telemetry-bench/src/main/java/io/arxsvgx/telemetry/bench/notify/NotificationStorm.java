// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.notify.Notifications;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.snapshot.ProcessingLatency;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program that measures a storm of alerts at a webhook that takes 5 ms for a call: how long until every alert has arrived, in
 * how many calls, and the latency of the loop meanwhile, beside the same storm without a notifier. Alerts are in SQLite, and a
 * stream of other events runs all the time. Arguments: the number of alerts; the number of rounds.
 */
public final class NotificationStorm {
    private static final long CALL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int MAX_SECONDS = 120;
    private static final Pattern SOURCE = Pattern.compile("\"source\":\"(pump_\\d+)\"");
    private static final String EACH = "group_by: ['...']";
    private static final String GROUPED = "group_by: [alertname]";

    private final Set<String> arrived = ConcurrentHashMap.newKeySet();
    private final AtomicLong calls = new AtomicLong();
    private final HttpServer receiver;

    private NotificationStorm() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newCachedThreadPool());
        receiver.createContext("/", this::receive);
        receiver.start();
    }

    private void receive(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        LockSupport.parkNanos(CALL_NANOS);
        calls.incrementAndGet();
        Matcher sources = SOURCE.matcher(body);
        while (sources.find()) {
            arrived.add(sources.group(1));
        }
        call.sendResponseHeaders(200, -1);
        call.close();
    }

    /** Prints a table. */
    public static void main(String[] args) throws Exception {
        int alerts = Integer.parseInt(args[0]);
        int rounds = Integer.parseInt(args[1]);
        System.out.println("| notifications | seconds until all arrived | calls | loop p50 | loop p99 |");
        System.out.println("| --- | --- | --- | --- | --- |");
        for (int round = 0; round < rounds; round++) {
            storm("none", null, alerts);
            storm("one each", EACH, alerts);
            storm("grouped", GROUPED, alerts);
        }
    }

    private static void storm(String name, @Nullable String groupBy, int alerts) throws Exception {
        NotificationStorm storm = new NotificationStorm();
        Path folder = Files.createTempDirectory(Path.of("target"), "storm");
        TelemetryProcessor.Builder builder =
                TelemetryProcessor.builder().alertStore(SqliteAlertStore.open(folder.resolve("alerts.db")));
        if (groupBy != null) {
            builder.notifier(Notifications.builder()
                    .configuration(storm.configuration(groupBy))
                    .build());
        }
        try (TelemetryProcessor processor = builder.isolated().build()) {
            processor.addAlertRule(AlertRule.builder("hot")
                    .on("temperature")
                    .condition("threshold")
                    .parameter("operator", ">")
                    .parameter("value", 80)
                    .actions("send_notification")
                    .build());
            processor.start();
            double seconds = storm.run(processor, alerts, groupBy != null);
            ProcessingLatency latency = processor.metrics().processingLatency();
            System.out.printf(
                    "| %s | %.1f | %d | %.1f us | %.1f us |%n",
                    name,
                    seconds,
                    storm.calls.get(),
                    latency.p50().toNanos() / 1e3,
                    latency.p99().toNanos() / 1e3);
        } finally {
            storm.receiver.stop(0);
        }
    }

    private double run(TelemetryProcessor processor, int alerts, boolean isNotified) throws InterruptedException {
        TelemetrySeries steady = processor.series("steady", "pressure");
        long begun = System.nanoTime();
        for (int i = 0; i < alerts; i++) {
            processor.series("pump_" + i, "temperature").record(90);
            steady.record(i);
            if (i % 100 == 0) {
                // at most 100 events wait, so that none is dropped and the latency is not that of a full buffer
                processor.flush(Duration.ofSeconds(10));
            }
        }
        while (isNotified && arrived.size() < alerts && System.nanoTime() - begun < MAX_SECONDS * 1_000_000_000L) {
            steady.record(1);
            Thread.sleep(1);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (isNotified && arrived.size() < alerts) {
            throw new IllegalStateException("only " + arrived.size() + " of " + alerts + " alerts arrived");
        }
        return seconds;
    }

    private String configuration(String groupBy) {
        return String.join(
                "\n",
                "route:",
                "  receiver: hook",
                "  " + groupBy,
                "  group_wait: 1s",
                "  group_interval: 1s",
                "receivers:",
                "  - name: hook",
                "    webhook_configs:",
                "      - url: http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
                "");
    }
}
