// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * The counters of {@link ServerMetrics}. Without exemplars, which nothing here makes, and for which the client library would
 * run a thread that outlives the server. Thread-safe.
 */
final class Instruments {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    final Counter answers = Counter.builder()
            .name("telemetry_http_answers")
            .help("Answers over HTTP, by call and status.")
            .labelNames("call", "status")
            .withoutExemplars()
            .register(registry);
    final Histogram seconds = Histogram.builder()
            .name("telemetry_http_answer_seconds")
            .help("How long answers over HTTP took to make, the arrival of the body included.")
            .classicOnly()
            .classicUpperBounds(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5)
            .withoutExemplars()
            .register(registry);
    final Gauge clients = Gauge.builder()
            .name("telemetry_websocket_clients")
            .help("WebSocket clients that are connected.")
            .withoutExemplars()
            .register(registry);
    final Counter taken = counter("telemetry_websocket_messages_received", "Messages from WebSocket clients.");
    final Counter sent = counter("telemetry_websocket_messages_sent", "Messages to WebSocket clients.");
    final Counter missed = counter(
            "telemetry_websocket_messages_missed", "Messages left out, since their client or the server was behind.");

    private Counter counter(String name, String help) {
        Counter counter =
                Counter.builder().name(name).help(help).withoutExemplars().register(registry);
        counter.initLabelValues();
        return counter;
    }

    MetricSnapshots read() {
        return registry.scrape();
    }
}
