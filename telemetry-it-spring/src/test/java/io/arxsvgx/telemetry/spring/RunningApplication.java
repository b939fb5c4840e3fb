// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application's jar in a process of its own, on free ports. */
final class RunningApplication implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** The last line that Spring Boot logs at a start. */
    private static final String STARTED = "Started Application in ";

    final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Process process;
    private final Thread reader;

    private RunningApplication(Path folder) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-jar",
                        new File(System.getProperty("application.jar")).getAbsolutePath(),
                        "--server.port=0",
                        "--telemetry.http-port=0",
                        "--telemetry.web-socket-port=0",
                        "--telemetry.dashboard-port=0")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        reader = new Thread(this::read, "output of the application");
    }

    /** Starts the application in a folder, and waits until it runs. */
    static RunningApplication start(Path folder) throws Exception {
        RunningApplication application = new RunningApplication(folder);
        application.reader.start();
        application.awaitStart();
        return application;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            add("");
        }
    }

    private synchronized void add(String line) {
        output.add(line);
        notifyAll();
    }

    private synchronized void awaitStart() throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (output.stream().noneMatch(line -> line.contains(STARTED))) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0 || !process.isAlive()) {
                process.destroyForcibly();
                throw new AssertionError("the application did not start:\n" + String.join("\n", output));
            }
            wait(left);
        }
    }

    /** Returns the lines of its output so far. */
    List<String> output() {
        return output;
    }

    private int port(String pattern) {
        return output.stream()
                .map(Pattern.compile(pattern)::matcher)
                .filter(Matcher::find)
                .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(pattern + " not found in\n" + String.join("\n", output)));
    }

    int tomcatPort() {
        return port("Tomcat started on port (\\d+)");
    }

    /** Returns the port of "http", "websocket" or "dashboard". */
    int telemetryPort(String name) {
        return port(" " + name + " listens on 127\\.0\\.0\\.1:(\\d+)");
    }

    /** Returns the body of a page; fails if there is none. */
    String get(int port, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(port, path)).GET());
    }

    String post(int port, String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(port, path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as("%s: %s\n%s", response.uri(), response.body(), String.join("\n", output))
                .isBetween(200, 299);
        return response.body();
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Stops the application as an operator does. */
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        reader.join(TIMEOUT.toMillis());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
