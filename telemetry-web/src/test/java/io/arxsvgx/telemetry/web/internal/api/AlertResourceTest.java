// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import static io.arxsvgx.testsupport.RequestBodies.event;
import static io.arxsvgx.testsupport.RequestBodies.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import io.arxsvgx.telemetry.web.WebFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of one alert with its steps, and of the search for alerts, with and without a store. */
class AlertResourceTest {
    @TempDir
    private Path folder;

    @AutoClose
    private final WebFixture fixture = new WebFixture().start();

    private void restartWithStore() {
        fixture.store(() -> SqliteAlertStore.open(folder.resolve("alerts.db"))).start();
    }

    private void post(String event) {
        assertThat(fixture.post("/telemetry", event).status()).isEqualTo(200);
        fixture.flush();
    }

    private static List<String> states(JsonNode alert) {
        List<String> states = new ArrayList<>();
        alert.path("steps").forEach(step -> states.add(step.path("state").asText()));
        return states;
    }

    private List<String> found(String query) {
        List<String> sources = new ArrayList<>();
        fixture.get("/alerts" + query)
                .json()
                .forEach(alert -> sources.add(alert.path("source").asText()));
        return sources;
    }

    private String live() {
        fixture.post("/rules", rule("hot"));
        post(event("pump", 90));
        String id = fixture.processor.alerts(1).get(0).id();
        fixture.post("/alerts/" + id + "/acknowledge", "{\"who\":\"ann\",\"note\":\"on my way\"}");
        post(event("pump", 70));
        await().until(() -> fixture.processor.alerts().find(id).orElseThrow().endsAt() != null);
        return id;
    }

    @Test
    void one_withoutStore_tellsItsLife() {
        JsonNode alert = fixture.get("/alerts/" + live()).json();
        assertThat(alert.path("state").asText()).isEqualTo("resolved");
        assertThat(states(alert)).contains("firing", "acknowledged", "resolved").endsWith("resolved");
        JsonNode seen = alert.path("steps").get(states(alert).indexOf("acknowledged"));
        assertThat(seen.path("text").asText()).isEqualTo("ann: on my way");
        assertThat(alert.path("steps")
                        .get(states(alert).size() - 1)
                        .path("text")
                        .asText())
                .isEqualTo(alert.path("end_reason").asText());
    }

    @Test
    void one_withStore_tellsTheKeptSteps() {
        restartWithStore();
        String id = live();
        await().until(() -> states(fixture.get("/alerts/" + id).json()).contains("resolved"));
        assertThat(states(fixture.get("/alerts/" + id).json())).contains("firing", "acknowledged", "resolved");
        fixture.store(() -> SqliteAlertStore.open(folder.resolve("alerts.db"))).start();
        assertThat(fixture.processor.alerts().find(id)).isEmpty();
        JsonNode earlier = fixture.get("/alerts/" + id).json();
        assertThat(earlier.path("id").asText()).isEqualTo(id);
        assertThat(states(earlier)).contains("firing", "acknowledged", "resolved");
    }

    @Test
    void one_pending_isFound() {
        fixture.post("/rules", rule("hot").replace("{\"rule_id\"", "{\"for\":3600,\"rule_id\""));
        post(event("pump", 90));
        Alert pending =
                fixture.processor.ruleStatus("hot").orElseThrow().pending().get(0);
        JsonNode alert = fixture.get("/alerts/" + pending.id()).json();
        assertThat(alert.path("state").asText()).isEqualTo("pending");
        assertThat(states(alert)).containsExactly("pending");
    }

    @Test
    void one_unknown_is404() {
        assertThat(fixture.get("/alerts/none").status()).isEqualTo(404);
        restartWithStore();
        assertThat(fixture.get("/alerts/none").status()).isEqualTo(404);
    }

    private void checkText() {
        fixture.post("/rules", rule("hot"));
        for (String source : List.of("Pump_1", "fan", "PUMP_2", "pump_3")) {
            post(event(source, 90));
        }
        await().until(() -> found("").size() == 4);
        assertThat(found("?text=pump")).containsExactly("Pump_1", "PUMP_2", "pump_3");
        assertThat(found("?text=HOT")).hasSize(4);
        assertThat(found("?text=emperat")).hasSize(4);
        assertThat(found("?text=none")).isEmpty();
        assertThat(found("?text=pump&source=PUMP_2")).containsExactly("PUMP_2");
        assertThat(found("?text=pump&limit=2")).containsExactly("PUMP_2", "pump_3");
        String second =
                fixture.get("/alerts?text=PUMP_2").json().get(0).path("id").asText();
        assertThat(found("?text=pump&limit=2&before=" + second)).containsExactly("Pump_1");
    }

    @Test
    void list_text_isLookedForInAnyCase() {
        checkText();
    }

    @Test
    void list_textWithStore_isLookedForAsWell() {
        restartWithStore();
        checkText();
    }

    @Test
    void feedback_toARuleThatLearns_isTakenOnceAndCanBeTakenBack() {
        fixture.post(
                "/rules", "{\"rule_id\":\"odd\",\"condition\":\"anomaly\",\"parameters\":{\"field\":\"temperature\"}}");
        for (int i = 0; i < 1_000; i++) {
            fixture.processor.series("room", "temperature").record(i % 2 == 0 ? 69 : 71);
        }
        fixture.processor.series("room", "temperature").record(95);
        fixture.flush();
        String id = fixture.get("/alerts?rule_id=odd").json().get(0).path("id").asText();
        String path = "/alerts/" + id + "/feedback";

        assertThat(fixture.post(path, "{\"who\":\"ann\",\"anomaly\":false}").status())
                .isEqualTo(200);
        assertThat(fixture.post(path, "{\"who\":\"ann\",\"anomaly\":false}").status())
                .isEqualTo(409);
        assertThat(fixture.get("/alerts/" + id)
                        .json()
                        .path("acknowledgement")
                        .path("note")
                        .asText())
                .isEqualTo("not an anomaly");
        assertThat(fixture.post(path, "{\"who\":\"bob\",\"anomaly\":true}").status())
                .isEqualTo(200);
        assertThat(fixture.post(path, "{\"who\":\"\",\"anomaly\":true}").status())
                .isEqualTo(400);
        assertThat(fixture.post(path, "{\"who\":\"ann\"}").status()).isEqualTo(400);
        assertThat(fixture.post("/alerts/none/feedback", "{\"who\":\"ann\",\"anomaly\":false}")
                        .status())
                .isEqualTo(404);
    }
}
