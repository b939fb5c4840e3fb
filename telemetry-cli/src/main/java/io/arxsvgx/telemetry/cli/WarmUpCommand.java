// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.cli.shell.ExitCode;
import io.arxsvgx.telemetry.cli.shell.StopSignal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * The command that loads the classes of a server and of the commands that call it. The build runs it once with {@code
 * -XX:ArchiveClassesAtExit}, so that later runs load their classes from the archive and start faster.
 */
@Command(name = "warm-up", hidden = true, header = "Start a server, call it, and stop it.")
final class WarmUpCommand implements Runnable {
    private static final Pattern ADDRESS = Pattern.compile("HTTP +(http://[^ /]+)/");
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
    private static final int LOOKS = 1_200;
    private static final String EVENT = "{\"source\":\"warm-up\",\"type\":\"temperature\",\"value\":95}\n";

    @Override
    public void run() {
        try {
            Path data = Files.createTempDirectory("telemetry-warm-up");
            try {
                runIn(data);
            } finally {
                delete(data);
            }
        } catch (IOException e) {
            throw CliException.failed("warm-up: cannot create a temporary folder: " + e, e);
        }
    }

    private static void runIn(Path data) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        CliContext serving = shell(Map.of(), InputStream.nullInputStream(), printed);
        // a separate thread: a server blocks, and the common pool may have a single thread
        CompletableFuture<Integer> server = CompletableFuture.supplyAsync(
                () -> TelemetryCli.run(
                        serving,
                        "start",
                        "--http-port=0",
                        "--websocket-port=0",
                        "--dashboard-port=0",
                        "--data=" + data,
                        "--log-level=error"),
                task -> new Thread(task, "telemetry-warm-up").start());
        try {
            Map<String, String> environment = Map.of("TELEMETRY_SERVER", address(server, printed));
            call(environment, "ingest", "-");
            call(environment, "alerts");
            call(environment, "dashboard", "--output=json");
            call(environment, "list-rules");
        } finally {
            serving.stop().request();
            server.join();
        }
    }

    private static void call(Map<String, String> environment, String... args) {
        InputStream event = new ByteArrayInputStream(EVENT.getBytes(UTF_8));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        if (TelemetryCli.run(shell(environment, event, printed), args) != ExitCode.DONE) {
            throw CliException.failed("warm-up failed: " + printed.toString(UTF_8));
        }
    }

    private static CliContext shell(Map<String, String> environment, InputStream in, ByteArrayOutputStream printed) {
        PrintStream out = new PrintStream(printed, true, UTF_8);
        return new CliContext(environment, in, out, out, false, false, new StopSignal());
    }

    private static String address(CompletableFuture<Integer> server, ByteArrayOutputStream printed) {
        StopSignal never = new StopSignal();
        for (int i = 0; i < LOOKS && !server.isDone(); i++) {
            Matcher found = ADDRESS.matcher(printed.toString(UTF_8));
            if (found.find()) {
                return found.group(1);
            }
            never.await(POLL_INTERVAL);
        }
        throw CliException.failed("warm-up: the server did not start: " + printed.toString(UTF_8));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
