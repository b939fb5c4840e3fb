// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.snapshot.SystemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The examples of the specification, and the semantics of the first implementation, on a real processor. */
class SpecificationTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final ManualTimeSource time = TimeSource.manual(START);

    @AutoClose
    private final TelemetryProcessor processor = TelemetryProcessor.builder()
            .config(TelemetryConfig.builder().timeSource(time).build())
            .callerDriven()
            .build();

    @Test
    void ingest_performanceTestOfTheSpecification_opensOneAlertPerSeriesAtATimeAndCountsEveryBreach() {
        processor.addAlertRule(DefaultRules.highTemperature());
        processor.start();
        int breaches = 0;
        for (int i = 0; i < 10_000; i++) {
            double value = 70.0 + i % 30 + (i % 3) * 5;
            breaches += value > 80 ? 1 : 0;
            assertThat(processor.ingest(TelemetryEvent.of("sensor_" + i % 100, "temperature", value)))
                    .isTrue();
        }
        processor.runOnce();

        List<Alert> alerts = processor.alerts(10_000);
        assertThat(alerts.stream().mapToLong(Alert::occurrences).sum()).isEqualTo(breaches);
        assertThat(alerts.stream()
                        .filter(alert -> alert.state() == AlertState.FIRING)
                        .collect(Collectors.groupingBy(Alert::source, Collectors.counting()))
                        .values())
                .allMatch(open -> open == 1);
        assertThat(alerts).extracting(Alert::id).doesNotHaveDuplicates();
        assertThat(processor.metrics().processed()).isEqualTo(10_000);
    }

    @Test
    void ingest_theSpecificationsRecord_firesItsRuleWithTheSpecificationsFields() {
        processor.addAlertRule(AlertRule.builder("high_temperature")
                .name("High Temperature Alert")
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("operator", ">")
                .parameter("value", 80.0)
                .severity(Severity.CRITICAL)
                .actions("log_alert", "send_notification")
                .build());
        processor.start();

        processor.ingest(Map.of(
                "timestamp", START.getEpochSecond() - 0.5,
                "source", "sensor_001",
                "type", "temperature",
                "value", 85,
                "status", "HOT"));
        processor.runOnce();

        Alert alert = processor.alerts(1).get(0);
        assertThat(alert.ruleName()).isEqualTo("High Temperature Alert");
        assertThat(alert.source()).isEqualTo("sensor_001");
        assertThat(alert.type()).isEqualTo("temperature");
        assertThat(alert.value()).isEqualTo(85);
        assertThat(alert.status()).isEqualTo("HOT");
        assertThat(alert.startsAt()).isEqualTo(START.minusMillis(500));
        assertThat(alert.evidence().text()).isEqualTo("85.0 > 80.0");
        assertThat(alert.description()).contains("High Temperature Alert", "85.0 > 80.0");
        assertThat(processor.dashboard().systemStatus()).isEqualTo(SystemStatus.CRITICAL);
        assertThat(processor.dashboard().activeAlerts()).isEqualTo(1);
        assertThat(processor.dashboard().recentAlerts()).containsExactly(alert);
    }

    @Test
    void trend_pressureRises_firesWhenTheWindowIsFull() {
        processor.addAlertRule(DefaultRules.pressureSpike());
        processor.start();
        for (int i = 0; i < 9; i++) {
            processor.ingest(TelemetryEvent.of("pump", "pressure", 100 + i));
        }
        processor.runOnce();
        assertThat(processor.alerts(10)).isEmpty();

        processor.ingest(TelemetryEvent.of("pump", "pressure", 109));
        processor.runOnce();

        Alert alert = processor.alerts(10).get(0);
        assertThat(alert.evidence().figure()).isEqualTo("slope");
        assertThat(alert.evidence().computed()).isEqualTo(1.0);
        assertThat(alert.evidence().limit()).isEqualTo(0.5);
        assertThat(alert.evidence().values()).hasSize(10);
    }

    @Test
    void trend_sourcesInterleaved_neverMixesTheirWindows() {
        processor.addAlertRule(DefaultRules.pressureSpike());
        processor.start();
        for (int i = 0; i < 100; i++) {
            processor.ingest(TelemetryEvent.of("low", "pressure", 10));
            processor.ingest(TelemetryEvent.of("high", "pressure", 1000));
        }
        processor.runOnce();

        assertThat(processor.alerts(10)).isEmpty();
    }

    @Test
    void anomaly_hugeOutlier_doesNotHideItself() {
        processor.addAlertRule(DefaultRules.vibrationAnomaly());
        processor.start();
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            processor.ingest(TelemetryEvent.of("motor", "vibration", 1 + 0.01 * random.nextDouble()));
        }
        processor.runOnce();
        int before = processor.alerts(100).size();

        processor.ingest(TelemetryEvent.of("motor", "vibration", 1e12));
        processor.runOnce();

        List<Alert> alerts = processor.alerts(100);
        assertThat(alerts).hasSize(before + 1);
        assertThat(alerts.get(before).value()).isEqualTo(1e12);
        assertThat(alerts.get(before).evidence().values()).hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void threshold_for5Seconds_saysSoInItsEvidence() {
        processor.addAlertRule(DefaultRules.highTemperature().toBuilder()
                .forDuration(Duration.ofSeconds(5))
                .build());
        processor.start();
        processor.ingest(TelemetryEvent.of("sensor_001", "temperature", 82));
        processor.runOnce();
        assertThat(processor.ruleStatus("high_temperature").orElseThrow().pending())
                .hasSize(1);

        time.advance(Duration.ofSeconds(5));
        processor.runOnce();

        assertThat(processor.alerts(1).get(0).evidence().text())
                .isEqualTo("82.0 > 80.0 for 5 s; no further event came");
    }

    @Test
    void threshold_recovery_holdsTheAlertUntilTheValueIsWellBelow() {
        processor.addAlertRule(DefaultRules.highTemperature().toBuilder()
                .parameter("recovery", 75)
                .build());
        processor.start();
        for (double value : new double[] {82, 78, 79, 81, 76}) {
            processor.ingest(TelemetryEvent.of("sensor_001", "temperature", value));
        }
        processor.runOnce();
        assertThat(processor.alerts(5)).hasSize(1);
        assertThat(processor.alerts(5).get(0).state()).isEqualTo(AlertState.FIRING);
        assertThat(processor.alerts(5).get(0).occurrences()).isEqualTo(2);

        processor.ingest(TelemetryEvent.of("sensor_001", "temperature", 75));
        processor.runOnce();

        assertThat(processor.alerts(5).get(0).state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void addAlertRule_anotherOfItsKindComes_windowsGoOn() {
        processor.addAlertRule(DefaultRules.pressureSpike());
        processor.start();
        for (int i = 0; i < 9; i++) {
            processor.ingest(TelemetryEvent.of("pump", "pressure", 100 + i));
        }
        processor.runOnce();
        processor.addAlertRule(DefaultRules.pressureSpike().toBuilder().build());
        processor.addAlertRule(AlertRule.builder("another")
                .condition("trend")
                .parameter("field", "pressure")
                .parameter("window", 3)
                .parameter("threshold", 1000)
                .build());

        processor.ingest(TelemetryEvent.of("pump", "pressure", 109));
        processor.runOnce();

        assertThat(processor.alerts(10)).extracting(Alert::ruleId).containsExactly("pressure_spike");
    }

    @Test
    void addAlertRule_whatWouldNeverFire_isRefusedWithTheNearestName() {
        AlertRule.Builder rule = AlertRule.builder("r").parameter("field", "temperature");

        assertThatThrownBy(
                        () -> processor.addAlertRule(rule.condition("treshold").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"threshold\"");
        rule.condition("threshold").parameter("value", 80.0).parameter("operater", ">");
        assertThatThrownBy(() -> processor.addAlertRule(rule.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"operator\"");
        AlertRule sign = AlertRule.builder("r")
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("value", 80.0)
                .parameter("operator", "=>")
                .build();
        assertThatThrownBy(() -> processor.addAlertRule(sign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\">=\"");
        assertThat(processor.alertRules()).isEmpty();
    }
}
