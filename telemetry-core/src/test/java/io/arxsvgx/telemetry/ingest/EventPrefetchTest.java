// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventPrefetchTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void runOnce_seriesExpiresBetweenEventsOfOneBatch_laterEventsGoToTheNewSeries() {
        ManualTimeSource time = TimeSource.manual(START.plus(Duration.ofHours(5)));
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder().timeSource(time).build())
                .callerDriven()
                .build()) {
            processor.start();
            processor.ingest(at(Duration.ZERO, 1));
            processor.runOnce();

            processor.ingest(at(Duration.ofSeconds(1), 2));
            processor.ingest(at(Duration.ofHours(3), 3));
            processor.ingest(at(Duration.ofHours(3).plusSeconds(1), 4));
            processor.runOnce();

            assertThat(processor.metrics().processed()).isEqualTo(4);
            assertThat(processor.metrics().series()).isEqualTo(1);
            assertThat(processor.series().history("s", "t", 10).orElseThrow().values())
                    .containsExactly(3, 4);
        }
    }

    private static TelemetryEvent at(Duration after, double value) {
        return TelemetryEvent.builder()
                .source("s")
                .type("t")
                .value(value)
                .timestamp(START.plus(after))
                .build();
    }
}
