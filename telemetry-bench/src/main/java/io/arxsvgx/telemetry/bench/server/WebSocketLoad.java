// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.server;

import io.arxsvgx.telemetry.rule.AlertRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program that measures events over WebSocket, one per message, and alerts to many clients. The load and the server
 * are two processes. Arguments: seconds per run, rounds.
 */
public final class WebSocketLoad {
    private static final int SENDERS = 4;
    private static final int LISTENERS = 200;
    private static final int ALERTS_A_SECOND = 20;
    /** The number of messages between two pings, by which a sender is ahead of the server at most. */
    private static final int MAX_UNACKNOWLEDGED = 500;

    /** The number of alerts before the measured ones, enough for the JVM to compile the code. */
    private static final int WARM_UP = 40;

    private static final Pattern SOURCE = Pattern.compile("\"rule_id\":\"fan_out\".*?\"source\":\"fan_([0-9]+)\"");

    private WebSocketLoad() {}

    /** Returns the rule whose alerts are sent to many clients. */
    static AlertRule rule() {
        return AlertRule.builder("fan_out")
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("operator", ">")
                .parameter("value", 1_000)
                .source("fan_*")
                .build();
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 4;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        double[] rates = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            try (ServerProcess server = new ServerProcess("telemetry")) {
                send(server.webSocketPort, seconds);
                rates[round] = send(server.webSocketPort, seconds);
            }
        }
        Arrays.sort(rates);
        System.out.printf(
                Locale.ROOT,
                "WebSocket, %d senders, one event per message: %,.0f (%,.0f to %,.0f) events/s%n",
                SENDERS,
                rates[rounds / 2],
                rates[0],
                rates[rounds - 1]);
        try (ServerProcess server = new ServerProcess("telemetry")) {
            listen(server.webSocketPort, seconds);
            System.out.printf(Locale.ROOT, "  peak memory of the server %,d MiB%n", server.peakMemory());
        }
    }

    private static WebSocket connect(HttpClient client, int port, WebSocket.Listener listener) {
        return client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/"), listener)
                .join();
    }

    private static double send(int port, int seconds) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        AtomicLong sent = new AtomicLong();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Thread[] threads = new Thread[SENDERS];
        for (int i = 0; i < SENDERS; i++) {
            Semaphore answered = new Semaphore(1);
            WebSocket socket = connect(client, port, new WebSocket.Listener() {
                @Override
                public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                    answered.release();
                    from.request(1);
                    return null;
                }
            });
            String message = "{\"type\":\"telemetry\",\"data\":" + ServerLoad.event("sensor_" + i, 75.25) + "}";
            threads[i] = new Thread(() -> {
                while (System.nanoTime() < end) {
                    answered.acquireUninterruptibly();
                    for (int n = 0; n < MAX_UNACKNOWLEDGED; n++) {
                        socket.sendText(message, true).join();
                    }
                    sent.addAndGet(MAX_UNACKNOWLEDGED);
                    socket.sendText("{\"type\":\"ping\"}", true).join();
                }
                socket.abort();
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return (double) sent.get() / seconds;
    }

    private static void listen(int port, int seconds) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        int alerts = WARM_UP + ALERTS_A_SECOND * seconds;
        long[] at = new long[alerts];
        ConcurrentLinkedQueue<Long> delays = new ConcurrentLinkedQueue<>();
        CountDownLatch subscribed = new CountDownLatch(LISTENERS);
        CountDownLatch received = new CountDownLatch(LISTENERS * alerts);
        for (int i = 0; i < LISTENERS; i++) {
            connect(client, port, new WebSocket.Listener() {
                        private final StringBuilder text = new StringBuilder();

                        @Override
                        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                            text.append(data);
                            if (last) {
                                take(text.toString(), at, delays, subscribed, received);
                                text.setLength(0);
                            }
                            from.request(1);
                            return null;
                        }
                    })
                    .sendText("{\"type\":\"subscribe\",\"channels\":[\"alerts\"]}", true)
                    .join();
        }
        subscribed.await();
        WebSocket sender = connect(client, port, new WebSocket.Listener() {});
        long begin = System.nanoTime();
        for (int i = 0; i < alerts; i++) {
            LockSupport.parkNanos(begin + i * 1_000_000_000L / ALERTS_A_SECOND - System.nanoTime());
            at[i] = System.nanoTime();
            sender.sendText("{\"type\":\"telemetry\",\"data\":" + ServerLoad.event("fan_" + i, 2_000) + "}", true)
                    .join();
        }
        boolean all = received.await(20, TimeUnit.SECONDS);
        long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "Alerts to %,d clients, %d alerts/s: %,d of %,d messages%s, event to client p50 %.1f ms, p99 %.1f ms,"
                        + " max %.1f ms%n",
                LISTENERS,
                ALERTS_A_SECOND,
                sorted.length,
                LISTENERS * (alerts - WARM_UP),
                all ? "" : " (the rest did not arrive)",
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                sorted[sorted.length - 1] / 1e6);
    }

    private static void take(
            String message,
            long[] at,
            ConcurrentLinkedQueue<Long> delays,
            CountDownLatch subscribed,
            CountDownLatch received) {
        long now = System.nanoTime();
        Matcher source = SOURCE.matcher(message);
        if (source.find()) {
            int alert = Integer.parseInt(source.group(1));
            if (alert >= WARM_UP) {
                delays.add(now - at[alert]);
            }
            received.countDown();
        } else if (message.contains("subscribed")) {
            subscribed.countDown();
        }
    }
}
