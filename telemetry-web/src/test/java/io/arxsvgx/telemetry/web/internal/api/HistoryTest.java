// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import static io.arxsvgx.testsupport.RequestBodies.event;
import static io.arxsvgx.testsupport.RequestBodies.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import io.arxsvgx.telemetry.store.StateFile;
import io.arxsvgx.telemetry.web.OneShot;
import io.arxsvgx.telemetry.web.WebFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of alerts of earlier times and processes in the API. */
class HistoryTest {
    @TempDir
    private Path folder;

    @AutoClose
    private final WebFixture fixture = new WebFixture().store(() -> SqliteAlertStore.open(file()));

    private Path file() {
        return folder.resolve("alerts.db");
    }

    private List<String> sources(String query) {
        List<String> sources = new ArrayList<>();
        for (JsonNode alert : fixture.get("/alerts?" + query).json()) {
            sources.add(
                    alert.path("source").asText() + " " + alert.path("state").asText());
        }
        return sources;
    }

    private void fireAndResolve(String source) {
        fixture.post("/telemetry", "[" + event(source, 90) + "," + event(source, 10) + "]");
        fixture.flush();
    }

    @Test
    void alerts_ofAnEarlierProcess_areListedBeforeTheNewOnes() {
        fixture.start();
        fixture.post("/rules", rule("hot"));
        fireAndResolve("a");
        fireAndResolve("b");

        fixture.start();
        fixture.post("/rules", rule("hot"));
        fireAndResolve("c");
        assertThat(sources("")).containsExactly("a resolved", "b resolved", "c resolved");
        assertThat(sources("limit=2")).containsExactly("b resolved", "c resolved");
        assertThat(sources("state=firing")).isEmpty();
        assertThat(sources("source=a")).containsExactly("a resolved");
        String b = fixture.get("/alerts?source=b").json().get(0).path("id").asText();
        assertThat(sources("before=" + b)).containsExactly("a resolved");
        assertThat(fixture.get("/alerts?before=none").status()).isEqualTo(400);
    }

    @Test
    void acknowledge_resolvedAlertOfAnEarlierProcess_isTakenAndKept() {
        String id;

        fixture.start();
        fixture.post("/rules", rule("hot"));
        fireAndResolve("a");
        id = fixture.get("/alerts").json().get(0).path("id").asText();

        fixture.start();
        assertThat(fixture.get("/alerts/" + id).status()).isEqualTo(200);
        assertThat(fixture.post("/alerts/" + id + "/acknowledge", "{\"who\":\"ann\",\"note\":\"seen\"}")
                        .status())
                .isEqualTo(200);

        fixture.start();
        JsonNode alert = fixture.get("/alerts/" + id).json();
        assertThat(alert.path("acknowledgement").path("who").asText()).isEqualTo("ann");
        assertThat(alert.path("acknowledgement").path("note").asText()).isEqualTo("seen");
        assertThat(alert.path("state").asText()).isEqualTo("resolved");
        assertThat(fixture.get("/alerts")
                        .json()
                        .get(0)
                        .path("acknowledgement")
                        .path("who")
                        .asText())
                .isEqualTo("ann");
        assertThat(fixture.post("/alerts/none/acknowledge", "{\"who\":\"ann\"}").status())
                .isEqualTo(404);
    }

    @Test
    void acknowledge_pendingAlert_is409() {
        fixture.start();
        fixture.post("/rules", rule("hot").replace("{\"rule_id\"", "{\"for\":3600,\"rule_id\""));
        fixture.post("/telemetry", event("a", 90));
        fixture.flush();
        String id =
                fixture.get("/alerts?state=pending").json().get(0).path("id").asText();
        assertThat(fixture.get("/alerts/" + id).status()).isEqualTo(200);
        assertThat(fixture.post("/alerts/" + id + "/acknowledge", "{\"who\":\"ann\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void alerts_whateverTheStoreHas_listEveryOpenOneOnceOnSomePage() throws Exception {
        fixture.start();
        fixture.post("/rules", rule("hot"));
        fireAndResolve("old");

        fixture.start();
        fixture.post("/rules", rule("hot"));
        for (int i = 0; i < 12; i++) {
            fixture.post("/telemetry", "[" + event("s" + i, 90) + "]");
        }
        fixture.flush();
        fireAndResolve("s3");
        await().until(() -> fixture.processor.metrics().storeBacklog() == 0);
        List<String> expected = sources("");
        assertThat(expected).hasSize(13).startsWith("old resolved").contains("s3 resolved", "s4 firing");
        for (String lost : List.of("source in ('s0', 's5', 's11')", "source in ('s2', 's3')", "true")) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                    Statement statement = connection.createStatement()) {
                statement.execute("pragma busy_timeout = 10000");
                statement.execute("delete from alert where source <> 'old' and " + lost);
            }
            assertThat(sources("")).isEqualTo(expected);
            assertThat(sources("state=firing"))
                    .isEqualTo(expected.stream()
                            .filter(one -> one.endsWith("firing"))
                            .toList());
            assertThat(pagesOf(2)).isEqualTo(expected);
            assertThat(pagesOf(5)).isEqualTo(expected);
        }
    }

