// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import static io.arxsvgx.telemetry.web.WebFixture.event;
import static io.arxsvgx.telemetry.web.WebFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import io.arxsvgx.telemetry.store.StateFile;
import io.arxsvgx.telemetry.web.OneShot;
import io.arxsvgx.telemetry.web.TestSettings;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of alerts of earlier times and processes in the API. */
class HistoryTest {
    @TempDir
    private Path folder;

    private static List<String> sources(WebFixture fixture, String query) {
        List<String> sources = new ArrayList<>();
        for (JsonNode alert : fixture.get("/alerts?" + query).json()) {
            sources.add(
                    alert.path("source").asText() + " " + alert.path("state").asText());
        }
        return sources;
    }

    private static void fireAndResolve(WebFixture fixture, String source) {
        fixture.post("/telemetry", "[" + event(source, 90) + "," + event(source, 10) + "]");
        fixture.flush();
    }

    @Test
    void alerts_ofAnEarlierProcess_areListedBeforeTheNewOnes() {
        Path file = folder.resolve("alerts.db");
        try (WebFixture first = WebFixture.create(SqliteAlertStore.open(file))) {
            first.post("/rules", rule("hot"));
            fireAndResolve(first, "a");
            fireAndResolve(first, "b");
        }
        try (WebFixture next = WebFixture.create(SqliteAlertStore.open(file))) {
            next.post("/rules", rule("hot"));
            fireAndResolve(next, "c");
            assertThat(sources(next, "")).containsExactly("a resolved", "b resolved", "c resolved");
            assertThat(sources(next, "limit=2")).containsExactly("b resolved", "c resolved");
            assertThat(sources(next, "state=firing")).isEmpty();
            assertThat(sources(next, "source=a")).containsExactly("a resolved");
            String b = next.get("/alerts?source=b").json().get(0).path("id").asText();
            assertThat(sources(next, "before=" + b)).containsExactly("a resolved");
            assertThat(next.get("/alerts?before=none").status()).isEqualTo(400);
        }
    }

