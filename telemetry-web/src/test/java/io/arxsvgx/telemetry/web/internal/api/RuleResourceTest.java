// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import static io.arxsvgx.testsupport.RequestBodies.event;
import static io.arxsvgx.testsupport.RequestBodies.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arxsvgx.telemetry.json.RuleSetRejectedException;
import io.arxsvgx.telemetry.web.TestSettings;
import io.arxsvgx.telemetry.web.WebFixture;
import io.arxsvgx.telemetry.web.WebFixture.Answered;
import io.arxsvgx.testsupport.LogFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the response to a change of a rule, and of its effect, in memory. */
class RuleResourceTest {
    @TempDir
    private Path folder;

    @AutoClose
    private final WebFixture fixture = new WebFixture().start();

    private List<String> states() {
        List<String> states = new ArrayList<>();
        fixture.get("/alerts?state=firing")
                .json()
                .forEach(alert -> states.add(alert.path("severity").asText()));
        return states;
    }

    private void fire() {
        fixture.post("/telemetry", event("pump", 90));
        fixture.flush();
    }

    private static List<String> warnings(JsonNode answer) {
        List<String> warnings = new ArrayList<>();
        answer.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        return warnings;
    }

    @Test
    void change_answered_isSeenInItsAlerts() {
        for (int i = 0; i < 30; i++) {
            fixture.post("/rules", rule("hot"));
            fire();
            assertThat(states()).containsExactly("critical");

            fixture.put("/rules/hot", rule("hot").replace("critical", "warning"));
            assertThat(states()).containsExactly("warning");

            Answered replaced = fixture.put("/rules/hot", rule("hot").replace("80", "200"));
            assertThat(replaced.json().path("live").path("alerts").asInt()).isZero();
            assertThat(states()).isEmpty();

            fixture.put("/rules/hot", rule("hot"));
            fire();
            assertThat(states()).hasSize(1);
            assertThat(fixture.delete("/rules/hot").status()).isEqualTo(204);
            assertThat(states()).isEmpty();
        }
    }

    @Test
    void reload_answered_isSeenInTheAlerts() throws Exception {
        Path file = folder.resolve("rules.json");
        Files.writeString(file, "[" + rule("hot") + "]");
        fixture.settings(TestSettings.builder().rulesFile(file)).start();
        fire();
        assertThat(states()).hasSize(1);
        Files.writeString(file, "[]");
        assertThat(fixture.post("/rules/reload", "").status()).isEqualTo(200);
        assertThat(states()).isEmpty();
    }

