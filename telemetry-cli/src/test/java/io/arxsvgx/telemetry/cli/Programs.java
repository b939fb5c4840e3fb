// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Processes in a folder, such as the packaged program; running processes are ended on close. */
final class Programs implements AutoCloseable {
    static final Path LAUNCHER = Path.of("target/telemetry").toAbsolutePath();
    static final Duration LONG = Duration.ofMinutes(2);

    private static final List<String> FREE_PORTS =
            List.of("--http-port", "0", "--websocket-port", "0", "--dashboard-port", "0");

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> all = new ArrayList<>();

    Programs(Path folder) {
        this.folder = folder;
        environment.put("TERM", "xterm");
    }

    /** A process and the files with its output. */
    record Program(Process process, Path out, Path err) {
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

        /** The address of an interface in a server's banner. */
        String address(String name) {
            Matcher found = Pattern.compile(name + " +([a-z]+://[^ /]+)/").matcher(printed());
            assertThat(found.find()).as(printed()).isTrue();
            return found.group(1);
        }
    }

    /** Sets the server that commands call. */
    void use(Program server) {
        environment.put("TELEMETRY_SERVER", server.address("HTTP"));
        environment.put("TELEMETRY_WEBSOCKET", server.address("WebSocket"));
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    Program launch(String... command) throws IOException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        all.add(process);
        return new Program(process, out, err);
    }

    Program telemetry(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(args));
        return launch(command.toArray(String[]::new));
    }

    /** Starts a server on free ports, and waits for its banner. */
    Program start(String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of("start"));
        args.addAll(FREE_PORTS);
        args.addAll(List.of(more));
        Program started = telemetry(args.toArray(String[]::new));
        await().atMost(LONG)
                .until(() -> started.printed().contains("Ctrl-C")
                        || !started.process().isAlive());
        assertThat(started.process().isAlive()).as(started.complained()).isTrue();
        return started;
    }

    @Override
    public void close() {
        all.forEach(Process::destroyForcibly);
    }
}
