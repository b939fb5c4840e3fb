// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.notify.Notifications;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the command line client of Alertmanager works with a server, where it is on the path. */
class AmtoolTest {
    private static final JsonCodec JSON = new JsonCodec(JsonLimits.defaults());
    private static final String CONFIGURATION = """
            route:
              receiver: ops
              group_by: [site]
              routes:
                - matchers: [site="north"]
                  receiver: north
            receivers:
              - name: ops
              - name: north
            """;

    @TempDir
    private Path home;

    @AutoClose
    private final LiveServer live = new LiveServer()
            .notifier(Notifications.builder().configuration(CONFIGURATION).build());

    @BeforeEach
    void fire() {
        assumeThat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(folder -> new File(folder, "amtool"))
                        .anyMatch(File::canExecute))
                .as("amtool is on the path")
                .isTrue();
        live.start();
        record("pump", "north");
        record("fan", "south");
        live.flush();
    }

    private void record(String source, String site) {
        live.processor.ingest(TelemetryEvent.builder()
                .source(source)
                .type("temperature")
                .label("site", site)
                .label("http.route", "/" + source)
                .value(99)
                .build());
    }

    /** A finished run of amtool. */
    private record Amtool(int code, String out) {}

    private Amtool amtool(String... args) throws IOException, InterruptedException {
        return amtoolAt(live.address(), args);
    }

    private Amtool amtoolAt(String address, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("amtool", "--alertmanager.url=" + address));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(LiveServer.LONG.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return new Amtool(process.exitValue(), out);
    }

    private JsonNode json(String... args) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("-o");
        all.add("json");
        Amtool run = amtool(all.toArray(String[]::new));
        assertThat(run.code()).as(run.out()).isZero();
        return JSON.read(run.out());
    }

    private List<String> sources(String... args) throws IOException, InterruptedException {
        return json(args).findValues("labels").stream()
                .map(labels -> labels.path("source").asText())
                .sorted()
                .toList();
    }

    @Test
    void alert_listsAndQueriesWhatFires() throws Exception {
        Amtool table = amtool("alert");
        assertThat(table.code()).as(table.out()).isZero();
        assertThat(table.out().lines()).hasSize(3);
        assertThat(table.out()).contains("high_temperature", "active");

        assertThat(sources("alert", "query")).containsExactly("fan", "pump");
        assertThat(sources("alert", "query", "site=north")).containsExactly("pump");
        assertThat(sources("alert", "query", "site=~nor.*|x", "severity=critical"))
                .containsExactly("pump");
        assertThat(sources("alert", "query", "http_route!=/pump")).containsExactly("fan");
        assertThat(sources("alert", "query", "high_temperature")).hasSize(2);
        assertThat(sources("alert", "query", "--receiver=nor.*")).containsExactly("pump");
        assertThat(json("alert", "query", "site=south")
                        .at("/0/receivers/0/name")
                        .asText())
                .isEqualTo("ops");
    }

    @Test
    void silence_isAddedQueriedUpdatedAndExpired() throws Exception {
        Amtool added = amtool(
                "silence",
                "add",
                "http_route=~/pu.*",
                "site!=south",
                "--author=ann",
                "--comment=works",
                "--duration=2h");
        assertThat(added.code()).as(added.out()).isZero();
        String id = added.out().strip();

        assertThat(amtool("silence", "query").out()).contains(id, "http_route=~\"/pu.*\"", "site!=\"south\"", "ann");
        assertThat(json("silence", "query", "site=south")).hasSize(1);
        assertThat(json("silence", "query", "site=north")).isEmpty();
        assertThat(sources("alert", "query")).containsExactly("fan");
        assertThat(sources("alert", "query", "--silenced")).containsExactly("pump");
        assertThat(live.json("silences", "-o", "json").get(0).path("who").asText())
                .isEqualTo("ann");

        Amtool updated = amtool("silence", "update", "--comment=more works", id);
        assertThat(updated.code()).as(updated.out()).isZero();
        assertThat(json("silence", "query").at("/0/comment").asText()).isEqualTo("more works");

        Amtool expired = amtool("silence", "expire", id);
        assertThat(expired.code()).as(expired.out()).isZero();
        assertThat(json("silence", "query")).isEmpty();
        assertThat(sources("alert", "query")).hasSize(2);
    }

    @Test
    void silence_thatIsRefused_showsTheReason() throws Exception {
        Amtool added = amtool("silence", "add", "site=~", "--author=ann", "--comment=works");

        assertThat(added.code()).isEqualTo(1);
        assertThat(added.out()).contains("does not match the empty text");
        assertThat(amtool("silence", "expire", "00000000-0000-0000-0000-000000000000")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void silence_setHere_isShownThere() throws Exception {
        live.run("silence", "source=pump*", "--who", "bob");

        assertThat(amtool("silence", "query").out()).contains("source=~\"pump.*\"", "bob");
        assertThat(sources("alert", "query", "--silenced")).containsExactly("pump");
    }

    @Test
    void config_isTheOneInForce_andRoutesTheSame() throws Exception {
        assertThat(amtool("config", "show").out()).contains("receiver: \"ops\"", "name: \"north\"");
        assertThat(amtool("config", "routes", "test", "site=north").out().strip())
                .isEqualTo("north");
        assertThat(amtool("cluster", "show").code()).isZero();
    }

    @Test
    void page_addressIsAcceptedToo() throws Exception {
        Amtool run = amtoolAt("http://127.0.0.1:" + live.server.dashboardPort(), "alert");

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("high_temperature");
    }
}