    @Test
    void acknowledge_resolvedAlertOfAnEarlierProcess_isTakenAndKept() {
        Path file = folder.resolve("alerts.db");
        String id;
        try (WebFixture first = WebFixture.create(SqliteAlertStore.open(file))) {
            first.post("/rules", rule("hot"));
            fireAndResolve(first, "a");
            id = first.get("/alerts").json().get(0).path("id").asText();
        }
        try (WebFixture next = WebFixture.create(SqliteAlertStore.open(file))) {
            assertThat(next.get("/alerts/" + id).status()).isEqualTo(200);
            assertThat(next.post("/alerts/" + id + "/acknowledge", "{\"who\":\"ann\",\"note\":\"seen\"}")
                            .status())
                    .isEqualTo(200);
        }
        try (WebFixture last = WebFixture.create(SqliteAlertStore.open(file))) {
            JsonNode alert = last.get("/alerts/" + id).json();
            assertThat(alert.path("acknowledgement").path("who").asText()).isEqualTo("ann");
            assertThat(alert.path("acknowledgement").path("note").asText()).isEqualTo("seen");
            assertThat(alert.path("state").asText()).isEqualTo("resolved");
            assertThat(last.get("/alerts")
                            .json()
                            .get(0)
                            .path("acknowledgement")
                            .path("who")
                            .asText())
                    .isEqualTo("ann");
            assertThat(last.post("/alerts/none/acknowledge", "{\"who\":\"ann\"}")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void acknowledge_pendingAlert_is409() {
        try (WebFixture fixture = WebFixture.create()) {
            fixture.post("/rules", rule("hot").replace("{\"rule_id\"", "{\"for\":3600,\"rule_id\""));
            fixture.post("/telemetry", event("a", 90));
            fixture.flush();
            String id = fixture.get("/alerts?state=pending")
                    .json()
                    .get(0)
                    .path("id")
                    .asText();
            assertThat(fixture.get("/alerts/" + id).status()).isEqualTo(200);
            assertThat(fixture.post("/alerts/" + id + "/acknowledge", "{\"who\":\"ann\"}")
                            .status())
                    .isEqualTo(409);
        }
    }

    @Test
    void alerts_whateverTheStoreHas_listEveryOpenOneOnceOnSomePage() throws Exception {
        Path file = folder.resolve("alerts.db");
        try (WebFixture first = WebFixture.create(SqliteAlertStore.open(file))) {
            first.post("/rules", rule("hot"));
            fireAndResolve(first, "old");
        }
        try (WebFixture fixture = WebFixture.create(SqliteAlertStore.open(file))) {
            fixture.post("/rules", rule("hot"));
            for (int i = 0; i < 12; i++) {
                fixture.post("/telemetry", "[" + event("s" + i, 90) + "]");
            }
            fixture.flush();
            fireAndResolve(fixture, "s3");
            await().until(() -> fixture.processor.metrics().storeBacklog() == 0);
            List<String> expected = sources(fixture, "");
            assertThat(expected).hasSize(13).startsWith("old resolved").contains("s3 resolved", "s4 firing");
            for (String lost : List.of("source in ('s0', 's5', 's11')", "source in ('s2', 's3')", "true")) {
                try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                        Statement statement = connection.createStatement()) {
                    statement.execute("pragma busy_timeout = 10000");
                    statement.execute("delete from alert where source <> 'old' and " + lost);
                }
                assertThat(sources(fixture, "")).isEqualTo(expected);
                assertThat(sources(fixture, "state=firing"))
                        .isEqualTo(expected.stream()
                                .filter(one -> one.endsWith("firing"))
                                .toList());
                assertThat(pagesOf(fixture, 2)).isEqualTo(expected);
                assertThat(pagesOf(fixture, 5)).isEqualTo(expected);
            }
        }
    }

    /** Returns all alerts, page by page. */
    private static List<String> pagesOf(WebFixture fixture, int limit) {
        List<String> all = new ArrayList<>();
        String before = "";
        for (int page = 0; page < 20; page++) {
            JsonNode found = fixture.get("/alerts?limit=" + limit + before).json();
            if (found.isEmpty()) {
                break;
            }
            all.addAll(0, sources(fixture, "limit=" + limit + before));
            before = "&before=" + found.get(0).path("id").asText();
        }
        return all;
    }

    @Test
    void store_thatCannotBe_isSaidInHealthAndMetricsAndAlertsGoOn() throws Exception {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where the folder should be");
        try (WebFixture fixture = WebFixture.create(SqliteAlertStore.open(blocked.resolve("alerts.db")))) {
            fixture.post("/rules", rule("hot"));
            fireAndResolve(fixture, "a");
            assertThat(sources(fixture, "")).containsExactly("a resolved");
            assertThat(fixture.get("/health").status()).isEqualTo(200);
            await().until(() ->
                    fixture.get("/health").json().path("reason").asText().contains("not durable"));
            assertThat(fixture.get("/metrics").body()).contains("telemetry_store_failing 1.0");
        }
    }

    private WebFixture detecting(OneShot detector, SqliteAlertStore store) {
        return WebFixture.create(
                TelemetryConfig.builder().processingInterval(Duration.ofMillis(50)),
                TestSettings.defaults(),
                store,
                detector);
    }

    private static List<String> patterns(WebFixture fixture, String query) {
        List<String> ids = new ArrayList<>();
        fixture.get("/patterns?" + query)
                .json()
                .forEach(one -> ids.add(one.path("pattern_id").asText()));
        return ids;
    }

    @Test
    void patterns_ofAnEarlierProcess_areListedBeforeTheNewOnes() {
        Path file = folder.resolve("alerts.db");
        OneShot detector = new OneShot();
        try (WebFixture first = detecting(detector, SqliteAlertStore.open(file))) {
            detector.report(OneShot.pattern("a", null));
            detector.report(OneShot.pattern("b", null));
            await().until(() -> patterns(first, "").size() == 2);
        }
        try (WebFixture next = detecting(detector, SqliteAlertStore.open(file))) {
            detector.report(OneShot.pattern("c", null));
            await().untilAsserted(() -> assertThat(patterns(next, "")).containsExactly("a", "b", "c"));
            assertThat(patterns(next, "limit=2")).containsExactly("b", "c");
            assertThat(patterns(next, "before=b")).containsExactly("a");
            assertThat(next.get("/patterns?before=none").status()).isEqualTo(400);
        }
    }

    @Test
    void silence_ofAnEarlierProcess_goesOn() {
        Path file = folder.resolve("alerts.db");
        String id;
        try (WebFixture first = WebFixture.create(SqliteAlertStore.open(file))) {
            id = first.post(
                            "/silences",
                            "{\"matchers\":{\"source\":\"a\"},\"ends_at\":" + inOneHour() + ",\"who\":\"ann\"}")
                    .json()
                    .path("id")
                    .asText();
        }
        SqliteAlertStore store = SqliteAlertStore.open(file);
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
        try (WebFixture fixture = WebFixture.create(SqliteAlertStore.open(blocked.resolve("alerts.db")))) {
            assertThat(fixture.post(
                                    "/silences",
                                    "{\"matchers\":{\"source\":\"a\"},\"ends_at\":" + inOneHour() + ",\"who\":\"ann\"}")
                            .status())
                    .isEqualTo(503);
            assertThat(fixture.processor.silences().list()).isEmpty();
        }
    }

    private static long inOneHour() {
        return Instant.now().getEpochSecond() + 3_600;
    }
}
