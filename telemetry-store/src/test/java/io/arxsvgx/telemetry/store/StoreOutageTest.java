// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertQuery;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.snapshot.SystemStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that alerts that fire while the database is unavailable are written afterwards, and are open in the next
 * process.
 */
@Timeout(120)
class StoreOutageTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private SqliteAlertStore store;
    private TelemetryProcessor processor;
    private StateFile state;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(data());
        store = SqliteAlertStore.open(file());
        processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.defaults())
                .alertStore(store)
                .build();
        processor.addAlertRule(AlertRule.builder("hot")
                .condition("threshold")
                .parameter("field", "t")
                .parameter("operator", ">")
                .parameter("value", 80.0)
                .severity(Severity.INFO)
                .build());
        state = StateFile.attach(processor, store, folder.resolve("state"), Duration.ofSeconds(10));
        processor.start();
    }

    @AfterEach
    void stop() {
        processor.stop();
        state.close();
        processor.close();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path file() {
        return data().resolve("alerts.db");
    }

    /** An outage that begins before alerts fire and resolve, and ends after them. */
    private interface Outage {
        void begin() throws Exception;

        void end() throws Exception;
    }

    private void event(String source, double value) {
        assertThat(processor.ingest(TelemetryEvent.of(source, "t", value))).isTrue();
    }

    private void assertNothingIsLost(Outage outage) throws Exception {
        event("before", 90);
        event("resolved within", 90);
        assertThat(processor.flush(LONG)).isTrue();
        await().atMost(LONG).until(() -> processor.metrics().storeBacklog() == 0);
        outage.begin();
        for (int i = 0; i < 3_000; i++) {
            event("s" + i, 90);
            if (i % 3 == 0) {
                event("s" + i, 10);
            }
            if (i % 500 == 0) {
                assertThat(processor.flush(LONG)).isTrue();
            }
        }
        event("resolved within", 10);
        assertThat(processor.flush(LONG)).isTrue();
        await().atMost(LONG).until(() -> processor.problems().toString().contains("alert store unavailable"));
        assertThat(processor.metrics().systemStatus()).isEqualTo(SystemStatus.WARNING);
        assertThat(processor.alerts(Integer.MAX_VALUE)).hasSize(3_002);
        assertThat(processor.alerts().find(processor.alerts(1).get(0).id()))
                .hasValueSatisfying(alert -> assertThat(alert.durable()).isFalse());
        outage.end();
        await().atMost(LONG).until(() -> processor.metrics().storeBacklog() == 0);
        List<Alert> listed = processor.alerts(Integer.MAX_VALUE);
        assertThat(listed).extracting(Alert::durable).containsOnly(true);
        assertThat(store.find(AlertQuery.newest(10_000))).hasSameElementsAs(listed);
        assertThat(processor.metrics().storeLost()).isZero();

        stop();
        start();
        await().atMost(LONG).until(() -> processor.metrics().activeAlerts() == 2_001);
        assertThat(processor.alerts(Integer.MAX_VALUE))
                .filteredOn(alert -> alert.state() == AlertState.FIRING)
                .hasSize(2_001);
    }

    /** An outage in which another program holds the write lock. */
    private final class Locked implements Outage {
        private Connection other;

        @Override
        public void begin() throws SQLException {
            other = DriverManager.getConnection("jdbc:sqlite:" + file());
            try (Statement statement = other.createStatement()) {
                statement.execute("pragma busy_timeout = 20000");
                statement.execute("begin immediate");
            }
        }

        @Override
        public void end() throws SQLException {
            other.close();
        }
    }

    /** An outage in which the file system is full. */
    private final class Full implements Outage {
        private final Path filler = folder.resolve("filler");

        @Override
        public void begin() throws IOException {
            fill(filler);
        }

        @Override
        public void end() throws IOException {
            assertThat(run("mount", "-o", "remount,size=64m", folder.toString()))
                    .isTrue();
            Files.delete(filler);
        }
    }

    @Test
    void lockedByAnotherProgram() throws Exception {
        assertNothingIsLost(new Locked());
        assertThat(processor.problems()).isEmpty();
    }

    /**
     * The database is lost with its folder, and cannot be created for a while. The new one contains the listed alerts.
     */
    @Test
    void folderGoneAndNotToBeCreated() throws Exception {
        assertNothingIsLost(new Outage() {
            @Override
            public void begin() throws IOException {
                Files.move(data(), folder.resolve("moved"));
                Files.writeString(data(), "a file where the folder should be");
            }

            @Override
            public void end() throws IOException {
                Files.delete(data());
            }
        });
    }

    /** Uses a file system of 3 MB; if none can be mounted, a locked database. */
    @Test
    void fullDisk() throws Exception {
        stop();
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder.toString());
        try {
            start();
            assertNothingIsLost(mounted ? new Full() : new Locked());
            stop();
        } finally {
            if (mounted) {
                run("umount", "-l", folder.toString());
            }
        }
        start();
    }

    private static void fill(Path filler) throws IOException {
        byte[] block = new byte[1 << 12];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    private static boolean run(String... command) throws IOException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
