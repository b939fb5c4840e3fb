// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.cli.shell.ExitCode;
import io.arxsvgx.telemetry.rules.DefaultRules;
import io.arxsvgx.telemetry.runtime.TelemetryRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    @TempDir
    private Path folder;

    private String data;
    private String backup;
    private String other;

    @BeforeEach
    void start() {
        data = folder.resolve("data").toString();
        backup = folder.resolve("backup.zip").toString();
        other = folder.resolve("other").toString();
        try (TelemetryRuntime runtime = TelemetryRuntime.builder()
                .data(Path.of(data))
                .withoutServer()
                .rules(DefaultRules.all())
                .build()) {
            runtime.start();
        }
    }

    @Test
    void restore_ofABackup_hasTheSameFiles() {
        Run made = Run.of("backup", "--data", data, "--to", backup);
        Run restored = Run.of("restore", "--from", backup, "--data", other);

        assertThat(made.code()).isZero();
        assertThat(made.out()).startsWith("backed up " + data + " to " + backup + "\n  rules.json, ");
        assertThat(restored.code()).isZero();
        assertThat(restored.out()).startsWith("restored " + backup + " into " + other + "\n  rules.json, ");
        assertThat(Path.of(other, "rules.json")).hasSameTextualContentAs(Path.of(data, "rules.json"));
    }

    @Test
    void backup_fileExists_failsWithItsName() throws IOException {
        Files.writeString(Path.of(backup), "mine");

        Run run = Run.of("backup", "--data", data, "--to", backup);

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).startsWith("telemetry: " + backup + ": ");
        assertThat(Path.of(backup)).hasContent("mine");
    }

    @Test
    void backup_noData_fails() {
        Run run = Run.of("backup", "--data", other, "--to", backup);

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).startsWith("telemetry: no data in folder " + other);
    }

    @Test
    void restore_noSuchFileOrNoBackup_failsWithItsName() throws IOException {
        Run missing = Run.of("restore", "--from", backup, "--data", other);
        Files.writeString(Path.of(backup), "text");
        Run text = Run.of("restore", "--from", backup, "--data", other);

        assertThat(missing.code()).isEqualTo(ExitCode.FAILED);
        assertThat(missing.err()).startsWith("telemetry: " + backup + ": ");
        assertThat(text.code()).isEqualTo(ExitCode.FAILED);
        assertThat(text.err()).startsWith("telemetry: " + backup + " is not a backup of a data folder");
        assertThat(Path.of(other)).doesNotExist();
    }

    @Test
    void restore_folderHasData_failsAndKeepsIt() {
        Run.of("backup", "--data", data, "--to", backup);

        Run run = Run.of("restore", "--from", backup, "--data", data);

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).startsWith("telemetry: " + data + ": the folder has data (rules.json, ");
    }

    @Test
    void start_checkpointOfALaterRelease_failsWithItsName() throws IOException {
        Path state = Path.of(data, "state");
        byte[] bytes = Files.readAllBytes(state);
        bytes[7] = 99;
        Files.write(state, bytes);

        Run run = Run.of("start", "--data", data, "--http-port", "0", "--websocket-port", "0", "--dashboard-port", "0");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("state was written by a later release (file version 99)");
        assertThat(state).hasBinaryContent(bytes);
    }
}
