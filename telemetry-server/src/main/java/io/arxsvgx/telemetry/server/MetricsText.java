// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.snapshot.ProcessingTimes;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import io.arxsvgx.telemetry.store.StoreMetrics;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The metrics as OpenMetrics, or as the older Prometheus text. Thread-safe. */
final class MetricsText {
    /** Of more rules the series would be too many for whoever collects them. */
    private static final int MOST_RULES = 1_000;

    private static final ExpositionFormats FORMATS = ExpositionFormats.init();

    private final ExpositionFormatWriter writer;

    private MetricsText(ExpositionFormatWriter writer) {
        this.writer = writer;
    }

    /** The one that a caller asks for. */
    static MetricsText of(@Nullable String accept) {
        boolean isOpen = accept != null && accept.contains("application/openmetrics-text");
        return new MetricsText(
                isOpen ? FORMATS.getOpenMetricsTextFormatWriter() : FORMATS.getPrometheusTextFormatWriter());
    }

    String contentType() {
        return writer.getContentType();
    }

    byte[] write(
            TelemetryProcessor processor,
            ServerMetrics server,
            @Nullable SqliteAlertStore store,
            boolean rulesRefused) {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        processor(processor, all);
        rules(processor.ruleStatuses(), all);
        DetectionMetrics.add(processor.dashboard().analytics(), all);
        all.metricSnapshot(
                gauge("telemetry_rules_file_refused", "1 while the file of rules is refused.", rulesRefused ? 1 : 0));
        store(store, all);
        all.metricSnapshot(build());
        server.addTo(all);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8_192);
        try {
            writer.write(bytes, all.build());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void processor(TelemetryProcessor processor, MetricSnapshots.Builder all) {
        ProcessorMetrics metrics = processor.metrics();
        all.metricSnapshot(count("telemetry_events_offered", "Events handed in.", metrics.offered()));
        all.metricSnapshot(count("telemetry_events_accepted", "Events taken.", metrics.accepted()));
        all.metricSnapshot(count("telemetry_events_processed", "Events processed.", metrics.processed()));
        all.metricSnapshot(counts(
                "telemetry_events_dropped",
                "Events refused at the door, by reason.",
                "reason",
                withZeros(ProcessorMetrics.DROP_REASONS, metrics.droppedByReason())));
        all.metricSnapshot(counts(
                "telemetry_events_discarded",
                "Events taken, but not evaluated, by reason.",
                "reason",
                withZeros(ProcessorMetrics.DISCARD_REASONS, metrics.discardedByReason())));
        all.metricSnapshot(
                count("telemetry_events_late", "Events older than the newest of their series.", metrics.late()));
        all.metricSnapshot(count("telemetry_events_adjusted", "Events whose time lay ahead.", metrics.adjusted()));
        all.metricSnapshot(gauge("telemetry_events_waiting", "Events in the buffer.", metrics.waiting()));
        all.metricSnapshot(gauge(
                "telemetry_buffer_utilization_ratio", "Filled share of the buffer.", metrics.bufferUtilization()));
        all.metricSnapshot(gauge("telemetry_series", "Known series.", metrics.series()));
        all.metricSnapshot(gauge("telemetry_rules", "Rules.", metrics.rules()));
        all.metricSnapshot(gauge("telemetry_alerts_active", "Alerts that fire.", metrics.activeAlerts()));
        all.metricSnapshot(activeBySeverity(metrics));
        all.metricSnapshot(gauge("telemetry_alerts_pending", "Alerts that are pending.", metrics.pendingAlerts()));
        all.metricSnapshot(count("telemetry_alerts_fired", "Alerts that have fired.", metrics.alertsFired()));
        all.metricSnapshot(
                count("telemetry_alerts_resolved", "Alerts that have been resolved.", metrics.alertsResolved()));
        all.metricSnapshot(gauge(
                "telemetry_status",
                "0 healthy, 1 warning, 2 critical.",
                switch (metrics.systemStatus()) {
                    case HEALTHY -> 0;
                    case WARNING -> 1;
                    case CRITICAL -> 2;
                }));
        all.metricSnapshot(gauge("telemetry_patterns_per_minute", "Failure patterns found.", metrics.patternRate()));
        all.metricSnapshot(
                count("telemetry_condition_faults", "What conditions have thrown.", metrics.conditionFaults()));
        all.metricSnapshot(count("telemetry_action_calls", "Calls of actions.", metrics.actionCalls()));
        all.metricSnapshot(count("telemetry_action_faults", "Calls of actions that threw.", metrics.actionFaults()));
        all.metricSnapshot(
                count("telemetry_action_timeouts", "Calls of actions that took too long.", metrics.actionTimeouts()));
        all.metricSnapshot(
                count("telemetry_action_overflows", "Calls of actions left out.", metrics.actionOverflows()));
        all.metricSnapshot(counts(
                "telemetry_action_failures",
                "Calls of actions that threw or took too long, by action; send_notification is that of notifications.",
                "action",
                processor.actionFailures()));
        all.metricSnapshot(
                count("telemetry_subscriber_missed", "Messages that subscribers missed.", metrics.subscriberMissed()));
        all.metricSnapshot(count("telemetry_store_faults", "Batches the store did not take.", metrics.storeFaults()));
        all.metricSnapshot(count("telemetry_detector_faults", "What detectors have thrown.", metrics.detectorFaults()));
        all.metricSnapshot(count(
                "telemetry_store_coalesced",
                "Steps of alerts that a later one overtook on the way to the store.",
                metrics.storeCoalesced()));
        all.metricSnapshot(gauge(
                "telemetry_store_backlog",
                "Alerts and patterns whose newest state the store does not have yet.",
                metrics.storeBacklog()));
        all.metricSnapshot(count(
                "telemetry_store_lost",
                "Alerts and patterns that the store will never have: those beyond the bound while it failed.",
                metrics.storeLost()));
        all.metricSnapshot(latency(metrics));
        ProcessingTimes times = processor.processingTimes();
        all.metricSnapshot(histogram(
                "telemetry_processing_seconds",
                "How long events took.",
                ProcessingTimes.BOUNDS,
                times.counts(),
                times.total()));
    }

    private static void store(@Nullable SqliteAlertStore store, MetricSnapshots.Builder all) {
        all.metricSnapshot(gauge(
                "telemetry_store_failing",
                "1 while alerts are not durable although they should be.",
                store == null || store.trouble() == null ? 0 : 1));
        if (store != null) {
            StoreMetrics metrics = store.metrics();
            all.metricSnapshot(count("telemetry_store_rows", "Alerts, patterns and silences written.", metrics.rows()));
            all.metricSnapshot(histogram(
                    "telemetry_store_commit_seconds",
                    "How long the store took to have a batch on the disk.",
                    StoreMetrics.BOUNDS,
                    metrics.commitCounts(),
                    metrics.commitTime()));
        }
    }

    private static HistogramSnapshot histogram(
            String name, String help, List<Duration> bounds, List<Long> counts, Duration total) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < bounds.size(); i++) {
            buckets.bucket(seconds(bounds.get(i)), counts.get(i));
        }
        buckets.bucket(Double.POSITIVE_INFINITY, counts.get(bounds.size()));
        return HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets.build())
                        .sum(seconds(total))
                        .build())
                .build();
    }

    private static void rules(List<RuleStatus> statuses, MetricSnapshots.Builder all) {
        GaugeSnapshot.Builder firing =
                GaugeSnapshot.builder().name("telemetry_rule_alerts").help("Alerts that fire, by rule.");
        GaugeSnapshot.Builder matched =
                GaugeSnapshot.builder().name("telemetry_rule_series").help("Series that a rule watches, by rule.");
        statuses.stream().limit(MOST_RULES).forEach(status -> {
            Labels labels = Labels.of("rule_id", status.rule().id());
            firing.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(labels)
                    .value(status.firing())
                    .build());
            matched.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(labels)
                    .value(status.seriesMatched())
                    .build());
        });
        all.metricSnapshot(firing.build());
        all.metricSnapshot(matched.build());
    }

    private static CounterSnapshot count(String name, String help, Number value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(CounterDataPointSnapshot.builder()
                        .value(value.doubleValue())
                        .build())
                .build();
    }

    private static CounterSnapshot counts(String name, String help, String label, Map<String, Long> values) {
        CounterSnapshot.Builder counts = CounterSnapshot.builder().name(name).help(help);
        values.forEach((key, value) -> counts.dataPoint(CounterDataPointSnapshot.builder()
                .labels(Labels.of(label, key))
                .value(value.doubleValue())
                .build()));
        return counts.build();
    }

    /** A counter exists from the start: a rate over its first increment would miss that. */
    private static Map<String, Long> withZeros(List<String> reasons, Map<String, Long> counted) {
        Map<String, Long> all = new TreeMap<>(counted);
        reasons.forEach(reason -> all.putIfAbsent(reason, 0L));
        return all;
    }

    private static GaugeSnapshot activeBySeverity(ProcessorMetrics metrics) {
        GaugeSnapshot.Builder active = GaugeSnapshot.builder()
                .name("telemetry_alerts_active_by_severity")
                .help("Alerts that fire, by severity.");
        metrics.activeAlertsBySeverity()
                .forEach((severity, count) -> active.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(Labels.of("severity", severity.label()))
                        .value(count)
                        .build()));
        return active.build();
    }

    private static InfoSnapshot build() {
        String version = MetricsText.class.getPackage().getImplementationVersion();
        return InfoSnapshot.builder()
                .name("telemetry_build")
                .help("The release, and the Java that runs it.")
                .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                        .labels(Labels.of(
                                "version",
                                version == null ? "development" : version,
                                "java",
                                Runtime.version().toString()))
                        .build())
                .build();
    }

    private static GaugeSnapshot gauge(String name, String help, Number value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .value(value.doubleValue())
                        .build())
                .build();
    }

    private static SummarySnapshot latency(ProcessorMetrics metrics) {
        Quantiles quantiles = Quantiles.of(
                new Quantile(0.5, seconds(metrics.processingLatency().p50())),
                new Quantile(0.99, seconds(metrics.processingLatency().p99())),
                new Quantile(1, seconds(metrics.processingLatency().max())));
        return SummarySnapshot.builder()
                .name("telemetry_processing_latency_seconds")
                .help("How long events took, of late.")
                .dataPoint(
                        SummaryDataPointSnapshot.builder().quantiles(quantiles).build())
                .build();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
