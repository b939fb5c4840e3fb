// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    private static final Pattern HTTP = Pattern.compile("HTTP +(http://[^ /]+)/");

    @TempDir
    private Path folder;

    private final List<Started> all = new ArrayList<>();

    /** A server that the command runs on another thread. */
    private final class Started {
        private final Run run;
        private final CompletableFuture<Run> end;

        Started(Map<String, String> environment, String... more) {
            run = Run.begun(environment);
            List<String> args = new ArrayList<>(List.of("start"));
            for (String port : List.of("--http-port", "--websocket-port", "--dashboard-port")) {
                if (!List.of(more).contains(port)) {
                    args.addAll(List.of(port, "0"));
                }
            }
            args.addAll(List.of(more));
            end = Blocking.supply(() -> run.execute(args.toArray(String[]::new)));
            all.add(this);
            await().atMost(LiveServer.LONG)
                    .until(() -> end.isDone() || run.out().contains("Ctrl-C"));
        }

        String address() {
            Matcher found = HTTP.matcher(run.out());
            assertThat(found.find()).as(run.out() + run.err()).isTrue();
            return found.group(1);
        }

        Run call(String... args) {
            Map<String, String> environment = new HashMap<>(Map.of("TELEMETRY_SERVER", address()));
            return Run.with(environment, args);
        }

        Run stop() {
            run.stop();
            return end.orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    private Started start(String... more) {
        return new Started(Map.of(), more);
    }

    @AfterEach
    void stopAll() {
        all.forEach(Started::stop);
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    @Test
    void start_data_showsAddressesFolderAndRules_andStopsCleanly() {
        Started started = start("--data", data());

        String banner = started.run.out();
        assertThat(banner)
                .contains("WebSocket  ws://127.0.0.1:", "page       http://127.0.0.1:", data())
                .contains("3: high_temperature, pressure_spike, vibration_anomaly")
                .contains("notify     send_notification has no effect; set --webhook URL")
                .contains("reachable from this machine only");
        assertThat(started.call("list-rules").code()).isZero();

        Run run = started.stop();
        assertThat(run.code()).isZero();
        assertThat(run.out()).endsWith("stopped: all accepted events are processed\n");
        assertThat(started.call("list-rules").code()).isEqualTo(3);
    }

    @Test
    void start_notifications_areReadShownAndReloaded() throws IOException {
        Path file = Files.writeString(
                folder.resolve("notifications.yml"),
                "route: {receiver: ops}\nreceivers: [{name: ops, log_configs: [{}]}, {name: db}]\n");
        Started started = start("--no-data", "--notifications", file.toString());

        assertThat(started.run.out()).contains("notify     1: ops  from " + file);
        assertThat(started.call("notifications", "receivers").out()).contains("ops", "log[0]");
        assertThat(started.call("reload").out()).isEqualTo("notifications reloaded\n");

        Files.writeString(file, "route: {receiver: obs}\nreceivers: [{name: ops}]\n");
        assertThat(started.call("reload").err()).contains("obs", "stays in force");
        assertThat(started.call("notifications", "receivers").out()).contains("ops", "log[0]");
    }

    @Test
    void start_again_hasTheAlertsAndRulesOfBefore() throws IOException {
        Path event =
                Files.writeString(folder.resolve("e.json"), "{\"source\":\"s\",\"type\":\"temperature\",\"value\":95}");
        Started first = start("--data", data());
        assertThat(first.call("ingest", event.toString()).code()).isZero();
        assertThat(first.call("remove-rule", "pressure_spike").code()).isZero();
        assertThat(first.call("disable-rule", "vibration_anomaly").code()).isZero();
        first.stop();

        Started second = start("--data", data());

        assertThat(second.run.out()).contains("2: high_temperature, vibration_anomaly");
        assertThat(second.call("alerts").out()).contains("firing", "95.0 > 80.0");
        assertThat(second.call("list-rules").lines().get(2)).contains("vibration_anomaly", " no ");
    }

    @Test
    void start_packs_areAddedToTheDefaultRules() {
        Started started = start("--data", data(), "--pack", "disk", "--pack", "queue", "--pack", "disk");

        assertThat(started.run.out()).contains("11: high_temperature, ", "with pack disk, queue");
        assertThat(started.call("list-rules").out())
                .contains("high_temperature", "disk_free", "disk_full_soon", "queue_age");
        assertThat(started.stop().code()).isZero();
    }

    @Test
    void start_pack_isAddedToTheRulesFile() throws IOException {
        Path rules = folder.resolve("rules.json");
        assertThat(Run.of("create-rule", rules.toString(), "--pack", "queue").code())
                .isZero();
        Started started =
                new Started(Map.of("TELEMETRY_PACK", "disk , sensor"), "--no-data", "--rules", rules.toString());

        assertThat(started.run.out()).contains("13: queue_depth, ");
        assertThat(started.run.out().replaceAll("\\s+", " ")).contains(" with pack disk, sensor");
    }

    @Test
    void start_packAgain_keepsItsRulesAsTheyWereChanged() throws IOException {
        Started first = start("--data", data(), "--pack", "disk");
        assertThat(first.call("disable-rule", "disk_free").code()).isZero();
        first.stop();

        Started second = start("--data", data(), "--pack", "disk");
        assertThat(second.run.out()).contains("7: high_temperature, ");
        assertThat(second.call("list-rules").lines())
                .anySatisfy(line -> assertThat(line).contains("disk_free ", " no "));
        second.stop();

        Started without = start("--data", data());
        assertThat(without.call("list-rules").out()).contains("disk_free ").doesNotContain("disk_full_soon");
    }

    @Test
    void start_packThatIsUnknownOrHasARuleOfTheFile_isRefused() throws IOException {
        Path rules = folder.resolve("rules.json");
        assertThat(Run.of("create-rule", rules.toString(), "--pack", "disk").code())
                .isZero();

        refused(2, "--pack is \"disk,jmv\": unknown rule pack \"jmv\"; did you mean \"jvm\"?", "--pack", "disk,jmv");
        refused(
                2,
                "--pack is \"disk\": rule \"disk_free\" of pack \"disk\" is in the rules file too;",
                "--pack",
                "disk",
                "--rules",
                rules.toString());
    }

    private void refused(int code, String why, String... more) {
        String nested = folder.resolve("new/data").toString();
        List<String> args = new ArrayList<>(List.of("--data", nested));
        args.addAll(List.of(more));
        Started started = start(args.toArray(String[]::new));
        Run run = started.stop();
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.err()).contains(why).doesNotContain("SECRET");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void start_refused_leavesNoFolder() throws IOException {
        refused(2, "TELEMETRY_API_TOKEN", "--bind", "0.0.0.0");
        refused(2, "bind", "--bind", "no.such.host.invalid");
        refused(2, "webhook", "--webhook", "ftp://ann:SECRET@host/SECRET");
        refused(2, "webhook", "--webhook", "http://ann:SE CRET@host/SECRET");
        refused(2, "webhook_timeout", "--webhook", "http://localhost/", "--webhook-timeout", "soon");
        refused(2, "rules", "--rules", folder.resolve("none").toString());
        Path bad = Files.writeString(folder.resolve("bad.json"), "[{}]");
        refused(2, "rules", "--rules", bad.toString());
        refused(
                2,
                "tls-certificate",
                "--tls-certificate",
                folder.resolve("none").toString());
        refused(2, "--ca", "--webhook", "https://localhost/", "--ca", bad.toString());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused(1, "in use", "--dashboard-port", String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void start_refusedInAFolderThatWasThere_keepsWhatIsInIt() throws IOException {
        Path there = Files.createDirectories(folder.resolve("there"));
        Path mine = Files.writeString(there.resolve("mine.txt"), "mine");
        Started started = start("--data", there.toString(), "--bind", "0.0.0.0");
        assertThat(started.stop().code()).isEqualTo(2);
        assertThat(mine).hasContent("mine");
        assertThat(start("--data", there.toString()).run.out()).contains("Ctrl-C");
    }

    @Test
    void start_folderInUse_isOneClearLine() {
        start("--data", data());

        Started second = start("--data", data());

        assertThat(second.end.join().code()).isEqualTo(1);
        assertThat(second.run.err()).contains("is in use by another server");
    }

    @Test
    void start_portInUse_isOneClearLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            for (String option : List.of("--http-port", "--websocket-port", "--dashboard-port")) {
                Started started = start("--no-data", option, port);

                assertThat(started.end.join().code()).isEqualTo(1);
                assertThat(started.run.err())
                        .contains("telemetry: port " + port + " is in use by another program; choose another with "
                                + option + ", or 0 for a free one");
                assertThat(started.run.err()).doesNotContain("\tat ");
                assertThat(started.run.out()).isEmpty();
            }
        }
    }

    @Test
    void start_thatFails_leavesNoNewFolder_andKeepsAnOldOne() throws IOException {
        Path outer = folder.resolve("new");
        Path old = Files.createDirectory(folder.resolve("old"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            for (Path data : List.of(outer.resolve("data"), old)) {
                Started started = start("--data", data.toString(), "--dashboard-port", port);

                assertThat(started.end.join().code()).isEqualTo(1);
            }
        }
        assertThat(outer).doesNotExist();
        assertThat(old.resolve("rules.json")).exists();
        assertThat(start("--data", outer.resolve("data").toString()).run.out()).contains("3: high_temperature");
    }

    @Test
    void start_rulesFile_isUsedInsteadOfTheDefaults() throws IOException {
        Path rules = Files.writeString(
                folder.resolve("rules.json"),
                "[{\"rule_id\":\"cold\",\"condition\":\"threshold\",\"parameters\":{\"field\":\"t\",\"operator\":\"<\","
                        + "\"value\":0}}]");

        Started started = start("--data", data(), "--rules", rules.toString());

        assertThat(started.run.out()).contains("1: cold").contains(rules.toString());
    }

    @Test
    void start_badRulesFile_showsAllReasonsAndExitsWithTwo() throws IOException {
        Path rules = Files.writeString(
                folder.resolve("rules.json"), "[{\"rule_id\":\"a\"},{\"rule_id\":\"b\",\"condition\":\"trend\"}]");

        Started started = start("--no-data", "--rules", rules.toString());

        assertThat(started.end.join().code()).isEqualTo(2);
        assertThat(started.run.err()).contains("rules rejected", "rule 0", "rule 1");
    }

    @Test
    void start_settings_commandLineBeforeEnvironmentBeforeFile() throws IOException {
        Path config = Files.writeString(
                folder.resolve("config.json"),
                "{\"buffer_size\": 100, \"max_series\": 10, \"processing_interval\": 0.5, \"enable_websocket\": false}");
        Map<String, String> environment = Map.of("TELEMETRY_BUFFER_SIZE", "200", "TELEMETRY_MAX_SERIES", "20");

        Started byFile = new Started(Map.of(), "--no-data", "--config", config.toString());
        assertThat(byFile.run.out()).contains("buffer     100 events", " 10 series", "WebSocket  disabled");
        Started byEnvironment = new Started(environment, "--no-data", "--config", config.toString());
        assertThat(byEnvironment.run.out()).contains("buffer     200 events", " 20 series");
        Started byOption = new Started(
                environment, "--no-data", "--config", config.toString(), "--buffer-size", "300", "--max-series", "30");
        assertThat(byOption.run.out()).contains("buffer     300 events", " 30 series");
    }

    @Test
    void start_badSettings_nameKeyValueAndWhatIsAllowed() throws IOException {
        Path config = Files.writeString(folder.resolve("config.json"), "{\"buffer_size\": 0}");
        assertThat(refusal(Map.of(), "--config", config.toString()))
                .contains("config.json", "\"buffer_size\": expected a whole number from 1 to 10000000, got 0");
        assertThat(refusal(Map.of("TELEMETRY_HTTP_PORT", "eighty"), "--no-data"))
                .contains("TELEMETRY_HTTP_PORT: expected a whole number from 0 to 65535, got \"eighty\"");
        Files.writeString(config, "{\"http_prt\": 1}");
        assertThat(refusal(Map.of(), "--config", config.toString())).contains("http_prt", "http_port");
        Files.writeString(config, "{");
        assertThat(refusal(Map.of(), "--config", config.toString())).contains("not valid JSON");
    }

    private static String refusal(Map<String, String> environment, String... more) {
        List<String> args = new ArrayList<>(List.of("start"));
        args.addAll(List.of(more));
        Run run = Run.with(environment, args.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("\tat ");
        return run.err();
    }

    @Test
    void start_beyondLoopback_needsATokenAndSaysWhatIsUnsafe() {
        Started started = new Started(Map.of("TELEMETRY_API_TOKEN", "secret"), "--no-data", "--bind", "0.0.0.0");

        assertThat(started.run.out()).contains("unsafe", "set --tls-certificate");
    }

    @Test
    void start_demo_feedsInEventsOfAllThree() {
        Started started = start("--demo");

        assertThat(started.run.out()).contains("in memory only", "11: ", "a second is 4 minutes");
        await().atMost(LiveServer.LONG).until(() -> {
            String series = started.call("list-rules").out();
            return series.matches("(?s).*slow_parse +critical +yes +1.*")
                    && series.matches("(?s).*high_temperature +critical +yes +4.*")
                    && series.matches("(?s).*thin_oil +critical +yes +1.*");
        });
    }

    @Test
    void start_logFile_holdsTheLog() throws IOException {
        Path log = folder.resolve("log/telemetry.log");

        start("--no-data", "--log-file", log.toString()).stop();

        assertThat(Files.readString(log)).contains("http listens on 127.0.0.1");
    }
}
