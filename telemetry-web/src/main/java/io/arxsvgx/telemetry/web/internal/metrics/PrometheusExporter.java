// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.metrics;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.StoreMetrics;
import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.snapshot.EventCounts;
import io.arxsvgx.telemetry.snapshot.ProcessingLatency;
import io.arxsvgx.telemetry.snapshot.ProcessingTimes;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An exporter of the metrics as OpenMetrics or in the older Prometheus text format. Thread-safe. */
public final class PrometheusExporter {
    /** The maximum number of rules with metrics of their own. More would be too many series for a scraper. */
    private static final int MAX_RULES = 1_000;

    private final ExpositionFormat format;

    private PrometheusExporter(ExpositionFormat format) {
        this.format = format;
    }

    /** Returns the exporter of the format that a client accepts. */
    public static PrometheusExporter of(@Nullable String accept) {
        return new PrometheusExporter(ExpositionFormat.accepted(accept));
    }

    public String contentType() {
        return format.contentType();
    }

    public byte[] write(TelemetryProcessor processor, HttpMetrics server, boolean rulesRefused) {
        List<MetricFamily> all = new ArrayList<>();
        processor(processor, all);
        rules(processor.rules().statuses(), all);
        all.add(FiringAlerts.of(processor.alerts().firing()));
        DetectionMetrics.add(processor.dashboard().analytics(), all);
        all.add(gauge("telemetry_rules_file_refused", "1 while the rules file is rejected.", rulesRefused ? 1 : 0));
        store(processor.alerts().storeMetrics().orElse(null), all);
        NotificationMetrics.add(
                processor.notifier().map(AlertNotifier::receivers).orElse(List.of()), all);
        all.add(build());
        server.addTo(all);
        return format.write(all, processor.name().isEmpty() ? Map.of() : Map.of("processor", processor.name()));
    }

    private static void processor(TelemetryProcessor processor, Collection<MetricFamily> all) {
        ProcessorMetrics metrics = processor.metrics();
        all.add(count("telemetry_events_offered", "Events offered to the processor.", metrics.offered()));
        all.add(count("telemetry_events_accepted", "Events accepted.", metrics.accepted()));
        all.add(count("telemetry_events_processed", "Events processed.", metrics.processed()));
        all.add(counts(
                "telemetry_events_dropped",
                "Events rejected at ingest, by reason.",
                "reason",
                withZeros(EventCounts.DROP_REASONS, metrics.droppedByReason())));
        all.add(counts(
                "telemetry_events_discarded",
                "Events accepted but not evaluated, by reason.",
                "reason",
                withZeros(EventCounts.DISCARD_REASONS, metrics.discardedByReason())));
        all.add(count("telemetry_events_late", "Events older than the newest of their series.", metrics.late()));
        all.add(count(
                "telemetry_events_adjusted",
                "Events with a time too far in the future, set to their arrival time.",
                metrics.adjusted()));
        all.add(gauge("telemetry_events_waiting", "Events waiting in the ingest buffer.", metrics.waiting()));
        all.add(gauge(
                "telemetry_buffer_utilization_ratio",
                "Filled share of the ingest buffer.",
                metrics.bufferUtilization()));
        all.add(gauge("telemetry_series", "Known series.", metrics.series()));
        all.add(gauge("telemetry_rules", "Rules.", metrics.rules()));
        all.add(gauge("telemetry_alerts_active", "Firing alerts.", metrics.activeAlerts()));
        all.add(activeBySeverity(metrics));
        all.add(gauge("telemetry_alerts_pending", "Pending alerts.", metrics.pendingAlerts()));
        all.add(count("telemetry_alerts_fired", "Alerts that have fired.", metrics.alertsFired()));
        all.add(count("telemetry_alerts_resolved", "Alerts that have been resolved.", metrics.alertsResolved()));
        all.add(gauge(
                "telemetry_status",
                "0 healthy, 1 warning, 2 critical.",
                switch (metrics.systemStatus()) {
                    case HEALTHY -> 0;
                    case WARNING -> 1;
                    case CRITICAL -> 2;
                }));
        all.add(gauge("telemetry_patterns_per_minute", "Failure patterns found.", metrics.patternRate()));
        all.add(count("telemetry_condition_faults", "Exceptions thrown by conditions.", metrics.conditionFaults()));
        all.add(count("telemetry_action_calls", "Calls of actions.", metrics.actionCalls()));
        all.add(count("telemetry_action_faults", "Calls of actions that threw.", metrics.actionFaults()));
        all.add(count("telemetry_action_timeouts", "Calls of actions that timed out.", metrics.actionTimeouts()));
        all.add(count(
                "telemetry_action_overflows",
                "Calls of actions dropped because the queue was full.",
                metrics.actionOverflows()));
        all.add(counts(
                "telemetry_action_failures",
                "Calls of actions that threw or timed out, by action; send_notification stands for notifications.",
                "action",
                processor.actions().failures()));
        all.add(count("telemetry_subscriber_missed", "Messages that subscribers missed.", metrics.subscriberMissed()));
        all.add(count("telemetry_store_faults", "Batches that the store failed to write.", metrics.storeFaults()));
        all.add(count("telemetry_detector_faults", "Exceptions thrown by detectors.", metrics.detectorFaults()));
        all.add(count(
                "telemetry_store_coalesced",
                "State changes of alerts that were replaced by a later one before they were written to the store.",
                metrics.storeCoalesced()));
        all.add(gauge(
                "telemetry_store_backlog",
                "Alerts and patterns whose newest state is not in the store yet.",
                metrics.storeBacklog()));
        all.add(count(
                "telemetry_store_lost",
                "Alerts and patterns dropped because the queue to the failed store was full.",
                metrics.storeLost()));
        all.add(latency(metrics));
        ProcessingTimes times = processor.processingTimes();
        all.add(MetricFamily.histogram(
                "telemetry_processing_seconds",
                "Processing latency of events.",
                ProcessingTimes.BOUNDS,
                times.counts(),
                times.total()));
    }

