// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of a processor in one second. Immutable.
 *
 * @param time the end of that second, in seconds since 1970
 * @param eventsPerSecond events processed
 * @param latencyP50 the median of recent processing latencies, in seconds
 * @param latencyP99 the 99th percentile of recent processing latencies, in seconds
 * @param bufferUtilization waiting events as a share of the buffer, 0 to 1
 * @param dropped events dropped in that second, by reason; a reason without events is omitted
 * @param activeAlerts firing alerts by severity, with every severity present
 * @param alertMarks firing alerts that are silenced, acknowledged or stale
 * @param patternsPerMinute failure patterns found per minute, over the last ten minutes
 */
public record OverviewSample(
        double time,
        double eventsPerSecond,
        double latencyP50,
        double latencyP99,
        double bufferUtilization,
        Map<String, Long> dropped,
        Map<Severity, Long> activeAlerts,
        AlertMarks alertMarks,
        double patternsPerMinute) {
    private static final double SECOND = 1e9;

    /** Returns the sample of the time between two readings of the processor's metrics. */
    static OverviewSample between(
            ProcessorMetrics before, ProcessorMetrics now, AlertMarks marks, long nanos, long epochNanos) {
        Map<String, Long> dropped = new TreeMap<>();
        now.droppedByReason().forEach((reason, count) -> {
            long more = count - before.droppedByReason().getOrDefault(reason, 0L);
            if (more > 0) {
                dropped.put(reason, more);
            }
        });
        return new OverviewSample(
                Math.floorDiv(epochNanos, 1_000_000L) / 1e3,
                nanos <= 0 ? 0 : (now.processed() - before.processed()) * SECOND / nanos,
                seconds(now.processingLatency().p50()),
                seconds(now.processingLatency().p99()),
                now.bufferUtilization(),
                dropped,
                now.activeAlertsBySeverity(),
                marks,
                now.patternRate());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / SECOND;
    }

    public void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        JsonCodec.number(out, "time", time);
        JsonCodec.number(out, "events_per_second", eventsPerSecond);
        JsonCodec.number(out, "latency_p50", latencyP50);
        JsonCodec.number(out, "latency_p99", latencyP99);
        out.writeNumberField("buffer_utilization", bufferUtilization);
        out.writeObjectFieldStart("dropped");
        for (Map.Entry<String, Long> reason : dropped.entrySet()) {
            out.writeNumberField(reason.getKey(), reason.getValue());
        }
        out.writeEndObject();
        out.writeObjectFieldStart("active_alerts");
        for (Severity severity : Severity.values()) {
            out.writeNumberField(severity.label(), activeAlerts.getOrDefault(severity, 0L));
        }
        out.writeEndObject();
        out.writeFieldName("active_alerts_by_mark");
        alertMarks.write(out);
        JsonCodec.number(out, "patterns_per_minute", patternsPerMinute);
        out.writeEndObject();
    }
}
