// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static io.arxsvgx.telemetry.server.ServerFixture.event;
import static io.arxsvgx.telemetry.server.ServerFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of earlier times and processes, by the API. */
class HistoryTest {
    @TempDir
    private Path folder;

    private static List<String> sources(ServerFixture fixture, String query) {
        List<String> sources = new ArrayList<>();
        for (JsonNode alert : fixture.get("/alerts?" + query).json()) {
            sources.add(
                    alert.path("source").asText() + " " + alert.path("state").asText());
        }
        return sources;
    }

    private static void fireAndResolve(ServerFixture fixture, String source) {
        fixture.post("/telemetry", "[" + event(source, 90) + "," + event(source, 10) + "]");
        fixture.flush();
    }

    @Test
    void alerts_ofAnEarlierProcess_areListedBeforeTheNewOnes() {
        Path file = folder.resolve("alerts.db");
        try (ServerFixture first = ServerFixture.create(SqliteAlertStore.open(file))) {
            first.post("/rules", rule("hot"));
            fireAndResolve(first, "a");
            fireAndResolve(first, "b");
        }
        try (ServerFixture next = ServerFixture.create(SqliteAlertStore.open(file))) {
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
    void store_thatCannotBe_isSaidInHealthAndMetricsAndAlertsGoOn() throws Exception {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where the folder should be");
        try (ServerFixture fixture = ServerFixture.create(SqliteAlertStore.open(blocked.resolve("alerts.db")))) {
            fixture.post("/rules", rule("hot"));
            fireAndResolve(fixture, "a");
            assertThat(sources(fixture, "")).containsExactly("a resolved");
            assertThat(fixture.get("/health").status()).isEqualTo(200);
            assertThat(fixture.get("/health").json().path("reason").asText()).contains("not durable");
            assertThat(fixture.get("/metrics").body()).contains("telemetry_store_failing 1.0");
        }
    }
}