    private static void store(@Nullable StoreMetrics metrics, Collection<MetricFamily> all) {
        all.add(gauge(
                "telemetry_store_failing",
                "1 while alerts should be durable but are not.",
                metrics == null || !metrics.failing() ? 0 : 1));
        if (metrics != null) {
            all.add(count("telemetry_store_rows", "Alerts, patterns and silences written.", metrics.rows()));
            all.add(MetricFamily.histogram(
                    "telemetry_store_commit_seconds",
                    "Time that the store took to write a batch to disk.",
                    StoreMetrics.BOUNDS,
                    metrics.commitCounts(),
                    metrics.commitTime()));
        }
    }

    private static void rules(List<RuleStatus> statuses, Collection<MetricFamily> all) {
        MetricFamily firing = MetricFamily.gauge("telemetry_rule_alerts", "Firing alerts, by rule.");
        MetricFamily matched = MetricFamily.gauge("telemetry_rule_series", "Series that a rule evaluates, by rule.");
        statuses.stream().limit(MAX_RULES).forEach(status -> {
            Map<String, String> labels = Map.of("rule_id", status.rule().id());
            firing.add(labels, status.firing());
            matched.add(labels, status.seriesMatched());
        });
        all.add(firing);
        all.add(matched);
    }

    private static MetricFamily count(String name, String help, Number value) {
        return MetricFamily.counter(name, help).add(Map.of(), value.doubleValue());
    }

    private static MetricFamily counts(String name, String help, String label, Map<String, Long> values) {
        MetricFamily counts = MetricFamily.counter(name, help);
        values.forEach((key, value) -> counts.add(Map.of(label, key), value.doubleValue()));
        return counts;
    }

    /**
     * Returns the counts with a zero for each reason without one. A counter must exist from the start: otherwise a rate
     * misses the first increment.
     */
    private static Map<String, Long> withZeros(List<String> reasons, Map<String, Long> counted) {
        Map<String, Long> all = new TreeMap<>(counted);
        reasons.forEach(reason -> all.putIfAbsent(reason, 0L));
        return all;
    }

    private static MetricFamily activeBySeverity(ProcessorMetrics metrics) {
        MetricFamily active = MetricFamily.gauge("telemetry_alerts_active_by_severity", "Firing alerts, by severity.");
        metrics.activeAlertsBySeverity()
                .forEach((severity, count) -> active.add(Map.of("severity", severity.label()), count));
        return active;
    }

    private static MetricFamily build() {
        String version = PrometheusExporter.class.getPackage().getImplementationVersion();
        return MetricFamily.info(
                "telemetry_build",
                "The version of the release and of Java.",
                Map.of(
                        "version",
                        version == null ? "development" : version,
                        "java",
                        Runtime.version().toString()));
    }

    private static MetricFamily gauge(String name, String help, Number value) {
        return MetricFamily.gauge(name, help).add(Map.of(), value.doubleValue());
    }

    private static MetricFamily latency(ProcessorMetrics metrics) {
        ProcessingLatency latency = metrics.processingLatency();
        return MetricFamily.summary(
                "telemetry_processing_latency_seconds",
                "Recent processing latency of events.",
                new TreeMap<>(Map.of(0.5, latency.p50(), 0.99, latency.p99(), 1.0, latency.max())));
    }
}
