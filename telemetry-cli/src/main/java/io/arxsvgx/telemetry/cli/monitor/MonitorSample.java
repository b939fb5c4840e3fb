// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.monitor;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The status of a server at one time. Immutable.
 *
 * @param dashboard the dashboard
 * @param rate the events per second since the sample before
 */
record MonitorSample(JsonNode dashboard, double rate) {
    /** Returns the first sample, or the next one a number of nanoseconds after another. */
    static MonitorSample of(JsonNode dashboard, JsonNode before, long nanos) {
        long processed = dashboard.path("total_events").asLong();
        long earlier = before.path("total_events").asLong(processed);
        // a restarted server counts from zero
        return new MonitorSample(dashboard, Math.max(0, processed - earlier) / Math.max(1e-3, nanos / 1e9));
    }

    String status() {
        return dashboard.path("system_status").asText();
    }

    String reason() {
        JsonNode reason = metrics().path("status_reason");
        return reason.isTextual() ? reason.textValue() : "";
    }

    JsonNode metrics() {
        return dashboard.path("metrics");
    }

    long count(String metric) {
        return metrics().path(metric).asLong();
    }

    long events() {
        return dashboard.path("total_events").asLong();
    }

    long firing() {
        return dashboard.path("active_alerts").asLong();
    }

    /** A latency in milliseconds. */
    double latency(String name) {
        return metrics().path("processing_latency").path(name).asDouble() * 1e3;
    }
}
