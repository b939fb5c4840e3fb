// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rules.Aggregate;
import io.arxsvgx.telemetry.rules.Count;
import io.arxsvgx.telemetry.rules.Rate;
import io.arxsvgx.telemetry.rules.StatusRatio;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows in a processor, over a restart and over a change of other rules. */
class WindowRestartTest {
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final ManualTimeSource time = TimeSource.manual(Instant.parse("2026-01-01T00:00:00Z"));

    private static List<AlertRule> rules() {
        return List.of(
                rule("mean", Aggregate.average().within(WITHIN).above(70)),
                rule("p90", Aggregate.quantile(0.9).overLast(40).atLeast(80)),
                rule("rising", Rate.above(3).within(WITHIN).ofCounter()),
                rule("often", Count.atLeast(5).above(75).within(WITHIN)),
                rule("failing", StatusRatio.of("ERROR").within(WITHIN).above(0.1)));
    }

    private static AlertRule rule(String id, Condition condition) {
        return AlertRule.builder(id).on("temperature").when(condition).build();
    }

    private TelemetryProcessor processor(List<AlertRule> rules) {
        TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder().timeSource(time).build())
                .callerDriven()
                .build();
        rules.forEach(processor::addAlertRule);
        return processor;
    }

    private void record(TelemetryProcessor processor, double value) {
        time.advance(Duration.ofSeconds(1));
        assertThat(processor.series("pump", "temperature").record(value, value > 75 ? "ERROR" : "OK"))
                .isTrue();
        processor.runOnce();
    }

    private static List<String> texts(TelemetryProcessor processor) {
        return processor.alerts(10).stream()
                .map(alert -> alert.ruleId() + ": " + alert.evidence().text())
                .toList();
    }

    @Test
    void restore_halfOfTheWindow_continuesWithItsValues() throws IOException {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        try (TelemetryProcessor before = processor(rules())) {
            before.start();
            for (int i = 0; i < 35; i++) {
                record(before, 70);
            }
            before.saveState(state);
            assertThat(before.alerts(10)).isEmpty();
        }
        try (TelemetryProcessor after = processor(rules())) {
            after.restoreState(new ByteArrayInputStream(state.toByteArray()), List.of());
            after.start();
            for (int i = 0; i < 5; i++) {
                record(after, 90);
            }

            assertThat(texts(after))
                    .containsExactlyInAnyOrder(
                            "mean: average of the last 60 s is 70.5556 > 70.0 (36 values)",
                            "p90: p90 of the last 40 values is 90.0 >= 80.0",
                            "often: 5 values > 75.0 in the last 60 s, at least 5",
                            "failing: share of ERROR in the last 60 s is 0.102564 > 0.1 (4 of 39 events)");
        }
    }

    @Test
    void addAlertRule_another_leavesWindowsAsTheyAre() {
        List<AlertRule> rules = rules();
        try (TelemetryProcessor processor = processor(rules.subList(1, 2))) {
            processor.start();
            for (int i = 0; i < 35; i++) {
                record(processor, 70);
            }
            processor.addAlertRule(
                    rule("another", Aggregate.maximum().overLast(3).above(1_000)));
            processor.addAlertRule(rules.get(0));
            for (int i = 0; i < 5; i++) {
                record(processor, 90);
            }

            assertThat(texts(processor))
                    .containsExactlyInAnyOrder(
                            "p90: p90 of the last 40 values is 90.0 >= 80.0",
                            "mean: average of the last 60 s is 90.0 > 70.0 (1 value)");
        }
    }
}
