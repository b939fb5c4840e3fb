// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rules.DefaultRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulated events under the default rules. */
class SimulatedSensorsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** The simulated anomalies and the alerts of the rules. */
    private record Result(Map<String, Integer> anomalies, List<Alert> alerts) {}

    private static Result simulate(int sources, int readings, double anomalies, long seed) {
        SimulatedSensors sensors =
                new SimulatedSensors(SimulatedSensors.names(sources), SimulatedSensors.TYPES, anomalies, seed);
        Map<String, Integer> begun = new HashMap<>();
        Map<String, Boolean> before = new HashMap<>();
        TelemetryConfig config =
                TelemetryConfig.builder().timeSource(TimeSource.manual(START)).build();
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(config)
                .isolated()
                .callerDriven()
                .build()) {
            DefaultRules.all()
                    .forEach(rule ->
                            processor.addAlertRule(rule.toBuilder().actions().build()));
            processor.start();
            for (int i = 0; i < readings * sensors.size(); i++) {
                TelemetryEvent event = sensors.next(START.plusSeconds(i / sensors.size() - readings));
                boolean isAnomalous = event.attributes().containsKey("anomaly");
                String series = event.source() + "/" + event.type();
                if (!Boolean.TRUE.equals(before.put(series, isAnomalous)) && isAnomalous) {
                    begun.merge(series, 1, Integer::sum);
                }
                processor.ingest(event);
                processor.runOnce();
            }
            return new Result(begun, new ArrayList<>(processor.alerts(10_000)));
        }
    }

    @Test
    void next_noAnomalies_noDefaultRuleFires() {
        assertThat(simulate(200, 300, 0, 1).alerts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void next_anomalies_eachMakesOneRuleFireOnce(long seed) {
        Result result = simulate(20, 1_000, 0.001, seed);

        Map<String, Integer> alerts = new HashMap<>();
        result.alerts().forEach(alert -> alerts.merge(alert.source() + "/" + alert.type(), 1, Integer::sum));
        int asked =
                result.anomalies().values().stream().mapToInt(Integer::intValue).sum();
        assertThat(asked).isBetween(58, 60);
        result.anomalies()
                .forEach((series, count) -> assertThat(alerts.getOrDefault(series, 0))
                        .as(series)
                        // the last anomaly may have begun too late for its rule
                        .isBetween(count - 1, count));
        assertThat(alerts.keySet()).isSubsetOf(result.anomalies().keySet());
        assertThat(result.alerts()).hasSizeBetween(asked - 3, asked);
    }

    @Test
    void next_asManyAnomaliesAsCanBe_aSensorRestsBetweenTwoOfThem() {
        Result result = simulate(2, 500, 1, 1);

        assertThat(result.anomalies()).hasSize(6);
        assertThat(result.anomalies().values())
                .allSatisfy(count -> assertThat(count).isBetween(5, 25));
    }
}
