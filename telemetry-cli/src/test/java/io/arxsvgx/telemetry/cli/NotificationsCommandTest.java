// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.notify.Notifications;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the commands about notifications, with a receiver behind a real socket. */
class NotificationsCommandTest {
    @TempDir
    private Path folder;

    /** The status that the receiver answers. */
    private final AtomicInteger status = new AtomicInteger(200);

    private HttpServer receiver;

    @AutoClose
    private final LiveServer live = new LiveServer();

    private Path file;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        receiver.start();
        file = folder.resolve("notifications.yml");
        write("ops");
        live.notifier(Notifications.fromFile(file)).start();
    }

    private void write(String route) throws IOException {
        Files.writeString(file, """
                route:
                  receiver: %s
                  group_by: [source]
                  group_wait: 1ms
                receivers:
                  - name: ops
                    webhook_configs:
                      - url: http://127.0.0.1:%d/hook
                """.formatted(route, receiver.getAddress().getPort()), UTF_8);
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    /** Makes an alert fire, and returns its notification once it is in a state. */
    private JsonNode notified(String state) {
        live.processor.ingest(TelemetryEvent.of("pump", "temperature", 99));
        live.flush();
        await().atMost(LiveServer.LONG)
                .until(() -> !live.json("notifications", "list", "--state", state, "-o", "json")
                        .isEmpty());
        return live.json("notifications", "list", "--state", state, "-o", "json")
                .get(0);
    }

    @Test
    void list_sent_isShownWithItsFields() {
        JsonNode sent = notified("sent");

        Run listed = live.run("notifications", "list");
        assertThat(listed.lines().get(0)).contains("STATE", "RECEIVER", "RESULT");
        assertThat(listed.lines().get(1))
                .contains("sent", "ops webhook[0]", sent.path("id").asText());
        assertThat(live.run("notifications", "list", "--state", "dead").out()).isEqualTo("no notifications\n");
        assertThat(live.run("notifications", "list", "--receiver", "db").out()).isEqualTo("no notifications\n");
        String alert = live.json("alerts", "-o", "json").get(0).path("id").asText();
        assertThat(live.json("notifications", "list", "--alert", alert, "-o", "json"))
                .hasSize(1);

        Run shown = live.run("notifications", "show", sent.path("id").asText());
        assertThat(shown.out()).contains("idempotency_key", "alerts", alert, "200");
        assertThat(live.run("notifications", "groups").out()).contains("ops", "source=pump");
    }

    @Test
    void retry_deadNotification_isSent() {
        status.set(400);
        String id = notified("dead").path("id").asText();
        assertThat(live.run("notifications", "list").lines().get(1)).contains("dead", "400");
        assertThat(live.run("notifications", "receivers").lines().get(1)).contains("ops", "webhook[0]", "failing");
        status.set(200);

        Run run = live.run("notifications", "retry", id);

        assertThat(run.out()).isEqualTo("notification " + id + " is attempted again\n");
        await().atMost(LiveServer.LONG)
                .until(() -> live.json("notifications", "show", id, "-o", "json")
                        .path("state")
                        .asText()
                        .equals("sent"));
        assertThat(live.run("notifications", "receivers").lines().get(1)).contains("ok");
    }

    @Test
    void test_receiver_reportsWhatItAnswered() {
        Run sent = live.run("notifications", "test", "ops");
        assertThat(sent.code()).as(sent.err()).isZero();
        assertThat(sent.lines().get(1)).contains("webhook[0]", "sent", "200");

        status.set(503);
        Run failed = live.run("notifications", "test", "ops");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.lines().get(1)).contains("failed", "503");
        assertThat(failed.err()).contains("1 of 1 integrations failed");
    }

    @Test
    void reload_validAndFaulty_isAppliedOrNamesTheFault() throws IOException {
        assertThat(live.run("reload").out()).isEqualTo("notifications reloaded\n");

        write("obs");
        Run refused = live.run("reload");

        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).contains("stays in force", "obs");
        assertThat(live.run("notifications", "test", "ops").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "notifications                      | 2 | Missing required subcommand",
                "notifications lst                  | 2 | did you mean \"list\"",
                "notifications list --state snt     | 4 | did you mean \"sent\"",
                "notifications list --limit -1      | 2 | --limit",
                "notifications show none            | 4 | none",
                "notifications show                 | 2 | ID",
                "notifications retry none           | 4 | none",
                "notifications test obs             | 4 | did you mean \"ops\"",
            })
    void wrongUse_saysWhatIsExpected(String line, int code, String complaint) {
        Run run = live.run(line.split(" +"));

        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.err()).contains(complaint);
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void help_ofAGroup_namesItsCommands() {
        assertThat(Run.of("help", "notifications").out())
                .contains("list", "show", "retry", "receivers", "test", "groups");
        assertThat(Run.of("notifications", "list", "--help").out()).contains("--state");
    }

    @Test
    void withoutNotifications_listsAreEmptyAndChangesSayWhy() {
        try (LiveServer plain = new LiveServer().start()) {
            assertThat(plain.run("notifications", "list").out()).isEqualTo("no notifications\n");
            assertThat(plain.run("notifications", "receivers").out()).isEqualTo("no receivers\n");
            assertThat(plain.run("notifications", "groups").out()).isEqualTo("no groups\n");
            Run reload = plain.run("reload");
            assertThat(reload.code()).isEqualTo(4);
            assertThat(reload.err()).contains("--notifications FILE");
        }
    }

    @Test
    void validate_fileOfNotifications_isRecognisedAndChecked() throws IOException {
        assertThat(Run.of("validate", file.toString()).out()).isEqualTo(file + ": a file of notifications, valid\n");
        assertThat(Run.fed(Map.of(), Files.readString(file), "validate", "-").out())
                .isEqualTo("-: a file of notifications, valid\n");

        write("obs");
        Run faulty = Run.of("validate", file.toString());
        assertThat(faulty.code()).isEqualTo(1);
        assertThat(faulty.err()).contains(file.toString(), "obs");

        Path json = Files.writeString(
                folder.resolve("notifications.json"),
                "{\"route\":{\"receiver\":\"ops\"},\"receivers\":[{\"name\":\"ops\"}]}");
        assertThat(Run.of("validate", json.toString()).out()).contains("a file of notifications, valid");
    }

    @Test
    void start_faultyFile_isRefusedWithItsName() throws IOException {
        write("obs");

        Run run = Run.of("start", "--no-data", "--notifications", file.toString());

        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("--notifications", "obs");
        assertThat(Run.of(
                                "start",
                                "--no-data",
                                "--notifications",
                                folder.resolve("none").toString())
                        .err())
                .contains("--notifications", "cannot read");
        assertThat(Run.of("start", "--no-data", "--external-url", "ftp://x").err())
                .contains("--external-url");
    }
}
