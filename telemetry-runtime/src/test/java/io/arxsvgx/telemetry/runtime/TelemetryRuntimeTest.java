// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import static io.arxsvgx.telemetry.runtime.RuntimeFixture.cold;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.flush;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.hot;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.onFreePorts;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.record;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.ruleIds;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.InvalidSettingException;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.AlertStep;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.server.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryRuntimeTest {
    private static final String RULES = "[{\"rule_id\":\"%s\",\"condition\":\"threshold\",\"parameters\":"
            + "{\"field\":\"temperature\",\"operator\":\">\",\"value\":80}}]";

    @TempDir(factory = RuntimeFixture.InTarget.class)
    private Path folder;

    @AfterEach
    void noThreadIsLeft() {
        RuntimeFixture.awaitNoThreads();
    }

    private TelemetryRuntime started(TelemetryRuntime.Builder builder) {
        TelemetryRuntime runtime = builder.build();
        runtime.start();
        return runtime;
    }

    @Test
    void start_valuesOverHttpAndInJava_fireAlertsThatAreServed() throws Exception {
        try (TelemetryRuntime runtime =
                started(onFreePorts().data(folder.resolve("data")).rules(List.of(hot())))) {
            String event = "{\"source\":\"http\",\"type\":\"temperature\",\"value\":95}";
            assertThat(RuntimeFixture.post(runtime, "/telemetry", event)).isEqualTo(200);
            record(runtime, "java", 96);
            flush(runtime);

            assertThat(runtime.processor().alerts(10))
                    .extracting(Alert::source, Alert::state)
                    .containsExactly(tuple("http", AlertState.FIRING), tuple("java", AlertState.FIRING));
            assertThat(RuntimeFixture.get(runtime, "/alerts")).contains("95.0 > 80.0", "96.0 > 80.0");
            assertThat(runtime.data()).contains(folder.resolve("data").toAbsolutePath());
        }
    }

    @Test
    void start_again_hasAlertsSilencesAndWindowsOfBefore() {
        Silence silence = new Silence(
                "maintenance",
                Map.of("source", "pump"),
                Instant.now(),
                Instant.now().plus(Duration.ofHours(1)),
                "ann",
                "");
        TelemetryRuntime.Builder builder = onFreePorts().data(folder).rules(List.of(hot()));
        String id;
        try (TelemetryRuntime first = started(builder)) {
            first.processor().silence(silence);
            record(first, "pump", 20);
            record(first, "pump", 90);
            flush(first);
            id = first.processor().alerts(1).get(0).id();
        }

        try (TelemetryRuntime second = started(builder)) {
            flush(second);
            assertThat(second.processor().alerts(10))
                    .extracting(Alert::id, Alert::state)
                    .containsExactly(tuple(id, AlertState.FIRING));
            assertThat(second.processor().silences().list())
                    .extracting(Silence::id)
                    .containsExactly("maintenance");
            assertThat(values(second, "pump")).containsExactly(20, 90);
            record(second, "pump", 30);
            flush(second);
            assertThat(second.processor().alerts(10))
                    .extracting(Alert::id, Alert::state)
                    .containsExactly(tuple(id, AlertState.RESOLVED));
        }
    }

    @Test
    void rules_ofADataFolder_areWrittenOnce() throws Exception {
        try (TelemetryRuntime first = started(onFreePorts().data(folder).rules(List.of(hot(), cold())))) {
            assertThat(ruleIds(first)).containsExactly("hot", "cold");
            assertThat(RuntimeFixture.send(
                                    RuntimeFixture.request(first, "/rules/cold").DELETE())
                            .statusCode())
                    .isEqualTo(204);
        }
        AlertRule late = RuntimeFixture.rule("late", ">", 1);
        try (TelemetryRuntime second =
                onFreePorts().data(folder).rules(List.of(hot(), late)).build()) {
            assertThat(ruleIds(second)).containsExactly("hot");
        }
    }

    @Test
    void rules_withoutDataFolder_areSetAndNothingIsWritten() {
        try (TelemetryRuntime runtime =
                onFreePorts().rules(List.of(hot(), cold())).build()) {
            assertThat(ruleIds(runtime)).containsExactly("hot", "cold");
            assertThat(runtime.data()).isEmpty();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void addAlertRule_beforeStart_replacesThatOfTheFolder() {
        try (TelemetryRuntime runtime =
                onFreePorts().data(folder).rules(List.of(hot())).build()) {
            AlertRule other = hot().toBuilder().severity(Severity.CRITICAL).build();
            runtime.processor().addAlertRule(other);
            runtime.start();
            assertThat(runtime.processor().alertRules()).containsExactly(other);
        }
    }

    @Test
    void rulesFile_changed_isReadAgain_alsoWithoutServer() throws IOException {
        Path file = Files.writeString(folder.resolve("rules.json"), RULES.formatted("before"));
        try (TelemetryRuntime runtime = started(
                onFreePorts().rulesFile(file).data(folder.resolve("data")).withoutServer())) {
            assertThat(ruleIds(runtime)).containsExactly("before");
            Files.writeString(file, RULES.formatted("after"));
            await().atMost(RuntimeFixture.LONG)
                    .untilAsserted(() -> assertThat(ruleIds(runtime)).containsExactly("after"));
        }
        assertThat(folder.resolve("data/rules.json")).doesNotExist();
    }

    @Test
    void rulesFile_ofTheServerSettings_isReadToo() throws IOException {
        Path file = Files.writeString(folder.resolve("rules.json"), RULES.formatted("mine"));
        ServerSettings settings = ServerSettings.builder().rulesFile(file).build();
        try (TelemetryRuntime runtime = onFreePorts().server(settings).build()) {
            assertThat(ruleIds(runtime)).containsExactly("mine");
        }
    }

    @Test
    void rulesAndRulesFile_bothSet_areRefused() {
        TelemetryRuntime.Builder both = onFreePorts().rules(List.of(hot())).rulesFile(folder.resolve("rules.json"));
        assertThatThrownBy(both::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rules and rulesFile are both set; expected one of them");
        ServerSettings settings =
                ServerSettings.builder().rulesFile(folder.resolve("rules.json")).build();
        assertThatThrownBy(onFreePorts().rules(List.of(hot())).server(settings)::build)
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutServer_opensNoPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            TelemetryConfig config = TelemetryConfig.builder()
                    .httpPort(port)
                    .webSocketPort(port)
                    .dashboardPort(port)
                    .build();
            try (TelemetryRuntime runtime = started(TelemetryRuntime.builder()
                    .config(config)
                    .rules(List.of(hot()))
                    .withoutServer())) {
                record(runtime, "pump", 90);
                flush(runtime);
                assertThat(runtime.processor().alerts(10)).hasSize(1);
                assertThat(RuntimeFixture.threads()).noneMatch(name -> name.startsWith("telemetry-server"));
                assertThatThrownBy(runtime::server)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("the runtime was built without a server");
            }
        }
    }

    @Test
    void server_settings_areUsed() throws Exception {
        ServerSettings settings = ServerSettings.builder().apiToken("secret").build();
        try (TelemetryRuntime runtime = started(onFreePorts().data(folder).server(settings))) {
            assertThat(RuntimeFixture.send(RuntimeFixture.request(runtime, "/rules"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(RuntimeFixture.send(
                                    RuntimeFixture.request(runtime, "/rules").header("Authorization", "Bearer secret"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void processor_setup_isAppliedBesideConfigAndStore() {
        List<String> sent = new CopyOnWriteArrayList<>();
        AlertRule sending = hot().toBuilder().actions("send_notification").build();
        try (TelemetryRuntime runtime = started(onFreePorts()
                .data(folder)
                .rules(List.of(sending))
                .processor(set ->
                        set.config(TelemetryConfig.builder().bufferSize(1).build()))
                .processor(set -> set.notificationSender(alert -> sent.add(alert.source()))))) {
            record(runtime, "pump", 90);
            await().atMost(RuntimeFixture.LONG).until(() -> !sent.isEmpty());
            assertThat(runtime.processor().config().bufferSize()).isEqualTo(10_000);
        }
        assertThat(sent).first().isEqualTo("pump");
        assertThat(folder.resolve("alerts.db")).isNotEmptyFile();
    }

    @Test
    void timeSource_ofTheConfiguration_datesWhatTheStoreRecords() {
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        TelemetryConfig config =
                RuntimeFixture.freePorts().timeSource(TimeSource.manual(noon)).build();
        try (TelemetryRuntime runtime = started(TelemetryRuntime.builder()
                .config(config)
                .data(folder)
                .rules(List.of(hot()))
                .processor(TelemetryProcessor.Builder::callerDriven))) {
            record(runtime, "pump", 90);
            runtime.processor().runOnce();
            String id = runtime.processor().alerts(1).get(0).id();
            await().atMost(RuntimeFixture.LONG)
                    .untilAsserted(() -> assertThat(
                                    runtime.processor().alerts().history().steps(id))
                            .extracting(AlertStep::at)
                            .containsExactly(noon));
        }
    }

    @Test
    void builder_usedAgain_makesAnotherRuntime_andLaterCallsDoNotChangeTheFirst() {
        TelemetryRuntime.Builder builder = onFreePorts().rules(List.of(hot()));
        try (TelemetryRuntime first = builder.build()) {
            List<String> begun = new CopyOnWriteArrayList<>();
            builder.onStart(processor -> {
                begun.add("source");
                return () -> {};
            });
            first.start();
            assertThat(begun).isEmpty();
            try (TelemetryRuntime second = started(builder)) {
                assertThat(begun).containsExactly("source");
                assertThat(second.server().httpPort())
                        .isNotEqualTo(first.server().httpPort());
            }
        }
    }

    @Test
    void checkpointInterval_tooShort_isRefused() {
        assertThatThrownBy(() -> onFreePorts().checkpointInterval(Duration.ofMillis(99)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("checkpointInterval: expected at least 100 ms");
    }
}
