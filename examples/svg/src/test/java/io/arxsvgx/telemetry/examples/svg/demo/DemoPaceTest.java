// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TimeSource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DemoPaceTest {
    private final ManualTimeSource time = TimeSource.manual(Instant.EPOCH);
    private final DemoClock clock = DemoClock.start(time);

    @Test
    void awaitStep_due_goesOn() {
        DemoPace pace = DemoPace.until(clock, Duration.ofSeconds(4), 4);

        assertThat(pace.awaitStep(1)).isTrue();
        time.advance(Duration.ofSeconds(1));
        assertThat(pace.awaitStep(2)).isTrue();
        time.advance(Duration.ofSeconds(2));
        assertThat(pace.awaitStep(1)).isTrue();
    }

    @Test
    void awaitStep_late_endsWithTheTime() {
        DemoPace pace = DemoPace.until(clock, Duration.ofSeconds(4), 4);
        time.advance(Duration.ofSeconds(4));

        assertThat(pace.awaitStep(1)).isFalse();
    }

    @Test
    void awaitStep_interrupted_endsAndKeepsTheInterrupt() {
        DemoPace pace = DemoPace.until(clock, Duration.ofHours(1), 2);
        pace.awaitStep(1);
        Thread.currentThread().interrupt();

        assertThat(pace.awaitStep(1)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
