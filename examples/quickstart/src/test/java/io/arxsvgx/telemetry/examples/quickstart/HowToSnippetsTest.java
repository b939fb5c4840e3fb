// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.json.RulePacks;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.Anomaly;
import io.arxsvgx.telemetry.rules.Threshold;
import io.arxsvgx.telemetry.runtime.DataBackup;
import io.arxsvgx.telemetry.runtime.TelemetryRuntime;
import io.arxsvgx.telemetry.server.ServerSettings;
import io.arxsvgx.telemetry.server.WebhookSender;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pieces of Java of the how-to guides, run; {@link DocumentationTest} finds them here. */
class HowToSnippetsTest {
    @AutoClose
    private final TelemetryProcessor processor =
            TelemetryProcessor.builder().callerDriven().build();

    private final List<String> pages = new CopyOnWriteArrayList<>();

    private void record(double... values) {
        processor.start();
        for (double value : values) {
            processor.series("pump_7", "temperature").record(value);
        }
        processor.flush(Duration.ofSeconds(1));
    }

    @Test
    void action_byState_pagesOnceAndReportsTheEnd() {
        processor.registerAction("page", alert -> {
            if (alert.state() == AlertState.FIRING) {
                pages.add("page: " + alert.description());
            } else {
                pages.add("over after " + alert.occurrences() + ": " + alert.endReason());
            }
        });
        processor.addAlertRule(AlertRule.builder("hot")
                .on("temperature")
                .when(Threshold.above(80))
                .actions("page")
                .build());

        record(91.5, 92, 70);

        assertThat(pages)
                .containsExactly(
                        "page: hot: temperature of pump_7: 91.5 > 80.0", "over after 2: back to normal: 70.0 <= 80.0");
        assertThat(processor.actions().failures()).containsEntry("page", 0L);
    }

    @Test
    void webhook_asSender_isAPartOfTheProcessor() {
        TelemetryProcessor notifying = TelemetryProcessor.builder()
                .notificationSender(new WebhookSender(URI.create("https://example.org/alerts")))
                .build();
        try (notifying) {
            assertThat(notifying.actions().names()).contains("send_notification");
        }
    }

    @Test
    void silence_setAndExpired_isListedMeanwhile() {
        Instant now = Instant.now();
        processor.silence(new Silence(
                "maintenance-7",
                Map.of("source", "pump*", "severity", "warning"),
                now,
                now.plus(Duration.ofHours(2)),
                "ann",
                "maintenance"));
        assertThat(processor.silences().list()).hasSize(1);

        processor.expireSilence("maintenance-7");
        assertThat(processor.silences().list()).isEmpty();
    }

    @Test
    void acknowledge_aFiringAlert_isOnTheAlert() {
        processor.addAlertRule(AlertRule.builder("hot")
                .on("temperature")
                .when(Threshold.above(80))
                .build());
        record(91.5);

        for (Alert alert : processor.alerts(10)) {
            processor.acknowledge(alert.id(), "ann", "on my way");
        }

        assertThat(processor.alerts(10))
                .allSatisfy(alert -> assertThat(alert.acknowledgement()).isNotNull());
        String alertId = processor.alerts(1).get(0).id();
        processor.alerts().unacknowledge(alertId, "bob");
        assertThat(processor.alerts(1).get(0).acknowledgement()).isNull();
        assertThat(processor.alerts(1).get(0).activities()).hasSize(2);
    }

    @Test
    void rule_tuned_opensOneAlertForAValueThatFlaps() {
        processor.addAlertRule(AlertRule.builder("hot")
                .on("temperature")
                .when(Threshold.above(80).recoverAt(75))
                .keepFiringFor(Duration.ofMinutes(5))
                .build());

        record(81, 79, 82, 78, 83);

        assertThat(processor.alerts(10)).hasSize(1);
    }

    @Test
    void anomalyRule_lessSensitive_isAccepted() {
        processor.addAlertRule(AlertRule.builder("odd_vibration")
                .on("vibration")
                .when(Anomaly.adaptive().sensitivity(0.5))
                .build());

        assertThat(processor.alertRules()).hasSize(1);
    }

