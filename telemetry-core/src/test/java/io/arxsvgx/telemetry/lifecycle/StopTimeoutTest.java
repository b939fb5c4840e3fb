// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.lifecycle;

import static io.arxsvgx.telemetry.testing.ProcessorFixture.LONG;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.NOTHING;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.awaitLatch;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.config;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.event;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.threaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.StopReport;
import io.arxsvgx.telemetry.TelemetryProcessor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code stop(Duration)}: actions have the caller's timeout, events are always processed. */
@Timeout(60)
class StopTimeoutTest {
    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final TelemetryProcessor processor = threaded(config(), NOTHING, "act");

    @AfterEach
    void close() {
        release.countDown();
        processor.close();
    }

    private void startWithActionThatWaits() {
        processor.registerAction("act", alert -> {
            called.countDown();
            release.await();
            ended.countDown();
        });
        processor.start();
        assertThat(processor.ingest(event(1))).isTrue();
        awaitLatch(called);
    }

    @Test
    void stop_ofNoTime_leavesTheActionThatRuns() {
        startWithActionThatWaits();
        for (int i = 0; i < 100; i++) {
            assertThat(processor.ingest(event(1))).isTrue();
        }

        StopReport report = processor.stop(Duration.ZERO);

        assertThat(report.actionCallsLeft()).isEqualTo(1);
        assertThat(report.eventsLeft()).isZero();
        assertThat(processor.metrics().processed()).isEqualTo(101);
        assertThat(ended.getCount()).as("the call was interrupted").isEqualTo(1);
    }

    @Test
    void stop_ofEnoughTime_waitsForTheAction() {
        startWithActionThatWaits();
        Thread releasing = new Thread(() -> {
            while (processor.isRunning()) {
                Thread.onSpinWait();
            }
            release.countDown();
        });
        releasing.start();

        StopReport report = processor.stop(LONG);

        assertThat(report.isComplete()).isTrue();
        assertThat(ended.getCount()).isZero();
    }

    @Test
    void stop_ofANegativeTime_isRejectedAndStopsNothing() {
        processor.start();

        assertThatThrownBy(() -> processor.stop(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout: expected a duration of at least 0, got PT-0.000000001S");
        assertThat(processor.isRunning()).isTrue();
    }

    @Test
    void stop_ofTheLongestTime_isAccepted() {
        processor.start();

        assertThat(processor.stop(Duration.ofSeconds(Long.MAX_VALUE)).isComplete())
                .isTrue();
    }
}
