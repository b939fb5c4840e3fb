// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SvgFeedTest {
    @Test
    void start_shortRounds_makesEventsThatFireTheRules() throws Exception {
        CountDownLatch fired = new CountDownLatch(2);
        try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            processor.registerAction("count", alert -> fired.countDown());
            SvgFeed.rules("count").forEach(processor::addAlertRule);
            processor.start();

            SvgFeed feed = SvgFeed.start(processor, Duration.ofMillis(500));
            assertThat(fired.await(20, TimeUnit.SECONDS)).isTrue();
            feed.close();

            assertThat(processor.metrics().accepted()).isGreaterThan(1_000);
        }
    }

    @Test
    void start_roundWithoutTime_isRefused() {
        try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            assertThatThrownBy(() -> SvgFeed.start(processor, Duration.ZERO)).hasMessageContaining("more than zero");
        }
    }
}