    @Test
    void falsePositive_ofAThresholdRule_isNotAccepted() {
        processor.addAlertRule(AlertRule.builder("hot")
                .on("temperature")
                .when(Threshold.above(80))
                .build());
        record(91.5);
        Alert alert = processor.alerts(1).get(0);

        boolean marked = processor.markFalsePositive(alert.id(), "ann");

        assertThat(marked).isFalse();
    }

    @Test
    void status_ofARuleThatMatchesNothing_showsIt() {
        processor.addAlertRule(AlertRule.builder("hot")
                .on("temprature")
                .when(Threshold.above(80))
                .actions("log_alrt")
                .build());
        record(91.5);

        RuleStatus status = processor.ruleStatus("hot").orElseThrow();
        System.out.println(status.seriesMatched() + " series, last event " + status.lastEvaluated());
        System.out.println(status.pending().size() + " pending, " + status.firing() + " firing");
        System.out.println("error: " + status.lastError() + ", warnings: " + status.warnings());

        assertThat(status.seriesMatched()).isZero();
        assertThat(status.warnings()).hasSize(1).first().asString().contains("log_alert");
    }

    @Test
    void configuration_forLessMemory_isSmaller() {
        TelemetryConfig config = TelemetryConfig.builder()
                .bufferSize(2_000)
                .maxHistorySize(20_000)
                .maxSeries(5_000)
                .seriesExpiry(Duration.ofMinutes(10))
                .build();

        assertThat(config.maxSeries()).isEqualTo(5_000);
    }

    @Test
    void backup_restored_startsWithTheSameData(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("data");
        Path restored = folder.resolve("restored");
        Path backup = folder.resolve("backup.zip");
        try (TelemetryRuntime runtime =
                TelemetryRuntime.builder().data(data).withoutServer().build()) {
            runtime.start();
        }

        DataBackup.create(data, backup);
        DataBackup.restore(backup, restored);

        assertThat(restored.resolve("state")).exists();
    }

    @Test
    void serverSettings_forOthers_haveATokenAndTls() {
        Path chain = Path.of("chain.pem");
        Path key = Path.of("key.pem");
        String token = "secret";

        ServerSettings settings = ServerSettings.builder()
                .bind("0.0.0.0")
                .apiToken(token)
                .certificate(chain, key)
                .hosts(List.of("telemetry.example.org"))
                .build();

        assertThat(settings.apiToken()).isEqualTo("secret");
    }

    @Test
    void rulePack_forSomeSources_isAdded() {
        for (AlertRule rule : RulePacks.load("jvm")) {
            processor.addAlertRule(rule.toBuilder().source("billing*").build());
        }

        assertThat(processor.alertRules())
                .hasSize(9)
                .allSatisfy(rule -> assertThat(rule.source()).isEqualTo("billing*"));
    }

    @Test
    void labels_handleEventAndRules_areThoseOfTheGuide() {
        processor.start();
        TelemetrySeries latency = processor.series("shop", "http.latency", Map.of("uri", "/cart", "status", "200"));
        latency.record(12.5);

        processor.ingest(TelemetryEvent.builder()
                .source("shop")
                .type("http.latency")
                .label("uri", "/cart")
                .label("status", "200")
                .value(12.5)
                .build());
        processor.runOnce();
        assertThat(processor
                        .series()
                        .history("shop", "http.latency", Map.of("status", "200", "uri", "/cart"), 10)
                        .orElseThrow()
                        .values())
                .containsExactly(12.5, 12.5);

        processor.addAlertRule(AlertRule.builder("slow_uri")
                .on("http.latency")
                .when(Threshold.above(500))
                .by("uri")
                .build());
        AlertRule named = AlertRule.builder("slow_uri")
                .on("http.latency")
                .when(Threshold.above(500))
                .by("uri")
                .label("team", "{{labels.uri}}")
                .annotation("summary", "{{labels.uri}} of {{source}} took {{value}} ms, more than {{limit}} ms")
                .build();
        processor.addAlertRule(named);
        latency.record(600);
        processor.runOnce();
        assertThat(processor.alerts(1).get(0).seriesLabels()).containsExactly(Map.entry("uri", "/cart"));
        assertThat(processor.alerts(1).get(0).annotations())
                .containsEntry("summary", "/cart of shop took 600 ms, more than 500 ms");
    }
}
