// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.ingest;

import static io.arxsvgx.telemetry.testing.ProcessorFixture.NOON;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.NOTHING;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.config;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.testing.ProcessorFixture;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * The allocation of the hot paths, as the virtual machine counts it. The clock is constant, so no housekeeping is due.
 */
class AllocationTest {
    private static final int BATCH = 1_000;
    private static final int ROUNDS = 200;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final TelemetryProcessor processor =
            ProcessorFixture.turned(config().timeSource(TimeSource.manual(NOON)), NOTHING);

    private long allocated() {
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** Returns the bytes per event of producer and loop after warm-up. */
    private double[] perEvent(Runnable producer) {
        long produced = 0;
        long processed = 0;
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            long begin = allocated();
            for (int i = 0; i < BATCH; i++) {
                producer.run();
            }
            long between = allocated();
            int done = processor.runOnce();
            long end = allocated();
            assertThat(done).isEqualTo(BATCH);
            if (round >= 0) {
                produced += between - begin;
                processed += end - between;
            }
        }
        return new double[] {(double) produced / BATCH / ROUNDS, (double) processed / BATCH / ROUNDS};
    }

    @Test
    void record_quietEvent_allocatesNothing() {
        TelemetrySeries series = processor.series("s", "t");
        double[] bytes = perEvent(() -> series.record(0));
        assertThat(bytes[0]).isLessThan(1);
        assertThat(bytes[1]).isLessThan(1);
    }

    @Test
    void ingest_quietEvent_allocatesNothingBeyondTheEvent() {
        TelemetryEvent event = event(0);
        double[] bytes = perEvent(() -> processor.ingest(event));
        assertThat(bytes[0]).isLessThan(1);
        assertThat(bytes[1]).isLessThan(1);
    }

    @Test
    void ingest_stampedEvent_allocatesNothingBeyondTheEvent() {
        TelemetryEvent event = TelemetryEvent.builder()
                .source("s")
                .type("t")
                .value(0)
                .timestamp(NOON)
                .build();
        double[] bytes = perEvent(() -> processor.ingest(event));
        assertThat(bytes[0]).isLessThan(1);
        assertThat(bytes[1]).isLessThan(1);
    }
}
