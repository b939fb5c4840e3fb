// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.metrics;

import io.arxsvgx.telemetry.web.http.WebSocketMetrics;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The metrics of the server itself. All label values come from the server, so a client cannot add series. Thread-safe.
 */
public final class HttpMetrics implements WebSocketMetrics {
    /** The upper bounds of response durations: from 0.1 ms to 5 s. */
    private static final List<Duration> BOUNDS = LongStream.of(
                    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000)
            .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
            .toList();

    /** The number of responses by call, then by status. */
    private final Map<String, Map<Integer, LongAdder>> answers = new ConcurrentHashMap<>();

    private final LongAdder[] durations =
            Stream.generate(LongAdder::new).limit(BOUNDS.size() + 1L).toArray(LongAdder[]::new);
    private final LongAdder totalNanos = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private volatile int clients;

    /** Creates the counters of calls with the value zero. */
    public void register(Collection<String> calls) {
        calls.forEach(call -> answers(call, 200));
    }

    private LongAdder answers(String call, int status) {
        return answers.computeIfAbsent(call, key -> new ConcurrentHashMap<>())
                .computeIfAbsent(status, key -> new LongAdder());
    }

    public void answered(String call, int status, long nanos) {
        answers(call, status).increment();
        durations[bucket(nanos)].increment();
        totalNanos.add(nanos);
    }

    private static int bucket(long nanos) {
        int bucket = 0;
        while (bucket < BOUNDS.size() && nanos > BOUNDS.get(bucket).toNanos()) {
            bucket++;
        }
        return bucket;
    }

    @Override
    public void clients(int count) {
        clients = count;
    }

    @Override
    public void messageReceived() {
        received.increment();
    }

    @Override
    public void messageSent() {
        sent.increment();
    }

    @Override
    public void messagesMissed(long count) {
        missed.add(count);
    }

    /** Adds the metric families. */
    void addTo(Collection<MetricFamily> all) {
        MetricFamily byCall = MetricFamily.counter("telemetry_http_answers", "HTTP responses, by call and status.");
        answers.forEach((call, byStatus) -> byStatus.forEach((status, count) ->
                byCall.add(Map.of("call", call, "status", Integer.toString(status)), count.doubleValue())));
        all.add(byCall);
        all.add(MetricFamily.histogram(
                "telemetry_http_answer_seconds",
                "Duration of HTTP requests, including the arrival of the body.",
                BOUNDS,
                Arrays.stream(durations).map(LongAdder::sum).toList(),
                Duration.ofNanos(totalNanos.sum())));
        all.add(MetricFamily.gauge("telemetry_websocket_clients", "Connected WebSocket clients.")
                .add(Map.of(), clients));
        all.add(count("telemetry_websocket_messages_received", "Messages from WebSocket clients.", received));
        all.add(count("telemetry_websocket_messages_sent", "Messages to WebSocket clients.", sent));
        all.add(count(
                "telemetry_websocket_messages_missed",
                "Messages dropped because the client or the server was too slow.",
                missed));
    }

    private static MetricFamily count(String name, String help, LongAdder value) {
        return MetricFamily.counter(name, help).add(Map.of(), value.doubleValue());
    }
}
