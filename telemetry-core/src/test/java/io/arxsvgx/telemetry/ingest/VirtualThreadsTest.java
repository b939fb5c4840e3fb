// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.ingest;

import static io.arxsvgx.telemetry.testing.ProcessorFixture.LONG;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.OverflowPolicy;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand virtual threads record at once; exists from JDK 21 on, so the build on JDK 17 cannot run it. */
@Timeout(120)
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {
    private static final int THREADS = 10_000;
    private static final int VALUES = 20;

    @TempDir
    private Path folder;

    private static Thread startVirtual(Runnable work) {
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no virtual threads", e);
        }
    }

    /** Lets all threads record through one handle; those that find the buffer full wait for room. */
    private static List<WeakReference<Thread>> recordFromAll(TelemetrySeries series, AtomicLong recorded)
            throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(startVirtual(() -> {
                for (int k = 0; k < VALUES; k++) {
                    if (series.record(k)) {
                        recorded.incrementAndGet();
                    }
                }
            }));
        }
        List<WeakReference<Thread>> references = new ArrayList<>();
        for (Thread thread : threads) {
            thread.join();
            references.add(new WeakReference<>(thread));
        }
        return references;
    }

    private static TelemetryProcessor processor() {
        return TelemetryProcessor.create(TelemetryConfig.builder()
                .bufferSize(256)
                .whenFull(OverflowPolicy.block(Duration.ofSeconds(60)))
                .build());
    }

    @Test
    void record_byTenThousandVirtualThreads_losesNothingAndKeepsNoThread() throws InterruptedException {
        try (TelemetryProcessor processor = processor()) {
            processor.start();
            AtomicLong recorded = new AtomicLong();
            List<WeakReference<Thread>> threads = recordFromAll(processor.series("host", "load"), recorded);

            assertThat(recorded).hasValue((long) THREADS * VALUES);
            assertThat(processor.flush(LONG)).isTrue();
            assertThat(processor.metrics().processed()).isEqualTo((long) THREADS * VALUES);
            soon().untilAsserted(() -> {
                System.gc();
                assertThat(threads).allMatch(thread -> thread.refersTo(null));
            });
        }
    }

    @Test
    void record_byTenThousandVirtualThreads_pinsNoCarrier() throws InterruptedException, IOException {
        Path file = folder.resolve("pinned.jfr");
        try (Recording recording = new Recording();
                TelemetryProcessor processor = processor()) {
            processor.start();
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
            recording.start();
            recordFromAll(processor.series("host", "load"), new AtomicLong());
            recording.stop();
            recording.dump(file);
        }
        assertThat(RecordingFile.readAllEvents(file)).isEmpty();
    }
}
