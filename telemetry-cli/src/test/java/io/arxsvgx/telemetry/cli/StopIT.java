// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server under load: it stops within 10 s of SIGTERM whatever blocks, and survives a flood of series. */
@Timeout(180)
class StopIT {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @TempDir
    private Path folder;

    private Process server;
    private int port;

    @BeforeEach
    void choosePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        if (server != null) {
            server.destroyForcibly();
        }
    }

    /** Starts a server whose output goes to a pipe that is not read. */
    private void start(String javaOptions, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Programs.LAUNCHER.toString(), "start", "--http-port", "" + port));
        command.addAll(List.of("--websocket-port", "0", "--dashboard-port", "0", "--data", "kept"));
        Collections.addAll(command, more);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("TELEMETRY_JAVA_OPTS", javaOptions);
        server = builder.start();
        await().atMost(Programs.LONG)
                .ignoreExceptions()
                .until(() -> get("/health").statusCode() == 200);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private void post(int from, int count, double value) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            lines.append("{\"source\":\"s").append(i).append("\",\"type\":\"temperature\",\"value\":");
            lines.append(value).append("}\n");
        }
        HttpRequest request = request("/telemetry")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                .build();
        await().atMost(Programs.LONG)
                .until(() -> client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    /** Raises alerts whose log lines exceed the capacity of a pipe. */
    private void fillThePipe() throws Exception {
        for (int i = 0; i < 20; i++) {
            post(100 * i, 100, 95);
        }
        await().atMost(Programs.LONG)
                .until(() -> get("/metrics").body().contains("telemetry_alerts_fired_total 2000.0"));
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    private void terminate() throws InterruptedException {
        server.destroy(); // SIGTERM
        assertThat(server.waitFor(WITHIN.toMillis(), TimeUnit.MILLISECONDS))
                .as("ended within " + WITHIN)
                .isTrue();
    }

    @Test
    void outputThatNobodyReads_delaysNothingAndTheServerEndsCleanly() throws Exception {
        start("");
        fillThePipe();
        terminate();
        assertThat(server.exitValue()).isZero();

        start("");
        await().untilAsserted(
                        () -> assertThat(get("/metrics").body().lines()).contains("telemetry_alerts_active 2000.0"));
    }

    @Test
    void everythingBlocks_endsAllTheSame() throws Exception {
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        opened.add(silent);
        start("", "--webhook", "http://127.0.0.1:" + silent.getLocalPort() + "/");
        fillThePipe();
        Socket reader = new Socket(InetAddress.getLoopbackAddress(), port);
        opened.add(reader);
        for (int i = 0; i < 50; i++) {
            reader.getOutputStream()
                    .write("GET /alerts?limit=10000 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
        }
        reader.getOutputStream().flush();
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("kept/alerts.db"));
        opened.add(other);
        try (Statement statement = other.createStatement()) {
            statement.execute("pragma busy_timeout = 10000");
            statement.execute("begin immediate");
        }
        post(5_000, 100, 95);
        await().atMost(Programs.LONG).until(() -> get("/health").body().contains("alert store unavailable"));
        terminate();
    }

    @Test
    void floodOfSeriesInASmallHeap_isDiscardedAndCounted() throws Exception {
        start("-Xmx64m");
        for (int i = 0; i < 200; i++) {
            post(500 * i, 500, 20);
        }
        await().atMost(Programs.LONG)
                .until(() -> get("/metrics").body().contains("telemetry_events_processed_total 100000.0"));

        assertThat(get("/metrics").body()).containsPattern("reason=\"series_limit\"\\} 9[0-9]{4}\\.0");
        assertThat(get("/health").body()).contains("\"warning\"", "series limit reached");
        terminate();
        assertThat(server.exitValue()).isZero();
    }

    @Test
    void memoryThatRunsOut_endsTheProcess() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Programs.LAUNCHER.toString(), "start", "--buffer-size", "10000000")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("TELEMETRY_JAVA_OPTS", "-Xmx48m");
        server = builder.start();

        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(3);
        assertThat(new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("OutOfMemoryError");
    }
}
