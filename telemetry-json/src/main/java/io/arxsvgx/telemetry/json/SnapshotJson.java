// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.snapshot.DashboardSnapshot;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The JSON form of the dashboard, the metrics, and the rules with their live status. Thread-safe. */
public final class SnapshotJson {
    private SnapshotJson() {}

    /**
     * Writes the dashboard.
     *
     * @param out the generator to write to
     * @param dashboard the snapshot
     * @throws IOException if {@code out} fails
     */
    public static void write(JsonGenerator out, DashboardSnapshot dashboard) throws IOException {
        out.writeStartObject();
        JsonCodec.time(out, "last_update", dashboard.lastUpdate());
        out.writeNumberField("total_events", dashboard.totalEvents());
        out.writeNumberField("active_alerts", dashboard.activeAlerts());
        out.writeStringField("system_status", dashboard.systemStatus().label());
        out.writeArrayFieldStart("recent_alerts");
        for (Alert alert : dashboard.recentAlerts()) {
            AlertJson.write(out, alert);
        }
        out.writeEndArray();
        out.writeNumberField("pattern_count", dashboard.patternCount());
        out.writeArrayFieldStart("risk_assessments");
        for (RiskAssessment risk : dashboard.riskAssessments()) {
            PatternJson.write(out, risk);
        }
        out.writeEndArray();
        out.writeFieldName("analytics");
        JsonCodec.any(out, new TreeMap<>(dashboard.analytics()));
        out.writeFieldName("metrics");
        write(out, dashboard.metrics());
        out.writeEndObject();
    }

    /**
     * Writes the metrics. Latencies are in seconds.
     *
     * @param out the generator to write to
     * @param metrics the metrics
     * @throws IOException if {@code out} fails
     */
    public static void write(JsonGenerator out, ProcessorMetrics metrics) throws IOException {
        out.writeStartObject();
        out.writeNumberField("offered", metrics.offered());
        out.writeNumberField("accepted", metrics.accepted());
        out.writeNumberField("processed", metrics.processed());
        out.writeNumberField("waiting", metrics.waiting());
        out.writeNumberField("evaluated", metrics.evaluated());
        out.writeNumberField("dropped", metrics.dropped());
        counts(out, "dropped_by_reason", metrics.droppedByReason());
        out.writeNumberField("discarded", metrics.discarded());
        counts(out, "discarded_by_reason", metrics.discardedByReason());
        out.writeNumberField("adjusted", metrics.adjusted());
        out.writeNumberField("late", metrics.late());
        out.writeNumberField("active_alerts", metrics.activeAlerts());
        out.writeObjectFieldStart("active_alerts_by_severity");
        for (Severity severity : Severity.values()) {
            out.writeNumberField(
                    severity.label(), metrics.activeAlertsBySeverity().getOrDefault(severity, 0L));
        }
        out.writeEndObject();
        out.writeNumberField("pending_alerts", metrics.pendingAlerts());
        out.writeNumberField("alerts_fired", metrics.alertsFired());
        out.writeNumberField("alerts_resolved", metrics.alertsResolved());
        out.writeStringField("system_status", metrics.systemStatus().label());
        out.writeStringField("status_reason", metrics.statusReason());
        out.writeObjectFieldStart("processing_latency");
        JsonCodec.seconds(out, "p50", metrics.processingLatency().p50());
        JsonCodec.seconds(out, "p99", metrics.processingLatency().p99());
        JsonCodec.seconds(out, "max", metrics.processingLatency().max());
        out.writeEndObject();
        out.writeNumberField("buffer_capacity", metrics.bufferCapacity());
        out.writeNumberField("buffer_utilization", metrics.bufferUtilization());
        out.writeNumberField("series", metrics.series());
        out.writeNumberField("rules", metrics.rules());
        out.writeNumberField("pattern_rate", metrics.patternRate());
        out.writeNumberField("condition_faults", metrics.conditionFaults());
        out.writeNumberField("action_calls", metrics.actionCalls());
        out.writeNumberField("action_faults", metrics.actionFaults());
        out.writeNumberField("action_timeouts", metrics.actionTimeouts());
        out.writeNumberField("action_overflows", metrics.actionOverflows());
        out.writeNumberField("subscriber_missed", metrics.subscriberMissed());
        out.writeNumberField("store_faults", metrics.storeFaults());
        out.writeNumberField("store_coalesced", metrics.storeCoalesced());
        out.writeNumberField("store_backlog", metrics.storeBacklog());
        out.writeNumberField("store_lost", metrics.storeLost());
        out.writeNumberField("detector_faults", metrics.detectorFaults());
        out.writeEndObject();
    }

    private static void counts(JsonGenerator out, String name, Map<String, Long> counts) throws IOException {
        out.writeFieldName(name);
        JsonCodec.any(out, new TreeMap<>(counts));
    }

    /**
     * Writes a rule, with its live status as {@code live} and its warnings as {@code warnings}.
     *
     * @param out the generator to write to
     * @param status the rule and its status
     * @throws IOException if {@code out} fails
     */
    public static void write(JsonGenerator out, RuleStatus status) throws IOException {
        out.writeStartObject();
        RuleJson.writeFields(out, status.rule());
        JsonCodec.texts(out, "warnings", status.warnings());
        out.writeObjectFieldStart("live");
        out.writeNumberField("series_matched", status.seriesMatched());
        out.writeNumberField("alerts", status.firing());
        out.writeNumberField("pending", status.pending().size());
        JsonCodec.time(out, "last_evaluated", status.lastEvaluated());
        out.writeStringField("last_error", status.lastError());
        out.writeNumberField("series_failed", status.seriesFailed());
        JsonCodec.texts(out, "unknown_actions", status.unknownActions());
        out.writeEndObject();
        out.writeEndObject();
    }
}
