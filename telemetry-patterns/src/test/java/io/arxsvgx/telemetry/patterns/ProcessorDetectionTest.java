// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests of failure detection in a processor, which finds it by the service loader. */
class ProcessorDetectionTest {
    private final ManualTimeSource time = TimeSource.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final Random random = new Random(5);

    @AutoClose
    private final TelemetryProcessor processor = TelemetryProcessor.builder()
            .config(TelemetryConfig.builder()
                    .timeSource(time)
                    .alertThreshold(0.7)
                    .build())
            .callerDriven()
            .build();

    private long rounds() {
        Object figures = processor.dashboard().analytics().get("failure_detection");
        return figures instanceof Map<?, ?> map && map.get("rounds") instanceof Long rounds ? rounds : 0;
    }

    @Test
    void wear_towardALimit_raisesAnAlertWithItsPrediction() {
        processor.addAlertRule(AlertRule.builder("hot")
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("operator", ">")
                .parameter("value", 100.0)
                .build());
        processor.start();
        for (int i = 0; i < 200; i++) {
            time.advance(Duration.ofSeconds(1));
            processor.series("bearing", "temperature").record(20 + 0.3 * i + random.nextGaussian());
            processor.runOnce();
        }
        await().until(() -> {
            time.advance(Duration.ofSeconds(3));
            processor.runOnce();
            return processor.alerts(100).stream().anyMatch(ProcessorDetectionTest::isMaintenance);
        });

        Alert alert = processor.alerts(100).stream()
                .filter(ProcessorDetectionTest::isMaintenance)
                .findFirst()
                .orElseThrow();
        assertThat(alert.kind()).isEqualTo(AlertKind.PATTERN);
        assertThat(alert.ruleId()).isEqualTo("failure_detection");
        FailurePattern pattern = alert.pattern();
        assertThat(pattern.metadata()).containsEntry("component", "bearing").containsEntry("rule_id", "hot");
        assertThat(processor.patterns().riskHistory("bearing")).isNotEmpty();
        assertThat(rounds()).isPositive();
        assertThat(processor.metrics().detectorFaults()).isZero();
    }

    @Test
    void wearOfOneOfTwoSeries_raisesAnAlertWithItsLabels() {
        Map<String, String> north = Map.of("site", "north");
        processor.addAlertRule(AlertRule.builder("hot")
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("operator", ">")
                .parameter("value", 100.0)
                .build());
        processor.start();
        for (int i = 0; i < 200; i++) {
            time.advance(Duration.ofSeconds(1));
            processor.series("bearing", "temperature", north).record(20 + 0.3 * i + random.nextGaussian());
            processor.series("bearing", "temperature", Map.of("site", "south")).record(20 + random.nextGaussian());
            processor.runOnce();
        }
        await().until(() -> {
            time.advance(Duration.ofSeconds(3));
            processor.runOnce();
            return processor.alerts(100).stream().anyMatch(ProcessorDetectionTest::isMaintenance);
        });

        assertThat(processor.alerts(100))
                .filteredOn(ProcessorDetectionTest::isMaintenance)
                .allSatisfy(alert -> {
                    assertThat(alert.seriesLabels()).isEqualTo(north);
                    assertThat(alert.description()).startsWith("bearing/temperature{site=\"north\"} will cross 100 ");
                    assertThat(alert.pattern().seriesLabels()).isEqualTo(north);
                });
    }

    private static boolean isMaintenance(Alert alert) {
        return alert.pattern() != null && alert.pattern().metadata().containsKey("predicted_failure_time");
    }

    @Test
    void builder_givenDetection_takesThePlaceOfTheOneFound() {
        FailureDetection own = FailureDetection.builder().fullSeries(1).build();
        try (TelemetryProcessor other = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder().timeSource(time).build())
                .callerDriven()
                .detector(own)
                .build()) {
            other.start();
            other.series("a", "flow").record(1);
            other.series("b", "flow").record(1);
            await().until(() -> {
                time.advance(Duration.ofSeconds(3));
                other.runOnce();
                return other.dashboard().analytics().containsKey("failure_detection");
            });

            assertThat(own.progress().fullSeries()).isEqualTo(1);
        }
    }
}
