// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.web.WebFixture;
import io.arxsvgx.telemetry.web.WebFixture.Answered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests of rules whose parameters consist of parts, in memory: conditions of conditions, selections and levels. */
class NestedRuleTest {
    private static final String HOT = part("threshold", "\"field\":\"cpu\",\"operator\":\">\",\"value\":90");
    private static final String BACKUP = part("threshold", "\"field\":\"backup\",\"operator\":\">\",\"value\":0");
    private static final String LEVELS =
            "[{\"severity\":\"warning\",\"value\":80},{\"severity\":\"critical\",\"value\":90}]";

    @AutoClose
    private final WebFixture fixture = new WebFixture().start();

    private static String part(String condition, String parameters) {
        return "{\"condition\":\"" + condition + "\",\"parameters\":{" + parameters + "}}";
    }

    private static String not(String... parts) {
        return part("not", "\"conditions\":[" + String.join(",", parts) + "]");
    }

    private static String rule(String condition, String parameters) {
        return "{\"rule_id\":\"r\",\"condition\":\"" + condition + "\",\"parameters\":{" + parameters + "}}";
    }

    private static String allOf(String... parts) {
        return rule("all_of", "\"conditions\":[" + String.join(",", parts) + "]");
    }

    private void ingest(String type, double value) {
        assertThat(fixture.processor.ingest(TelemetryEvent.of("s", type, value)))
                .isTrue();
        fixture.flush();
    }

