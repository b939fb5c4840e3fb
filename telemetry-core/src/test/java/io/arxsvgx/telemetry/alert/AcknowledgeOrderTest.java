// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.START;
import static io.arxsvgx.telemetry.testing.AlertHarness.TYPE;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.testing.AboveCondition;
import io.arxsvgx.telemetry.testing.RecordingStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * An acknowledgement against the loop. Forbidden: the acknowledging thread reads the alert while it fires, the loop
 * resolves it and writes it to the store, and then the firing state is written to the store again.
 */
class AcknowledgeOrderTest {
    @Test
    void acknowledge_whileTheAlertResolves_leavesItResolvedInTheStore() throws InterruptedException {
        RecordingStore store = new RecordingStore();
        PausingTime time = new PausingTime();
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder().timeSource(time).build())
                .condition(new AboveCondition())
                .alertStore(store)
                .callerDriven()
                .build()) {
            processor.addAlertRule(above("hot").build());
            // with a silence, the state of an alert depends on the clock, which blocks the acknowledging thread
            processor.silence(new Silence("x", Map.of("source", "x"), START, START.plusSeconds(60), "ann", ""));
            processor.start();
            turn(processor, HIGH);
            String id = processor.alerts(1).get(0).id();

            Thread acknowledging = new Thread(() -> processor.acknowledge(id, "ann", ""));
            time.paused = acknowledging;
            acknowledging.start();
            assertThat(time.reached.await(10, TimeUnit.SECONDS)).isTrue();
            Thread loop = new Thread(() -> turn(processor, LOW));
            loop.start();
            await().until(() -> loop.getState() == Thread.State.BLOCKED || !loop.isAlive());
            time.resume.countDown();
            acknowledging.join(10_000);
            loop.join(10_000);
            assertThat(processor.stop().isComplete()).isTrue();

            List<Alert> stored = store.all();
            assertThat(stored.get(stored.size() - 1).state()).isEqualTo(AlertState.RESOLVED);
        }
    }

    private static void turn(TelemetryProcessor processor, double value) {
        processor.ingest(TelemetryEvent.of("s1", TYPE, value));
        processor.runOnce();
    }

    /** A constant clock that blocks one thread at its second reading of the wall clock. */
    private static final class PausingTime implements TimeSource {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch resume = new CountDownLatch(1);
        volatile Thread paused;
        private final ManualTimeSource time = TimeSource.manual(START);
        private int readings;

        @Override
        public long epochNanos() {
            if (Thread.currentThread() == paused && ++readings == 2) {
                reached.countDown();
                try {
                    resume.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return time.epochNanos();
        }

        @Override
        public long nanoTime() {
            return time.nanoTime();
        }
    }
}
