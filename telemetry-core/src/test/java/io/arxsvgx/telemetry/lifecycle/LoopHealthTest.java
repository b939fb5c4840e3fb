// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.lifecycle;

import static io.arxsvgx.telemetry.testing.ProcessorFixture.LONG;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.config;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.event;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.Admission;
import io.arxsvgx.telemetry.StopReport;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySubscriber;
import io.arxsvgx.telemetry.snapshot.DashboardSnapshot;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.snapshot.SystemStatus;
import io.arxsvgx.telemetry.testing.HangingHook;
import io.arxsvgx.telemetry.testing.ProcessorFixture;
import io.arxsvgx.testsupport.LogFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopHealthTest {
    @AutoClose
    private final LogFixture log = new LogFixture();

    /** Created in advance, so that throwing it does not depend on the heap. */
    private static final OutOfMemoryError NO_MEMORY = new OutOfMemoryError("thrown by a test");

    @Test
    void metrics_conditionHangs_isCriticalNamingRuleAndSeries() {
        HangingHook hook = new HangingHook();
        TelemetryProcessor processor = ProcessorFixture.threaded(config(), hook);
        try (processor) {
            processor.start();
            processor.ingest(event(0));
            hook.awaitEntered();
            long begin = System.nanoTime();
            soon().until(() -> processor.metrics().systemStatus() == SystemStatus.CRITICAL);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
            assertThat(processor.metrics().statusReason()).contains("hooked", "s/t", "hook");
            assertThat(processor.dashboard().systemStatus()).isEqualTo(SystemStatus.CRITICAL);
            hook.release();
            assertThat(processor.flush(LONG)).isTrue();
            soon().until(() -> processor.metrics().systemStatus() == SystemStatus.HEALTHY);
        }
    }

    /** Suppresses the uncaught error of the loop on the console. */
    private static TelemetryProcessor dying() {
        return ProcessorFixture.threaded(config(), value -> {
            if (value < 0) {
                Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {});
                throw NO_MEMORY;
            }
        });
    }

    @Test
    void loop_outOfMemory_isCriticalAndRefusesProducers() {
        try (TelemetryProcessor processor = dying()) {
            processor.start();
            processor.ingest(event(-1));
            soon().until(() -> processor.metrics().systemStatus() == SystemStatus.CRITICAL);
            soon().until(() -> processor.offer(event(0)) == Admission.NOT_RUNNING);
            assertThat(processor.metrics().statusReason()).contains("OutOfMemoryError");
            assertThat(log.count("event loop failed")).isEqualTo(1);
        }
    }

    @Test
    void loop_outOfMemory_isReportedToSubscribers() {
        List<DashboardSnapshot> seen = new CopyOnWriteArrayList<>();
        try (TelemetryProcessor processor = dying()) {
            processor.subscribe(new TelemetrySubscriber() {
                @Override
                public void onSnapshot(DashboardSnapshot snapshot) {
                    seen.add(snapshot);
                }
            });
            processor.start();
            processor.ingest(event(-1));
            soon().until(() -> seen.stream().anyMatch(one -> one.systemStatus() == SystemStatus.CRITICAL));
            assertThat(seen.get(seen.size() - 1).metrics().statusReason())
                    .contains("event loop failed", "OutOfMemoryError");
            assertThat(processor.isRunning()).isFalse();
            assertThat(log.messages()).isNotEmpty();
        }
    }

    @Test
    void loop_outOfMemory_leavesNothingHanging() {
        try (TelemetryProcessor processor = dying()) {
            for (int i = 0; i < 10; i++) {
                processor.ingest(event(-1));
            }
            processor.start();
            soon().until(() -> processor.metrics().systemStatus() == SystemStatus.CRITICAL);
            assertThat(processor.flush(LONG)).isFalse();
            ProcessorFixture.assertIdentities(processor.metrics());
            StopReport report = processor.stop();
            assertThat(report.eventsLeft()).isEqualTo(9);
            assertThat(log.count("stopped with 9 events")).isEqualTo(1);
        }
    }

    @Test
    void start_afterTheLoopDied_goesOnBehindTheEventThatKilledIt() {
        try (TelemetryProcessor processor = dying()) {
            processor.ingest(event(0));
            processor.ingest(event(-1));
            processor.ingest(event(0));
            processor.start();
            soon().until(() -> processor.metrics().systemStatus() == SystemStatus.CRITICAL);
            processor.stop();
            processor.start();
            assertThat(processor.ingest(event(0))).isTrue();
            assertThat(processor.flush(LONG)).isTrue();
            ProcessorMetrics metrics = processor.metrics();
            assertThat(metrics.processed()).isEqualTo(4);
            assertThat(metrics.discardedByReason()).containsOnly(Map.entry("condition_failed", 1L));
            assertThat(metrics.systemStatus()).isEqualTo(SystemStatus.HEALTHY);
            assertThat(log.count("event loop failed")).isEqualTo(1);
        }
    }

    @Test
    void runOnce_outOfMemory_isThrownToTheCallerAndTheEventCounted() {
        TelemetryProcessor processor = ProcessorFixture.turned(config(), value -> {
            throw NO_MEMORY;
        });
        try (processor) {
            processor.ingest(event(0));
            assertThatThrownBy(processor::runOnce).isSameAs(NO_MEMORY);
            assertThat(processor.flush(Duration.ZERO)).isTrue();
            ProcessorFixture.assertIdentities(processor.metrics());
            assertThat(processor.metrics().waiting()).isZero();
        }
    }

    @Test
    void loop_stackOverflowInACondition_isContained() {
        TelemetryProcessor processor = ProcessorFixture.threaded(config(), value -> {
            throw new StackOverflowError();
        });
        try (processor) {
            processor.start();
            processor.ingest(event(0));
            assertThat(processor.flush(LONG)).isTrue();
            assertThat(processor.metrics().conditionFaults()).isEqualTo(1);
            assertThat(log.count("condition hook failed")).isEqualTo(1);
        }
    }
}