    private Map<String, JsonNode> parameters(String condition) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        for (JsonNode one : fixture.get("/conditions").json()) {
            if (one.path("name").asText().equals(condition)) {
                one.path("parameters")
                        .forEach(parameter ->
                                parameters.put(parameter.path("name").asText(), parameter));
            }
        }
        return parameters;
    }

    @Test
    void conditions_eachTypeOfParameter_hasItsKind() {
        fixture.conditions(new EveryTypeCondition()).start();

        Map<String, JsonNode> parameters = parameters("every_type");

        assertThat(parameters).hasSize(Parameter.Type.values().length + 3);
        parameters.forEach(
                (name, parameter) -> assertThat(parameter.path("kind").asText())
                        .isEqualTo(
                                switch (name) {
                                    case "field" -> "text";
                                    case "integer" -> "number";
                                    case "boolean" -> "flag";
                                    default -> name;
                                }));
        assertThat(parameters.get("integer").path("whole").asBoolean()).isTrue();
        assertThat(parameters.get("flag").path("default").isBoolean()).isTrue();
    }

    @Test
    void conditions_field_isRequiredUnlessThePartsHaveFields() {
        fixture.conditions(new EveryTypeCondition()).start();

        for (String composed : List.of("all_of", "any_of", "not", "sequence", "every_type")) {
            assertThat(parameters(composed).get("field").path("required").asBoolean())
                    .as(composed)
                    .isFalse();
        }
        for (String simple : List.of("threshold", "trend", "anomaly", "absence", "flatline")) {
            assertThat(parameters(simple).get("field").path("required").asBoolean())
                    .as(simple)
                    .isTrue();
        }
        assertThat(parameters("all_of").get("conditions").path("kind").asText()).isEqualTo("conditions");
        assertThat(parameters("threshold").get("levels").path("kind").asText()).isEqualTo("levels");
        assertThat(parameters("threshold").get("value").path("required").asBoolean())
                .isFalse();
    }

    @Test
    void check_nestedFaults_areReportedTogetherWithTheirPlaces() {
        String draft = allOf(
                part("thresold", "\"field\":\"cpu\""),
                not(part("threshold", "\"field\":\"cpu\",\"operator\":\"=>\"")),
                part(
                        "threshold",
                        "\"field\":\"cpu\",\"operator\":\">\",\"levels\":[{\"severity\":\"loud\",\"value\":1}]"),
                part("threshold", "\"operator\":\"!\",\"value\":1"));

        assertThat(fixture.post("/rules/check", draft).errorFields())
                .containsExactlyInAnyOrder(
                        "parameters.conditions[0].condition",
                        "parameters.conditions[1].parameters.conditions[0].parameters.operator",
                        "parameters.conditions[1].parameters.conditions[0].parameters.value",
                        "parameters.conditions[2].parameters.levels[0].severity",
                        "parameters.conditions[3].parameters.field",
                        "parameters.conditions[3].parameters.operator");
        assertThat(fixture.processor.alertRules()).isEmpty();
    }

    @Test
    void check_faultDeepInConditions_hasItsWholePlace() {
        String deep = part("threshold", "\"field\":\"cpu\",\"operator\":\">\",\"value\":\"x\"");
        StringBuilder place = new StringBuilder();
        for (int depth = 0; depth < 4; depth++) {
            deep = not(deep);
            place.append("parameters.conditions[0].");
        }
        place.append("parameters.conditions[0].");

        assertThat(fixture.post("/rules/check", allOf(deep)).errorFields()).containsExactly(place + "parameters.value");
    }

    @Test
    void try_conditionsOnStatuses_areRefused_sinceValuesAreKeptWithout() {
        String window = "\"within\":60,\"operator\":\">\",\"value\":0.5";
        String share = part("status_ratio", "\"field\":\"cpu\",\"status\":[\"FAILED\"]," + window);
        String ratio = part(
                "ratio",
                "\"numerator\":{\"field\":\"cpu\",\"status\":[\"FAILED\"],\"count\":true},"
                        + "\"denominator\":{\"field\":\"cpu\",\"match\":{\"status\":\"5*\"},\"count\":true}," + window);
        fixture.processor.ingest(TelemetryEvent.builder()
                .source("s")
                .type("cpu")
                .value(1)
                .status("FAILED")
                .build());
        fixture.flush();

        Answered single =
                fixture.post("/rules/try", "{\"rule\":" + share.replaceFirst("\\{", "{\"rule_id\":\"r\",") + "}");
        Answered composed = fixture.post("/rules/try", "{\"rule\":" + allOf(HOT, not(share), ratio) + "}");

        assertThat(single.status()).isEqualTo(400);
        assertThat(single.errorFields()).containsExactly("parameters.status");
        assertThat(single.json().path("message").asText())
                .startsWith("a trial of this condition is not possible: the kept values have no statuses");
        assertThat(composed.errorFields())
                .containsExactly(
                        "parameters.conditions[1].parameters.conditions[0].parameters.status",
                        "parameters.conditions[2].parameters.numerator.status");
    }

    @Test
    void try_ratioWithoutStatus_isRun() {
        ingest("cpu", 95);
        String ratio = rule(
                "ratio",
                "\"numerator\":{\"field\":\"cpu\"},\"denominator\":{\"field\":\"cpu\",\"count\":true},"
                        + "\"within\":60,\"operator\":\">\",\"value\":90");

        assertThat(fixture.post("/rules/try", "{\"rule\":" + ratio + "}")
                        .json()
                        .path("alerts_fired")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void check_restIsWrong_reportsTheFaultsOfNestedPartsToo() {
        String draft = allOf(part("threshold", "\"field\":\"cpu\"")).replace("{\"rule_id\"", "{\"for\":-1,\"rule_id\"");

        assertThat(fixture.post("/rules/check", draft).errorFields())
                .containsExactly(
                        "for",
                        "parameters.conditions[0].parameters.operator",
                        "parameters.conditions[0].parameters.value");
    }

    @Test
    void check_levelsBesideTheParameters_areNoMissingValue() {
        String draft = "{\"rule_id\":\"r\",\"condition\":\"threshold\",\"for\":-1,\"levels\":" + LEVELS
                + ",\"parameters\":{\"field\":\"cpu\",\"operator\":\">\"}}";

        assertThat(fixture.post("/rules/check", draft).errorFields()).containsExactly("for");
        assertThat(fixture.post("/rules", draft.replace("-1", "1"))
                        .json()
                        .path("parameters")
                        .path("levels"))
                .hasToString(LEVELS);
    }

    @Test
    void put_whatWasGiven_changesNothing() {
        String draft =
                allOf(HOT, not(BACKUP), part("threshold", "\"field\":\"cpu\",\"operator\":\">\",\"levels\":" + LEVELS));
        JsonNode first = fixture.put("/rules/r", draft).json();

        JsonNode again = fixture.put("/rules/r", fixture.get("/rules/r").body()).json();

        assertThat(again.path("parameters")).isEqualTo(first.path("parameters"));
        assertThat(first.path("parameters")
                        .path("conditions")
                        .get(1)
                        .path("condition")
                        .asText())
                .isEqualTo("not");
    }

    @Test
    void post_ruleWithComments_isRefused() {
        assertThat(fixture.post("/rules", "// hot\n" + allOf(HOT)).status()).isEqualTo(400);
        assertThat(fixture.processor.alertRules()).isEmpty();
    }

    @Test
    void try_composedRule_runsOverTheSeriesOfAllParts() {
        ingest("backup", 0);
        ingest("cpu", 95);
        ingest("backup", 1);
        ingest("memory", 99);

        JsonNode trial = fixture.post("/rules/try", "{\"rule\":" + allOf(HOT, not(BACKUP)) + "}")
                .json();

        assertThat(trial.path("events").asInt()).isEqualTo(3);
        assertThat(trial.path("alerts_fired").asInt()).isEqualTo(1);
        assertThat(trial.path("alerts").get(0).path("event_data").path("type").asText())
                .isEqualTo("cpu");
        assertThat(trial.path("ranges")).hasSize(2);
        assertThat(trial.path("ranges").get(0).path("type").asText()).isEqualTo("cpu");
        assertThat(trial.path("ranges").get(0).path("alerts_fired").asInt()).isEqualTo(1);
        assertThat(trial.path("ranges").get(1).path("alerts_fired").asInt()).isZero();
    }

    @Test
    void list_composedRule_countsTheSourcesThatItEvaluates() {
        fixture.post("/rules", allOf(HOT, not(BACKUP)));
        ingest("backup", 0);
        ingest("cpu", 95);

        JsonNode live = fixture.get("/rules/r").json().path("live");

        assertThat(live.path("series_matched").asInt()).isEqualTo(1);
        assertThat(live.path("alerts").asInt()).isEqualTo(1);
        assertThat(live.path("last_evaluated").isTextual()).isTrue();
    }

    @Test
    void alert_whoseSeverityHasFallen_hasTheHighest() {
        fixture.post("/rules", rule("threshold", "\"field\":\"cpu\",\"operator\":\">\",\"levels\":" + LEVELS));
        ingest("cpu", 95);
        ingest("cpu", 85);

        JsonNode alert = fixture.get("/alerts").json().get(0);

        assertThat(alert.path("severity").asText()).isEqualTo("warning");
        assertThat(alert.path("max_severity").asText()).isEqualTo("critical");
    }
}
