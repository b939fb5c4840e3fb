// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The condition in a processor that the test drives, under a clock that the test moves. */
class StuckConditionTest {
    private final ManualTimeSource time = TimeSource.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<AlertState> printed = new ArrayList<>();
    private TelemetryProcessor processor = processor();

    private TelemetryProcessor processor() {
        TelemetryConfig config = TelemetryConfig.builder().timeSource(time).build();
        TelemetryProcessor made =
                TelemetryProcessor.builder().config(config).callerDriven().build();
        made.registerAction("print", alert -> printed.add(alert.state()));
        made.addAlertRule(StuckSensor.rule());
        return made;
    }

    @AfterEach
    void close() {
        processor.close();
    }

    /** Records a value, and moves the clock by ten seconds. */
    private void flow(double value) {
        processor.start();
        assertThat(processor.series("meter_7", "flow").record(value)).isTrue();
        processor.runOnce();
        time.advance(Duration.ofSeconds(10));
    }

    @Test
    void stuck_equalValuesForThirtySeconds_fires() {
        flow(4.0);
        flow(4.0);
        flow(4.0);
        assertThat(processor.alerts(10)).isEmpty();

        flow(4.005);

        Alert alert = processor.alerts(10).get(0);
        assertThat(alert.state()).isEqualTo(AlertState.FIRING);
        assertThat(alert.evidence().values()).containsExactly(4.0, 4.0, 4.005);
        assertThat(alert.evidence().limit()).isEqualTo(0.01);
    }

    @Test
    void stuck_valueChanges_resolves() {
        for (double value : new double[] {4.0, 4.0, 4.0, 4.0, 4.2}) {
            flow(value);
        }

        assertThat(printed).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void stuck_restartInBetween_continues() throws IOException {
        flow(4.0);
        flow(4.0);
        flow(4.0);
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        processor.saveState(state);
        processor.close();

        processor = processor();
        processor.restoreState(new ByteArrayInputStream(state.toByteArray()), List.of());
        flow(4.0);

        assertThat(printed).containsExactly(AlertState.FIRING);
    }

    @Test
    void addAlertRule_secondsOutOfRange_isRefused() {
        AlertRule wrong = StuckSensor.rule().toBuilder().parameter("seconds", 0).build();

        assertThatThrownBy(() -> processor.addAlertRule(wrong))
                .hasMessageContaining("parameter \"seconds\": expected a finite number from 1 to 3600, got 0");
    }
}
