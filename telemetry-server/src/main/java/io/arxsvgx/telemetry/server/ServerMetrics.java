// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** What the server counts of itself. The labels are of its own making, so that no caller can add to them. Thread-safe. */
final class ServerMetrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter answers = Counter.builder()
            .name("telemetry_http_answers")
            .help("Answers over HTTP, by call and status.")
            .labelNames("call", "status")
            .register(registry);
    private final Histogram seconds = Histogram.builder()
            .name("telemetry_http_answer_seconds")
            .help("How long answers over HTTP took to make, the arrival of the body included.")
            .classicOnly()
            .classicUpperBounds(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5)
            .register(registry);
    private final Gauge clients = Gauge.builder()
            .name("telemetry_websocket_clients")
            .help("WebSocket clients that are connected.")
            .register(registry);
    private final Counter taken = Counter.builder()
            .name("telemetry_websocket_messages_received")
            .help("Messages from WebSocket clients.")
            .register(registry);
    private final Counter sent = Counter.builder()
            .name("telemetry_websocket_messages_sent")
            .help("Messages to WebSocket clients.")
            .register(registry);
    private final Counter missed = Counter.builder()
            .name("telemetry_websocket_messages_missed")
            .help("Messages left out, since their client or the server was behind.")
            .register(registry);

    void answered(Answer answer, long nanos) {
        answers.labelValues(answer.call, Integer.toString(answer.status)).inc();
        seconds.observe(nanos / 1e9);
    }

    void clients(int count) {
        clients.set(count);
    }

    void messageTaken() {
        taken.inc();
    }

    void messageSent() {
        sent.inc();
    }

    void messagesMissed(long count) {
        missed.inc(count);
    }

    MetricSnapshots read() {
        return registry.scrape();
    }
}
