// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import static io.arxsvgx.testsupport.RequestBodies.encoded;
import static io.arxsvgx.testsupport.RequestBodies.event;
import static io.arxsvgx.testsupport.RequestBodies.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import io.arxsvgx.telemetry.web.WebFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of what an operator triages alerts by: counts, the most severe first, series, acknowledgements, notices. */
class AlertTriageTest {
    @TempDir
    private Path folder;

    @AutoClose
    private final WebFixture fixture = new WebFixture().start();

    private void post(String event) {
        assertThat(fixture.post("/telemetry", event).status()).isEqualTo(200);
        fixture.flush();
    }

    private List<String> sources(String query) {
        List<String> sources = new ArrayList<>();
        fixture.get("/alerts" + query)
                .json()
                .forEach(alert -> sources.add(alert.path("source").asText()));
        return sources;
    }

    private JsonNode count(String query) {
        return fixture.get("/alerts/count" + query).json();
    }

    private static String ruleOn(String id, String severity, String type) {
        return rule(id).replace("critical", severity).replace("temperature", type);
    }

    private void fire() {
        fixture.post("/rules", ruleOn("odd", "info", "noise"));
        fixture.post("/rules", ruleOn("warm", "warning", "load"));
        fixture.post("/rules", rule("hot"));
        post(event("a_1", 90).replace("temperature", "noise"));
        post(event("a_2", 90).replace("temperature", "load"));
        post(event("b_1", 90));
        post(event("b_2", 90));
        post(event("b_2", 70));
        post(event("b_3", 90));
    }

