// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.server.ServerSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WatchingTest {
    @AutoClose
    private final LiveServer live = new LiveServer().start();

    private Map<String, String> environment() {
        return live.environment("TELEMETRY_WEBSOCKET", "ws://127.0.0.1:" + live.server.webSocketPort() + "/");
    }

    private void breach() {
        live.processor.ingest(TelemetryEvent.of("sensor_001", "temperature", 91.5));
        live.flush();
    }

    @Test
    void monitor_inAPipe_printsALineAnInterval() {
        breach();

        Run run = live.run("monitor", "--duration", "0.25", "--interval", "0.1");

        assertThat(run.code()).isZero();
        assertThat(run.lines()).hasSize(3).allMatch(line -> line.contains("1 event, 0 dropped, 1 firing"));
    }

    @Test
    void monitor_asJson_printsADocumentAnInterval() {
        assertThat(live.run("monitor", "--duration", "0.1", "--interval", "1", "-o", "json")
                        .out())
                .contains("\"system_status\":\"healthy\"")
                .contains("\"events_per_second\":0.0")
                .contains("\"active_alerts\":0");
    }

    @Test
    void monitor_untilStopped_isDone() throws Exception {
        Run run = Run.begun(live.environment());
        CompletableFuture<Run> running = Blocking.supply(() -> run.execute("monitor", "--interval", "60"));
        await().atMost(LiveServer.LONG).until(() -> !run.out().isEmpty());

        run.stop();

        assertThat(running.get(20, TimeUnit.SECONDS).code()).isZero();
    }

    @Test
    void monitor_serverGone_exitsWithThree() throws Exception {
        Run run = Run.begun(live.environment());
        CompletableFuture<Run> running = Blocking.supply(() -> run.execute("monitor", "--interval", "0.05"));
        await().atMost(LiveServer.LONG).until(() -> !run.out().isEmpty());

        live.server.stop();

        assertThat(running.get(20, TimeUnit.SECONDS).code()).isEqualTo(3);
        assertThat(run.err()).containsAnyOf("no server answers", "the server at http");
    }

    @Test
    void monitor_badTimes_areUsage() {
        assertThat(live.run("monitor", "--interval", "0").code()).isEqualTo(2);
        assertThat(live.run("monitor", "--duration", "-1").err())
                .contains("--duration: expected seconds above 0 and at most a year, got -1.0");
    }

    /** Runs the command, and ingests breaches, until it has printed a text. */
    private Run tailUntil(String wanted, Map<String, String> environment, String... args) throws Exception {
        Run run = Run.begun(environment);
        CompletableFuture<Run> running = Blocking.supply(() -> run.execute(args));
        await().atMost(LiveServer.LONG).until(() -> {
            live.processor.ingest(TelemetryEvent.of("sensor_001", "temperature", 91.5));
            live.processor.ingest(TelemetryEvent.of("sensor_001", "temperature", 20));
            return running.isDone() || run.out().contains(wanted);
        });
        run.stop();
        return running.get(20, TimeUnit.SECONDS);
    }

    @Test
    void tail_alertsAndEvents_areLinesAsTheyHappen() throws Exception {
        Run alerts = tailUntil("resolved", environment(), "tail");
        assertThat(alerts.code()).isZero();
        assertThat(alerts.out()).contains("firing    critical high_temperature").contains("91.5 > 80.0");

        Run events = tailUntil("event ", environment(), "tail", "--channels", "telemetry");
        assertThat(events.out()).contains("sensor_001/temperature").doesNotContain("firing");
    }

    @Test
    void tail_asJson_isWhatTheServerSends() throws Exception {
        Run run = tailUntil("\"state\":\"firing\"", environment(), "tail", "--channels", "alerts", "-o", "json");

        assertThat(run.lines().get(0)).startsWith("{\"type\":\"alert\",\"data\":{");
    }

    @Test
    void tail_serverAlone_findsTheWebSocketByIt() throws Exception {
        Run byOption = tailUntil("firing", Map.of(), "tail", "--server", live.address());
        assertThat(byOption.out()).contains("firing    critical high_temperature");

        Run byVariable = tailUntil("firing", live.environment("TELEMETRY_WEBSOCKET_PORT", "1"), "tail");
        assertThat(byVariable.out()).contains("firing    critical high_temperature");

        Run explicit = live.run("tail", "--websocket", "ws://127.0.0.1:1/");
        assertThat(explicit.err()).contains("no server answers at ws://127.0.0.1:1/");
    }

    @Test
    void tail_webSocketSwitchedOff_saysSo() {
        live.config(TelemetryConfig.builder().enableWebSocket(false)).start();
        Run run = live.run("tail");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("has no WebSocket interface");
    }

    @Test
    void tail_duration_endsIt() {
        assertThat(Run.with(environment(), "tail", "--duration", "0.1").code()).isZero();
    }

    @Test
    void tail_serverGone_exitsWithThree() throws Exception {
        Run run = Run.begun(environment());
        CompletableFuture<Run> running = Blocking.supply(() -> run.execute("tail"));
        await().atMost(LiveServer.LONG).until(() -> {
            breach();
            live.processor.ingest(TelemetryEvent.of("sensor_001", "temperature", 20));
            return !run.out().isEmpty();
        });

        live.server.stop();

        assertThat(running.get(20, TimeUnit.SECONDS).code()).isEqualTo(3);
        assertThat(run.err()).contains("the server closed the connection");
    }

    @Test
    void tail_nobodyOrSomethingElse_exitsWithThree() {
        Run nobody = Run.with(Map.of(), "tail", "--websocket", "ws://127.0.0.1:1/");
        assertThat(nobody.code()).isEqualTo(3);
        assertThat(nobody.err()).contains("no server answers at ws://127.0.0.1:1/");

        Run http = live.run("tail", "--websocket", "ws://127.0.0.1:" + live.server.httpPort() + "/");
        assertThat(http.code()).isEqualTo(3);
        assertThat(http.err()).contains("no WebSocket interface at ");
        assertThat(live.run("tail", "--websocket", "nonsense").code()).isEqualTo(2);
    }

    @Test
    void tail_unknownChannel_isToldByTheServer() {
        Run run = Run.with(environment(), "tail", "--channels", "alarms", "--duration", "1");

        assertThat(run.err()).contains("alarms");
    }

    @Test
    void tail_tokenWanted_isBrought() throws Exception {
        live.settings(ServerSettings.builder().apiToken("secret")).start();
        assertThat(live.run("tail").code()).isEqualTo(4);
        Run without = Run.with(environment(), "tail");
        assertThat(without.code()).isEqualTo(4);
        assertThat(without.err()).contains("TELEMETRY_API_TOKEN");

        Map<String, String> with = new HashMap<>(environment());
        with.put("TELEMETRY_API_TOKEN", "secret");
        assertThat(tailUntil("firing", with, "tail").code()).isZero();
    }

    @Test
    void health_runningOrNot_isTheExitCode() {
        assertThat(live.run("health").out()).isEqualTo("healthy\n");
        assertThat(live.run("health").code()).isZero();

        live.processor.stop();

        Run run = live.run("health");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).startsWith("stopped: the processor is not running");
    }
}