    /** Returns all alerts, page by page. */
    private List<String> pagesOf(int limit) {
        List<String> all = new ArrayList<>();
        String before = "";
        for (int page = 0; page < 20; page++) {
            JsonNode found = fixture.get("/alerts?limit=" + limit + before).json();
            if (found.isEmpty()) {
                break;
            }
            all.addAll(0, sources("limit=" + limit + before));
            before = "&before=" + found.get(0).path("id").asText();
        }
        return all;
    }

    @Test
    void store_thatCannotBe_isSaidInHealthAndMetricsAndAlertsGoOn() throws Exception {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where the folder should be");
        fixture.store(() -> SqliteAlertStore.open(blocked.resolve("alerts.db"))).start();
        fixture.post("/rules", rule("hot"));
        fireAndResolve("a");
        assertThat(sources("")).containsExactly("a resolved");
        assertThat(fixture.get("/health").status()).isEqualTo(200);
        await().until(() ->
                fixture.get("/health").json().path("reason").asText().contains("not durable"));
        assertThat(fixture.get("/metrics").body()).contains("telemetry_store_failing 1.0");
    }

    private List<String> patterns(String query) {
        List<String> ids = new ArrayList<>();
        fixture.get("/patterns?" + query)
                .json()
                .forEach(one -> ids.add(one.path("pattern_id").asText()));
        return ids;
    }

    @Test
    void patterns_ofAnEarlierProcess_areListedBeforeTheNewOnes() {
        OneShot detector = new OneShot();
        fixture.config(TelemetryConfig.builder().processingInterval(Duration.ofMillis(50)))
                .detectors(detector)
                .start();
        detector.report(OneShot.pattern("a", null));
        detector.report(OneShot.pattern("b", null));
        await().until(() -> patterns("").size() == 2);

        fixture.start();
        detector.report(OneShot.pattern("c", null));
        await().untilAsserted(() -> assertThat(patterns("")).containsExactly("a", "b", "c"));
        assertThat(patterns("limit=2")).containsExactly("b", "c");
        assertThat(patterns("before=b")).containsExactly("a");
        assertThat(fixture.get("/patterns?before=none").status()).isEqualTo(400);
    }

    @Test
    void silence_ofAnEarlierProcess_goesOn() {
        String id;

        fixture.start();
        id = fixture.post(
                        "/silences",
                        "{\"matchers\":{\"source\":\"a\"},\"ends_at\":" + inOneHour() + ",\"who\":\"ann\"}")
                .json()
                .path("id")
                .asText();

        fixture.close();
        SqliteAlertStore store = SqliteAlertStore.open(file());
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                        .config(TelemetryConfig.defaults())
                        .alertStore(store)
                        .build();
                StateFile state = StateFile.attach(processor, store, folder.resolve("state"), Duration.ofHours(1))) {
            processor.start();
            assertThat(state.trouble()).isNull();
            assertThat(processor.silences().list()).extracting(Silence::id).containsExactly(id);
        }
    }

    @Test
    void silence_storeThatCannotBe_isRefused() throws Exception {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where the folder should be");
        fixture.store(() -> SqliteAlertStore.open(blocked.resolve("alerts.db"))).start();
        assertThat(fixture.post(
                                "/silences",
                                "{\"matchers\":{\"source\":\"a\"},\"ends_at\":" + inOneHour() + ",\"who\":\"ann\"}")
                        .status())
                .isEqualTo(503);
        assertThat(fixture.processor.silences().list()).isEmpty();
    }

    private static long inOneHour() {
        return Instant.now().getEpochSecond() + 3_600;
    }
}
