// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTimesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 5, 24, 55})
    void of_anyLength_leavesCalmForTheLastAlert(long seconds) {
        DemoTimes times = DemoTimes.of(Duration.ofSeconds(seconds));

        assertThat(times.rounds()).isPositive();
        assertThat(times.busyUntil()).isPositive();
        assertThat(times.calmUntil()).isLessThan(Duration.ofSeconds(seconds));
        assertThat(times.calmUntil().minus(times.busyUntil())).isGreaterThan(times.keepFiring());
    }
}
