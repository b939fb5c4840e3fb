// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.cli.Programs.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program in separate processes, started by the launcher script. */
class LauncherIT {
    @TempDir
    private Path folder;

    @AutoClose
    private Programs programs;

    @BeforeEach
    void setUp() {
        programs = new Programs(folder);
    }

    @Test
    void start_terminated_stopsCleanlyWithZero() throws Exception {
        Program started = programs.start("--data", "kept");

        started.process().destroy(); // SIGTERM

        assertThat(started.exitCode()).isZero();
        assertThat(started.printed()).endsWith("stopped: all accepted events are processed\n");
        assertThat(started.complained()).doesNotContain("\tat ", "WARN", "ERROR");
    }

    @Test
    void start_killed_goesOnWhenStartedAgain() throws Exception {
        Program first = programs.start("--data", "kept");
        programs.use(first);
        Files.writeString(
                folder.resolve("e.jsonl"), "{\"source\":\"s\",\"type\":\"temperature\",\"value\":95}\n".repeat(3));
        assertThat(programs.telemetry("ingest", "e.jsonl").exitCode()).isZero();
        await().atMost(Programs.LONG).until(() -> alerts().contains("firing"));
        assertThat(programs.telemetry("disable-rule", "pressure_spike").exitCode())
                .isZero();

        first.process().destroyForcibly(); // SIGKILL
        first.exitCode();
        programs.use(programs.start("--data", "kept"));

        assertThat(alerts()).contains("firing", "95.0 > 80.0");
        Program rules = programs.telemetry("list-rules");
        assertThat(rules.exitCode()).isZero();
        assertThat(rules.printed()).containsPattern("pressure_spike +warning +no");
    }

    private String alerts() throws Exception {
        Program alerts = programs.telemetry("alerts");
        assertThat(alerts.exitCode()).isZero();
        return alerts.printed();
    }

    @Test
    void exitCodes_ofTheProcess_areThoseOfTheCommand() throws Exception {
        assertThat(programs.telemetry("--version").exitCode()).isZero();
        assertThat(programs.telemetry("nonsense").exitCode()).isEqualTo(2);
        assertThat(programs.telemetry("alerts", "--server", "127.0.0.1:1").exitCode())
                .isEqualTo(3);
    }

    @Test
    void results_thatCannotBeWritten_areAFailure() throws Exception {
        Program full = programs.launch("sh", "-c", Programs.LAUNCHER + " help > /dev/full");

        assertThat(full.exitCode()).isEqualTo(1);
        assertThat(full.complained()).startsWith("telemetry: cannot write the results: ");
    }

    @Test
    void results_thatAReaderHasEnoughOf_areNoFailure() throws Exception {
        Program cut = programs.launch("bash", "-c", Programs.LAUNCHER + " help | head -1; test ${PIPESTATUS[0]} -eq 0");

        assertThat(cut.exitCode()).isZero();
        assertThat(cut.complained()).isEmpty();
        assertThat(cut.printed().lines()).hasSize(1);
    }

    @Test
    void launcher_throughALinkAndAnotherFolder_findsItsJar() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("linked telemetry"), Programs.LAUNCHER);

        Program program = programs.launch(link.toString(), "--version");

        assertThat(program.exitCode()).isZero();
        assertThat(program.printed()).startsWith("telemetry 0.");
    }

    @Test
    void completion_script_isTakenByBash() throws Exception {
        Program script = programs.telemetry("completion");
        assertThat(script.exitCode()).isZero();

        Program checked = programs.launch("bash", "-n", script.out().toString());

        assertThat(checked.exitCode()).isZero();
        assertThat(checked.complained()).isEmpty();
    }

    @Test
    void monitor_onATerminal_isAScreenThatLeavesNothingBehind() throws Exception {
        assumeThat(Path.of("/usr/bin/script")).exists();
        programs.use(programs.start("--no-data"));

        Program screen =
                programs.launch("/usr/bin/script", "-qec", Programs.LAUNCHER + " monitor --duration 1.5", "/dev/null");

        assertThat(screen.exitCode()).isZero();
        assertThat(screen.printed()).contains("Arx Telemetry", "healthy", "events/s", " quits");
        assertThat(screen.printed()).contains("\u001b[?1049h").contains("\u001b[?1049l");
    }
}
