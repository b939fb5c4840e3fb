// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.patterns.FailureDetection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The settings that docs/explanation/failure-detection.md shows. */
class FailureDetectionTest {
    @Test
    void settings_asDocumented_makeAProcessorThatDetects() {
        FailureDetection detection = FailureDetection.builder()
                .fullSeries(1_000) // the most active series have full state
                .forecastSteps(5)
                .budget(0.05) // of one core, for what can wait
                .pace(Duration.ofMillis(500)) // values closer than this are taken together
                .riskFactors(component -> Map.of("age", 0.4, "usage", 0.7))
                .build();
        TelemetryProcessor processor =
                TelemetryProcessor.builder().detector(detection).build();
        try (processor) {
            processor.start();
            assertThat(processor.isRunning()).isTrue();
            assertThat(processor.patterns(10)).isEmpty();
        }
    }
}