    private void checkCounts() {
        fire();
        await().until(() -> count("").path("resolved").path("critical").asInt() == 1);
        JsonNode all = count("");
        assertThat(all.path("firing").toString()).isEqualTo("{\"critical\":2,\"warning\":1,\"info\":1,\"total\":4}");
        assertThat(all.path("total").asInt()).isEqualTo(5);
        assertThat(all.path("complete").asBoolean()).isTrue();
        assertThat(count("?source=b_*").path("firing").path("total").asInt()).isEqualTo(2);
        assertThat(count("?state=resolved").path("total").asInt()).isEqualTo(1);
        assertThat(count("?severity=info&text=NOISE").path("total").asInt()).isEqualTo(1);
        assertThat(count("?series=" + encoded("[[\"a_*\",\"load\"],[\"b_1\",\"*\"]]"))
                        .path("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(fixture.get("/alerts/count?limit=1").status()).isEqualTo(400);
    }

    @Test
    void count_withoutStore_isOverAllAlerts() {
        checkCounts();
    }

    @Test
    void count_withStore_countsEachAlertOnceAndThoseOfEarlierProcesses() {
        fixture.store(() -> SqliteAlertStore.open(folder.resolve("alerts.db"))).start();
        checkCounts();
        await().until(() -> fixture.processor.alerts().newest(10).stream().allMatch(alert -> alert.durable()));
        assertThat(count("").path("total").asInt()).isEqualTo(5);
        fixture.start();
        assertThat(count("?state=resolved").path("resolved").path("critical").asInt())
                .isPositive();
    }

    @Test
    void list_bySeverity_isCriticalFirstThenOldestFirst() {
        fire();
        assertThat(sources("?state=firing&sort=severity")).containsExactly("b_1", "b_3", "a_2", "a_1");
        assertThat(sources("?state=firing&sort=severity&limit=1")).containsExactly("b_1");
        assertThat(sources("?sort=newest&limit=1")).containsExactly("b_3");
        assertThat(fixture.get("/alerts?sort=severity").status()).isEqualTo(400);
        assertThat(fixture.get("/alerts?sort=severity&state=firing&before=x").status())
                .isEqualTo(400);
        assertThat(fixture.get("/alerts?sort=oldest").status()).isEqualTo(400);
    }

    @Test
    void list_bySeries_hasWildcardsAndRejectsWhatIsNoSelector() {
        fire();
        assertThat(sources("?series=" + encoded("[[\"a_*\",\"*\"]]"))).containsExactly("a_1", "a_2");
        assertThat(sources("?source=a*2")).containsExactly("a_2");
        assertThat(sources("?source=a")).isEmpty();
        for (String wrong : List.of("x", "{}", "[1]", "[[\"a\"]]", "[[1,2]]", "\"a\"")) {
            assertThat(fixture.get("/alerts?series=" + encoded(wrong)).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void list_text_coversLabelsAnnotationsMetaAndNotes() {
        String labelled = rule("hot")
                .replace(
                        "{\"rule_id\"",
                        "{\"labels\":{\"team\":\"Blue\"},\"annotations\":{\"runbook\":\"Check fan\"},\"rule_id\"");
        assertThat(fixture.post("/rules", labelled).status()).isEqualTo(201);
        post(event("pump", 90).replace("{", "{\"meta\":{\"hall\":\"North 7\"},"));
        String id = fixture.processor.alerts(1).get(0).id();
        fixture.post("/alerts/" + id + "/acknowledge", "{\"who\":\"Ann\",\"note\":\"bearing ordered\"}");

        for (String text : List.of("team=blue", "check FAN", "north 7", "BEARING", "ann")) {
            assertThat(sources("?text=" + encoded(text))).as(text).containsExactly("pump");
        }
        assertThat(sources("?text=south")).isEmpty();
    }

    private List<String> steps(String id) {
        List<String> steps = new ArrayList<>();
        fixture.get("/alerts/" + id)
                .json()
                .path("steps")
                .forEach(step -> steps.add(
                        step.path("state").asText() + " " + step.path("text").asText()));
        return steps.stream().filter(step -> !step.startsWith("firing")).toList();
    }

    private String acknowledgedTwice() {
        fixture.post("/rules", rule("hot"));
        post(event("pump", 90));
        String id = fixture.processor.alerts(1).get(0).id();
        String path = "/alerts/" + id + "/acknowledge";
        assertThat(fixture.post(path, "{\"who\":\"ann\",\"note\":\"on it\"}").status())
                .isEqualTo(200);
        assertThat(fixture.post(path, "{\"who\":\"bob\"}").status()).isEqualTo(200);
        return id;
    }

    @Test
    void acknowledgement_second_keepsTheFirstInTheSteps() {
        String id = acknowledgedTwice();
        assertThat(steps(id)).containsExactly("acknowledged ann: on it", "acknowledged bob");
    }

    @Test
    void acknowledgement_deleted_isRemovedOnceAndStaysInTheSteps() {
        String path = "/alerts/" + acknowledgedTwice() + "/acknowledgement";
        String id = fixture.processor.alerts(1).get(0).id();
        assertThat(fixture.delete(path).status()).isEqualTo(400);
        assertThat(fixture.delete(path + "?who=eve").status()).isEqualTo(204);
        assertThat(fixture.delete(path + "?who=eve").status()).isEqualTo(409);
        assertThat(fixture.delete("/alerts/none/acknowledgement?who=eve").status())
                .isEqualTo(404);
        assertThat(fixture.get("/alerts/" + id).json().path("acknowledgement").isNull())
                .isTrue();
        assertThat(steps(id)).endsWith("unacknowledged eve");
    }

    @Test
    void acknowledgement_withStore_survivesARestart() {
        fixture.store(() -> SqliteAlertStore.open(folder.resolve("alerts.db"))).start();
        String id = acknowledgedTwice();
        post(event("pump", 70));
        await().until(() -> fixture.processor.alerts().find(id).orElseThrow().durable()
                && steps(id).stream().anyMatch(step -> step.startsWith("resolved")));
        fixture.start();
        assertThat(fixture.processor.alerts().find(id)).isEmpty();
        assertThat(steps(id)).contains("acknowledged ann: on it", "acknowledged bob");
        assertThat(fixture.delete("/alerts/" + id + "/acknowledgement?who=eve").status())
                .isEqualTo(204);
        assertThat(steps(id)).contains("unacknowledged eve");
        assertThat(fixture.get("/alerts/" + id).json().path("acknowledgement").isNull())
                .isTrue();
    }

    @Test
    void silence_suppressing_leavesAStep() {
        fixture.post("/rules", rule("hot"));
        fixture.post(
                "/silences",
                "{\"matchers\":{\"source\":\"pump\"},\"ends_at\":\"2100-01-01T00:00:00Z\",\"who\":\"ann\"}"
                        .replace(
                                "2100",
                                String.valueOf(java.time.Year.now(java.time.ZoneOffset.UTC)
                                                .getValue()
                                        + 1)));
        post(event("pump", 90));
        String id = fixture.processor.alerts(1).get(0).id();
        assertThat(steps(id)).containsExactly("silenced ann");
    }

    @Test
    void notices_actionWithoutSender_isInHealthAndInTheRule() {
        assertThat(fixture.get("/health").json().path("notices")).isEmpty();
        fixture.post("/rules", rule("hot").replace("{\"rule_id\"", "{\"actions\":[\"send_notification\"],\"rule_id\""));
        JsonNode health = fixture.get("/health").json();
        assertThat(health.path("status").asText()).isEqualTo("healthy");
        assertThat(health.path("notices").path(0).asText())
                .isEqualTo("action \"send_notification\" has no effect: no notification sender is configured;"
                        + " used by 1 rule");
        assertThat(fixture.get("/rules/hot").json().path("warnings").path(0).asText())
                .contains("no notification sender is configured");
    }
}
