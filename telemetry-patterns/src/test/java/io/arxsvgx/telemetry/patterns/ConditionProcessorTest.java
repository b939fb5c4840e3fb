// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests of the conditions of this module in a processor, which finds them by the service loader. */
class ConditionProcessorTest {
    private final ManualTimeSource time = TimeSource.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final Random random = new Random(5);

    @AutoClose
    private final TelemetryProcessor processor = TelemetryProcessor.builder()
            .config(TelemetryConfig.builder().timeSource(time).build())
            .callerDriven()
            .build();

    private void record(int values, IntToDoubleFunction value) {
        for (int i = 0; i < values; i++) {
            time.advance(Duration.ofSeconds(1));
            processor.series("disk", "used").record(value.applyAsDouble(i));
            if (i % 10 == 9) {
                processor.runOnce();
            }
        }
    }

    private List<Alert> alerts() {
        return processor.alerts(100).stream()
                .filter(alert -> alert.kind() == AlertKind.RULE)
                .toList();
    }

    @Test
    void forecast_seriesRisesAndStops_firesAndResolves() {
        processor.addAlertRule(AlertRule.builder("fills")
                .condition("forecast")
                .parameter("field", "used")
                .parameter("operator", ">")
                .parameter("value", 90)
                .parameter("horizon", 300)
                .parameter("window", 60)
                .build());
        processor.start();

        record(300, i -> 40 + 0.1 * random.nextGaussian());
        assertThat(alerts()).isEmpty();
        record(300, i -> 40 + 0.1 * i + 0.1 * random.nextGaussian());

        assertThat(alerts()).hasSize(1);
        Alert firing = alerts().get(0);
        assertThat(firing.state()).isEqualTo(AlertState.FIRING);
        assertThat(firing.evidence().text()).contains(" > 90.0 within 5 min, crossing in ");

        record(200, i -> 70 + 0.1 * random.nextGaussian());
        assertThat(alerts()).hasSize(1);
        assertThat(alerts().get(0).state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void changePoint_levelChanges_firesAndResolves() {
        processor.addAlertRule(AlertRule.builder("changed")
                .condition("change_point")
                .parameter("field", "used")
                .build());
        processor.start();

        record(200, i -> 40 + random.nextGaussian());
        assertThat(alerts()).isEmpty();
        record(20, i -> 55 + random.nextGaussian());

        assertThat(alerts()).hasSize(1);
        assertThat(alerts().get(0).state()).isEqualTo(AlertState.FIRING);
        assertThat(alerts().get(0).evidence().text()).startsWith("level changed from ");

        record(40, i -> 55 + random.nextGaussian());
        assertThat(alerts()).hasSize(1);
        assertThat(alerts().get(0).state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void typedForms_makeTheRulesOfTheTextForms() {
        assertSame(
                ForecastCrossing.above(90, Duration.ofMinutes(5)),
                "forecast",
                Map.of("operator", ">", "value", 90, "horizon", 300));
        assertSame(
                ForecastCrossing.atLeast(90, Duration.ofMillis(1_500)).over(50),
                "forecast",
                Map.of("operator", ">=", "value", 90, "horizon", 1.5, "window", 50));
        assertSame(
                ForecastCrossing.below(-1.5, Duration.ofDays(365)),
                "forecast",
                Map.of("operator", "<", "value", -1.5, "horizon", 31_536_000));
        assertSame(
                ForecastCrossing.atMost(0, Duration.ofSeconds(1)),
                "forecast",
                Map.of("operator", "<=", "value", 0, "horizon", 1));
        assertSame(SeriesChange.ofLevelOrSpread(), "change_point", Map.of());
        assertSame(SeriesChange.ofLevelOrSpread().sensitivity(1), "change_point", Map.of("sensitivity", 1));
    }

    private void assertSame(Condition typed, String kind, Map<String, Object> parameters) {
        AlertRule inText = AlertRule.builder("rule")
                .on("used")
                .when(Condition.of(kind, parameters))
                .build();
        AlertRule inTypes = AlertRule.builder("rule").on("used").when(typed).build();
        assertThat(inTypes).isEqualTo(inText).hasSameHashCodeAs(inText);
        processor.addAlertRule(inTypes);
        assertThat(typed).isNotEqualTo(Condition.of("threshold"));
    }

    @Test
    void typedForms_outOfRange_areRejectedAtOnce() {
        assertThatThrownBy(() -> ForecastCrossing.above(Double.NaN, Duration.ofSeconds(1)))
                .hasMessageContaining("\"value\"");
        assertThatThrownBy(() -> ForecastCrossing.above(1, Duration.ZERO)).hasMessageContaining("\"horizon\"");
        assertThatThrownBy(() -> ForecastCrossing.above(1, Duration.ofSeconds(-1)))
                .hasMessageContaining("\"horizon\"");
        assertThatThrownBy(() -> ForecastCrossing.above(1, Duration.ofDays(366)))
                .hasMessageContaining("\"horizon\"");
        assertThatThrownBy(() -> ForecastCrossing.above(1, Duration.ofDays(1)).over(10_001))
                .hasMessageContaining("\"window\"");
        assertThatThrownBy(() -> SeriesChange.ofLevelOrSpread().sensitivity(-0.1))
                .hasMessageContaining("\"sensitivity\"");
    }
}
