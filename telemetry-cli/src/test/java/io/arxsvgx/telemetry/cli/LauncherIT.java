// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as processes of its own, by the launcher script. */
class LauncherIT {
    private static final Path LAUNCHER = Path.of("target/telemetry").toAbsolutePath();
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Pattern HTTP = Pattern.compile("HTTP +(http://[^ /]+)/");

    @TempDir
    private Path folder;

    private final List<Process> all = new ArrayList<>();
    private int runs;

    /** A process and the files that hold what it prints. */
    private record Program(Process process, Path out, Path err) {
        String printed() {
            return text(out);
        }

        String complained() {
            return text(err);
        }

        private static String text(Path file) {
            try {
                return Files.readString(file, UTF_8);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        int exitCode() throws InterruptedException {
            assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }
    }

    private Program launch(String server, String... command) throws IOException {
        runs++;
        Path out = folder.resolve("out" + runs);
        Path err = folder.resolve("err" + runs);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("TELEMETRY_SERVER", server);
        builder.environment().put("TERM", "xterm");
        Process process = builder.start();
        all.add(process);
        return new Program(process, out, err);
    }

    private Program telemetry(String server, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(args));
        return launch(server, command.toArray(String[]::new));
    }

    private Program start() throws IOException {
        Program started = telemetry(
                "", "start", "--http-port", "0", "--websocket-port", "0", "--dashboard-port", "0", "--data", "kept");
        await().atMost(LONG).until(() -> started.printed().contains("Ctrl-C"));
        return started;
    }

    private static String address(Program started) {
        Matcher found = HTTP.matcher(started.printed());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @AfterEach
    void endAll() {
        all.forEach(Process::destroyForcibly);
    }

    @Test
    void start_terminated_stopsCleanlyWithZero() throws Exception {
        Program started = start();

        started.process().destroy(); // SIGTERM

        assertThat(started.exitCode()).isZero();
        assertThat(started.printed()).endsWith("stopped; all that was accepted is processed\n");
        assertThat(started.complained()).doesNotContain("\tat ", "WARN", "ERROR");
    }

    @Test
    void start_killed_goesOnWhenStartedAgain() throws Exception {
        Program first = start();
        Files.writeString(
                folder.resolve("e.jsonl"), "{\"source\":\"s\",\"type\":\"temperature\",\"value\":95}\n".repeat(3));
        assertThat(telemetry(address(first), "ingest", "e.jsonl").exitCode()).isZero();
        await().atMost(LONG).until(() -> alerts(first).contains("firing"));
        assertThat(telemetry(address(first), "disable-rule", "pressure_spike").exitCode())
                .isZero();

        first.process().destroyForcibly(); // SIGKILL
        first.exitCode();
        Program second = start();

        assertThat(alerts(second)).contains("firing", "95.0 > 80.0");
        Program rules = telemetry(address(second), "list-rules");
        assertThat(rules.exitCode()).isZero();
        assertThat(rules.printed()).containsPattern("pressure_spike +warning +no");
    }

    private String alerts(Program server) throws Exception {
        Program alerts = telemetry(address(server), "alerts");
        assertThat(alerts.exitCode()).isZero();
        return alerts.printed();
    }

    @Test
    void exitCodes_ofTheProcess_areThoseOfTheCommand() throws Exception {
        assertThat(telemetry("", "--version").exitCode()).isZero();
        assertThat(telemetry("", "nonsense").exitCode()).isEqualTo(2);
        assertThat(telemetry("127.0.0.1:1", "alerts").exitCode()).isEqualTo(3);
    }

    @Test
    void launcher_throughALinkAndAnotherFolder_findsItsJar() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("linked telemetry"), LAUNCHER);

        Program program = launch("", link.toString(), "--version");

        assertThat(program.exitCode()).isZero();
        assertThat(program.printed()).startsWith("telemetry 0.");
    }

    @Test
    void completion_script_isTakenByBash() throws Exception {
        Program script = telemetry("", "completion");
        assertThat(script.exitCode()).isZero();

        Program checked = launch("", "bash", "-n", script.out().toString());

        assertThat(checked.exitCode()).isZero();
        assertThat(checked.complained()).isEmpty();
    }

    @Test
    void monitor_onATerminal_isAScreenThatLeavesNothingBehind() throws Exception {
        assumeThat(Path.of("/usr/bin/script")).exists();
        Program started = start();

        Program screen =
                launch(address(started), "/usr/bin/script", "-qec", LAUNCHER + " monitor --duration 1.5", "/dev/null");

        assertThat(screen.exitCode()).isZero();
        assertThat(screen.printed()).contains("Arx Telemetry", "healthy", "events/s", "q leaves");
        assertThat(screen.printed()).contains("\u001b[?1049h").contains("\u001b[?1049l");
    }
}
