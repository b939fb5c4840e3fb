// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertQuery;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed at random moments while notifications are pending: every alert on disk reaches the receiver. */
class NotificationsKillTest {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 6);

    @TempDir
    Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final Random random = new Random(11);
    private final Set<String> received = ConcurrentHashMap.newKeySet();
    /** The bodies by idempotency key: a repeated call has the same. */
    private final Map<String, String> bodies = new ConcurrentHashMap<>();

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger different = new AtomicInteger();
    private HttpServer receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newCachedThreadPool());
        receiver.createContext("/", this::receive);
        receiver.start();
    }

    @AfterEach
    void close() {
        receiver.stop(0);
    }

    private void receive(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String before = bodies.putIfAbsent(call.getRequestHeaders().getFirst("Idempotency-Key"), body);
        if (before != null && !before.equals(body)) {
            different.incrementAndGet();
        }
        boolean fails = calls.incrementAndGet() % 7 == 0;
        if (!fails) {
            for (JsonNode alert : json.readTree(body).path("alerts")) {
                received.add(alert.path("labels").path("source").asText() + " "
                        + alert.path("status").asText());
            }
        }
        call.sendResponseHeaders(fails ? 503 : 200, -1);
        call.close();
    }

    @Test
    void kill_whileNotificationsArePending_losesNone_andRepeatsTheSameUnderTheSameKey() throws Exception {
        Path database = folder.resolve("alerts.db");
        for (int round = 0; round < ROUNDS; round++) {
            Process victim = start(database, "r" + round);
            assertThat(victim.waitFor(200 + random.nextInt(700), TimeUnit.MILLISECONDS))
                    .isFalse();
            victim.destroyForcibly();
            assertThat(victim.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        Process last = start(database, KillVictim.DRAIN);
        try {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(missing(database)).isEmpty());
        } finally {
            last.destroyForcibly();
        }
        assertThat(received).hasSizeGreaterThan(ROUNDS * 20);
        assertThat(different).hasValue(0);
    }

    /** Returns the states of alerts on disk that have not reached the receiver. */
    private List<String> missing(Path database) {
        List<String> missing = new ArrayList<>();
        try (SqliteAlertStore store = SqliteAlertStore.open(database)) {
            for (Alert alert : store.find(AlertQuery.newest(null, Integer.MAX_VALUE))) {
                String state = alert.state() == AlertState.RESOLVED ? "resolved" : "firing";
                if (!received.contains(alert.source() + " " + state)) {
                    missing.add(alert.source() + " " + state);
                }
            }
        }
        return missing;
    }

    private Process start(Path database, String prefix) throws Exception {
        Path output = folder.resolve("output-" + prefix);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillVictim.class.getName(),
                        database.toString(),
                        "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                                + receiver.getAddress().getPort() + "/hook",
                        prefix)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !process.isAlive() || Files.readString(output).contains("started"));
        assertThat(Files.readString(output)).contains("started");
        return process;
    }
}