    private void concurrentPostsOfOneId() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 40; round++) {
                String id = "rule_" + round;
                List<Future<Integer>> answers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    answers.add(clients.submit(
                            () -> fixture.post("/rules", rule(id)).status()));
                }
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> answer : answers) {
                    statuses.add(answer.get());
                }
                assertThat(statuses).containsExactlyInAnyOrder(201, 200, 200, 200);
            }
        } finally {
            clients.shutdown();
        }
    }

    @Test
    void post_sameIdByManyClients_isCreatedOnce() throws Exception {
        concurrentPostsOfOneId();
    }

    @Test
    void post_sameIdByManyClientsAndSaved_isCreatedOnce() throws Exception {
        fixture.settings(TestSettings.builder().savedRules(folder.resolve("saved.json")))
                .start();
        concurrentPostsOfOneId();
    }

    @Test
    void action_mistyped_isAWarningWithTheNearestNameInEveryAnswer() {
        String draft = rule("hot").replace("{\"rule_id\"", "{\"actions\":[\"log_alrt\",\"log_alert\"],\"rule_id\"");
        JsonNode posted = fixture.post("/rules", draft).json();
        assertThat(warnings(posted)).singleElement().asString().contains("\"log_alrt\"", "did you mean \"log_alert\"?");
        String expected = warnings(posted).get(0);
        assertThat(warnings(fixture.put("/rules/hot", draft).json())).containsExactly(expected);
        assertThat(warnings(fixture.get("/rules/hot").json())).containsExactly(expected);
        assertThat(warnings(fixture.get("/rules").json().get(0))).containsExactly(expected);
        assertThat(warnings(fixture.post("/rules/check", draft).json())).containsExactly(expected);

        fixture.processor.registerAction("log_alrt", alert -> {});
        assertThat(fixture.get("/rules/hot").json().path("warnings").isArray()).isTrue();
        assertThat(warnings(fixture.get("/rules/hot").json())).isEmpty();
    }

    private static JsonNode ruleOf(JsonNode answer) {
        ObjectNode rule = answer.deepCopy();
        rule.remove(List.of("live", "warnings"));
        return rule;
    }

    @Test
    void rule_asItWasRead_canBePutBack() {
        JsonNode read = fixture.post("/rules", rule("hot")).json();
        Answered put = fixture.put("/rules/hot", read.toString());
        assertThat(put.status()).isEqualTo(200);
        assertThat(ruleOf(put.json())).isEqualTo(ruleOf(read));
    }

    @Test
    void action_mistypedInTheFile_isAWarningOfReload() throws Exception {
        Path file = folder.resolve("rules.json");
        Files.writeString(
                file, "[" + rule("hot").replace("{\"rule_id\"", "{\"actions\":[\"log_alrt\"],\"rule_id\"") + "]");
        try (LogFixture log = new LogFixture()) {
            fixture.settings(TestSettings.builder().rulesFile(file)).start();
            assertThat(warnings(fixture.post("/rules/reload", "").json()))
                    .singleElement()
                    .asString()
                    .contains("hot", "log_alrt", "log_alert");
            assertThat(log.messages())
                    .filteredOn(message -> message.contains("log_alrt"))
                    .hasSize(1);
        }
    }

    @Test
    void files_withAnIdThatNoPathCanCarry_areRefusedWholeAndNamed() throws Exception {
        Path file = folder.resolve("rules.json");
        Files.writeString(file, "[" + rule("fine") + "," + rule("a/b") + "," + rule("..") + "]");
        fixture.close();
        for (TestSettings.Builder settings : List.of(
                TestSettings.builder().rulesFile(file), TestSettings.builder().savedRules(file))) {
            fixture.settings(settings);
            assertThatThrownBy(fixture::start)
                    .isInstanceOf(RuleSetRejectedException.class)
                    .hasMessageContaining("\"a/b\"")
                    .hasMessageContaining("\"..\"");
        }
        Files.writeString(file, "[" + rule("fine") + "]");
        fixture.settings(TestSettings.builder().rulesFile(file)).start();
        Files.writeString(file, "[" + rule("a/b") + "]");
        Answered reload = fixture.post("/rules/reload", "");
        assertThat(reload.status()).isEqualTo(400);
        assertThat(reload.json().path("errors").get(0).path("message").asText()).contains("\"a/b\"");
        assertThat(fixture.get("/rules/fine").status()).isEqualTo(200);
    }

    @Test
    void pending_alerts_areListedWhenAskedFor() {
        fixture.post("/rules", rule("slow").replace("{\"rule_id\"", "{\"for\":3600,\"rule_id\""));
        fixture.post("/rules", rule("hot"));
        // events without a time that are processed together have the same time
        long second = Instant.now().getEpochSecond() - 10;
        for (String source : List.of("c", "a", "b")) {
            second++;
            fixture.post("/telemetry", event(source, 90).replaceFirst("\\{", "{\"timestamp\":" + second + ","));
        }
        fixture.flush();

        JsonNode pending = fixture.get("/alerts?state=pending").json();
        assertThat(pending).hasSize(3);
        assertThat(pending)
                .allMatch(alert -> alert.path("state").asText().equals("pending")
                        && alert.path("rule_id").asText().equals("slow"));
        assertThat(sources("?state=pending")).containsExactly("c", "a", "b");
        assertThat(sources("?state=pending&limit=2")).containsExactly("a", "b");
        assertThat(sources("?state=pending&limit=0")).isEmpty();
        assertThat(sources("?state=pending&source=a")).containsExactly("a");
        assertThat(sources("?state=pending&rule_id=hot")).isEmpty();
        assertThat(sources("?state=pending&severity=critical&text=SLOW")).hasSize(3);
        String b = pending.get(2).path("id").asText();
        assertThat(sources("?state=pending&before=" + b)).containsExactly("c", "a");
        assertThat(fixture.get("/alerts?state=pending&before=none").status()).isEqualTo(400);
        assertThat(fixture.get("/alerts/" + b).json().path("state").asText()).isEqualTo("pending");
        assertThat(fixture.get("/alerts").json())
                .hasSize(3)
                .allMatch(alert -> alert.path("rule_id").asText().equals("hot"));
    }

    private List<String> sources(String query) {
        List<String> sources = new ArrayList<>();
        fixture.get("/alerts" + query)
                .json()
                .forEach(alert -> sources.add(alert.path("source").asText()));
        return sources;
    }
}
