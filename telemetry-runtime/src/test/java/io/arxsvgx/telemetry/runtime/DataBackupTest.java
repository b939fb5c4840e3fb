// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import static io.arxsvgx.telemetry.runtime.RuntimeFixture.flush;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.hot;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.onFreePorts;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.record;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.ruleIds;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Silence;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataBackupTest {
    private static final Silence SILENCE = new Silence(
            "maintenance",
            Map.of("source", "fan*"),
            Instant.parse("2026-01-31T12:00:00Z"),
            Instant.parse("2999-01-01T00:00:00Z"),
            "ann",
            "");

    @TempDir(factory = RuntimeFixture.InTarget.class)
    private Path folder;

    private Path data;
    private Path backup;
    private Path other;

    @BeforeEach
    void names() {
        data = folder.resolve("data");
        backup = folder.resolve("backups/one.zip");
        other = folder.resolve("new/other");
    }

    private TelemetryRuntime started(Path in) {
        TelemetryRuntime runtime = onFreePorts().data(in).rules(List.of(hot())).build();
        runtime.start();
        return runtime;
    }

    /** Leaves a folder with a firing alert and two values. */
    private List<Alert> fired() {
        try (TelemetryRuntime runtime = started(data)) {
            record(runtime, "pump", 20);
            record(runtime, "pump", 90);
            flush(runtime);
            return runtime.processor().alerts(10);
        }
    }

    private void assertRestored(List<Alert> alerts, double... values) {
        try (TelemetryRuntime runtime = started(other)) {
            flush(runtime);
            assertThat(runtime.processor().alerts(10))
                    .extracting(Alert::id)
                    .containsExactly(alerts.get(0).id());
            assertThat(runtime.processor().alerts(10).get(0).state()).isEqualTo(AlertState.FIRING);
            assertThat(ruleIds(runtime)).containsExactly("hot");
            assertThat(values(runtime, "pump")).containsExactly(values);
        }
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void restore_backupOfAClosedRuntime_continuesItsAlertsAndWindows() throws IOException {
        List<Alert> alerts = fired();

        Map<String, Long> written = DataBackup.create(data, backup);

        assertThat(written).containsOnlyKeys("rules.json", "state", "alerts.db");
        assertThat(written.get("state")).isEqualTo(Files.size(data.resolve("state")));
        assertThat(filesIn(backup.getParent())).containsExactly("one.zip");
        assertThat(DataBackup.restore(backup, other)).isEqualTo(written);
        assertThat(filesIn(other)).containsExactly("alerts.db", "lock", "rules.json", "state");
        assertRestored(alerts, 20, 90);
    }

    @Test
    void create_whileTheRuntimeRuns_hasEveryDurableAlertAndSilence() throws IOException {
        try (TelemetryRuntime runtime = started(data)) {
            runtime.processor().silence(SILENCE);
            for (int i = 0; i < 20; i++) {
                record(runtime, "pump_" + i, 90);
                flush(runtime);
                await().until(() -> runtime.processor().alerts(100).stream().allMatch(Alert::durable));
                DataBackup.create(data, folder.resolve(i + ".zip"));
                DataBackup.restore(folder.resolve(i + ".zip"), folder.resolve("restored_" + i));
            }
        }
        for (int i = 0; i < 20; i += 19) {
            try (TelemetryRuntime runtime = started(folder.resolve("restored_" + i))) {
                flush(runtime);
                assertThat(runtime.processor().alerts(100)).hasSize(i + 1);
                assertThat(runtime.processor().silences().find(SILENCE.id())).isPresent();
            }
        }
    }

    @Test
    void create_fileExists_isRefusedAndTheFileKept() throws IOException {
        fired();
        Files.createDirectories(backup.getParent());
        Files.writeString(backup, "mine");

        assertThatThrownBy(() -> DataBackup.create(data, backup)).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(backup).hasContent("mine");
    }

    @Test
    void create_folderWithoutData_isRefused() throws IOException {
        for (Path empty : List.of(Files.createDirectory(folder.resolve("empty")), folder.resolve("missing"))) {
            assertThatThrownBy(() -> DataBackup.create(empty, backup))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no data in folder " + empty);
        }
        assertThat(backup.getParent()).doesNotExist();
    }

    @Test
    void create_damagedDatabase_isRefusedAndLeavesNothing() throws IOException {
        fired();
        byte[] bytes = Files.readAllBytes(data.resolve("alerts.db"));
        for (int at = 4_096; at < bytes.length; at++) {
            bytes[at] = (byte) 0xA5;
        }
        Files.write(data.resolve("alerts.db"), bytes);

        assertThatThrownBy(() -> DataBackup.create(data, backup))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot copy alert database " + data.resolve("alerts.db"));

        assertThat(backup).doesNotExist();
    }

    @Test
    void restore_folderWithData_isRefusedAndTheDataKept() throws IOException {
        fired();
        DataBackup.create(data, backup);
        byte[] state = Files.readAllBytes(data.resolve("state"));

        assertThatThrownBy(() -> DataBackup.restore(backup, data))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("the folder has data (rules.json, state, alerts.db)");

        assertThat(data.resolve("state")).hasBinaryContent(state);
        started(data).close();
    }

    @Test
    void restore_besideTheLogOfAnotherDatabase_isRefused() throws IOException {
        fired();
        DataBackup.create(data, backup);
        Files.createDirectories(other);
        Files.writeString(other.resolve("alerts.db-wal"), "left behind");

        assertThatThrownBy(() -> DataBackup.restore(backup, other))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("the folder has data (alerts.db-wal)");
    }

    @Test
    void restore_folderInUse_isRefused() throws IOException {
        fired();
        DataBackup.create(data, backup);
        try (TelemetryRuntime runtime = started(other)) {
            assertThat(runtime.processor().isRunning()).isTrue();

            assertThatThrownBy(() -> DataBackup.restore(backup, other)).isInstanceOf(DataFolderInUseException.class);
        }
    }

    @Test
    void restore_anyByteChanged_isRefusedOrTheSame() throws IOException {
        List<Alert> alerts = fired();
        DataBackup.create(data, backup);
        byte[] whole = Files.readAllBytes(backup);
        int refused = 0;
        for (int at = 0; at < whole.length; at += at > whole.length - 400 ? 1 : Math.max(1, whole.length / 200)) {
            byte[] bytes = whole.clone();
            bytes[at] ^= 0x10;
            Path damaged = Files.write(folder.resolve("damaged.zip"), bytes);
            try {
                DataBackup.restore(damaged, folder.resolve("tried"));
                assertThat(folder.resolve("tried/state")).hasSameBinaryContentAs(data.resolve("state"));
                for (String name : filesIn(folder.resolve("tried"))) {
                    Files.delete(folder.resolve("tried").resolve(name));
                }
                Files.delete(folder.resolve("tried"));
            } catch (IOException e) {
                refused++;
                assertThat(folder.resolve("tried")).doesNotExist();
            }
        }
        assertThat(refused).isGreaterThan(100);
        DataBackup.restore(backup, other);
        assertRestored(alerts, 20, 90);
    }

    @Test
    void restore_anotherFile_isRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("a.txt"), "text");
        Path zip = folder.resolve("b.zip");
        zip(zip, null, "rules.json");

        assertThatThrownBy(() -> DataBackup.restore(text, other)).isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> DataBackup.restore(zip, other))
                .isInstanceOf(IOException.class)
                .hasMessage(zip + " is not a backup of a data folder");
        assertThat(other.getParent()).doesNotExist();
    }

    @Test
    void restore_backupOfALaterRelease_isRefused() throws IOException {
        Path later = folder.resolve("later.zip");
        zip(later, "arx-telemetry-backup-2 rules.json", "rules.json");

        assertThatThrownBy(() -> DataBackup.restore(later, other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "was written by a later release (backup version 2; this release reads versions up to 1)");
    }

    @Test
    void restore_otherNamesThanStated_isRefused() throws IOException {
        Path escaping = folder.resolve("escaping.zip");
        zip(escaping, "arx-telemetry-backup-1 rules.json", "../escaped", "rules.json");
        Path stated = folder.resolve("stated.zip");
        zip(stated, "arx-telemetry-backup-1 ../escaped", "../escaped");
        Path missing = folder.resolve("missing.zip");
        zip(missing, "arx-telemetry-backup-1 rules.json state", "rules.json", "stete");

        for (Path one : List.of(escaping, stated, missing)) {
            assertThatThrownBy(() -> DataBackup.restore(one, other))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(one + " is damaged: expected the files ");
        }
        assertThat(other.getParent()).doesNotExist();
        assertThat(folder.resolve("escaped")).doesNotExist();
    }

    private static void zip(Path file, String comment, String... names) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment(comment);
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("[]".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    @Test
    void restore_wasInterrupted_isRefusedByARuntimeUntilItIsRepeated() throws IOException {
        List<Alert> alerts = fired();
        DataBackup.create(data, backup);
        Files.createDirectories(other.resolve("restoring"));
        Files.writeString(other.resolve("restoring/alerts.db"), "a part");
        Files.writeString(other.resolve("restoring/state.part"), "a part");
        Files.writeString(other.resolve("rules.json"), "[]");

        assertThatThrownBy(() -> started(other))
                .isInstanceOf(UnfinishedRestoreException.class)
                .hasMessageContaining("restore it again");
        DataBackup.restore(backup, other);

        assertRestored(alerts, 20, 90);
    }

    @Test
    void restore_folderThatWasThere_isKeptAfterAFailure() throws IOException {
        fired();
        DataBackup.create(data, backup);
        byte[] bytes = Files.readAllBytes(backup);
        bytes[100] ^= 1;
        Files.write(backup, bytes);
        Files.createDirectories(other);

        assertThatThrownBy(() -> DataBackup.restore(backup, other)).isInstanceOf(IOException.class);

        assertThat(filesIn(other)).containsExactly("lock");
    }
}
