// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import io.arxsvgx.telemetry.testing.AlertHarness;
import io.arxsvgx.telemetry.testing.HookFixture;
import io.arxsvgx.testsupport.LogFixture;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedTest {
    @TempDir
    private Path folder;

    /** A detector found by the service loader. */
    public static final class FoundDetector implements PatternDetector {
        private static final AtomicInteger MADE = new AtomicInteger();

        public FoundDetector() {
            MADE.incrementAndGet();
        }

        @Override
        public String name() {
            return "found";
        }

        @Override
        public void detect(DetectionContext context) {}
    }

    private static TelemetryProcessor.Builder builder() {
        return TelemetryProcessor.builder()
                .config(TelemetryConfig.builder()
                        .timeSource(TimeSource.manual(AlertHarness.START))
                        .build())
                .condition(new HookFixture(value -> {
                    if (value > 100) {
                        throw new IllegalStateException("too hot");
                    }
                }))
                .callerDriven();
    }

    private static List<Alert> run(TelemetryProcessor.Builder builder) {
        try (TelemetryProcessor processor = builder.build()) {
            processor.addAlertRule(HookFixture.rule("log_alert", "none"));
            processor.start();
            for (double value : new double[] {1, -1, 200, 1}) {
                processor.ingest(TelemetryEvent.of("s", "t", value));
                processor.runOnce();
            }
            return processor.alerts(10);
        }
    }

    @Test
    void isolated_sameEvents_giveTheSameAlertsAndLogNothing() {
        try (LogFixture log = new LogFixture()) {
            List<Alert> first = run(builder().isolated());
            assertThat(first).hasSize(2);
            assertThat(run(builder().isolated())).isEqualTo(first);
            assertThat(log.messages()).isEmpty();

            assertThat(run(builder())).isNotEqualTo(first);
            assertThat(log.messages()).isNotEmpty();
        }
    }

    @Test
    void isolated_detectorOnThePath_isNotUsed() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(PatternDetector.class.getName()), FoundDetector.class.getName());
        Thread me = Thread.currentThread();
        ClassLoader before = me.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            me.setContextClassLoader(loader);
            builder().isolated().build().close();
            assertThat(FoundDetector.MADE).hasValue(0);
            builder().build().close();
            assertThat(FoundDetector.MADE).hasValue(1);
        } finally {
            me.setContextClassLoader(before);
        }
    }

    @Test
    void addAlertRule_sameIdByManyThreads_isNewForOne() throws InterruptedException {
        try (TelemetryProcessor processor = builder().build()) {
            for (int round = 0; round < 200; round++) {
                AtomicInteger added = new AtomicInteger();
                Thread[] threads = new Thread[4];
                for (int i = 0; i < threads.length; i++) {
                    threads[i] = new Thread(() -> {
                        if (processor.addAlertRule(HookFixture.rule())) {
                            added.incrementAndGet();
                        }
                    });
                    threads[i].start();
                }
                for (Thread thread : threads) {
                    thread.join(Duration.ofSeconds(20).toMillis());
                }
                assertThat(added).hasValue(1);
                assertThat(processor.removeAlertRule("hooked")).isTrue();
            }
        }
    }
}
