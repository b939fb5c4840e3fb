// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Combination;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleJsonTest {
    private static final String SPECIFICATION = """
            {
              "rule_id": "high_temperature",
              "name": "High Temperature Alert",
              "condition": "threshold",
              "parameters": {"field": "temperature", "operator": ">", "value": 80.0},
              "severity": "critical",
              "enabled": true,
              "actions": ["log_alert", "send_notification"]
            }
            """;

    private final JsonCodec json = new JsonCodec(JsonLimits.defaults());

    private AlertRule read(String text) {
        return RuleJson.read(json.read(text));
    }

    @Test
    void read_theSpecificationsRule_isThatRule() {
        AlertRule rule = read(SPECIFICATION);
        assertThat(rule.id()).isEqualTo("high_temperature");
        assertThat(rule.name()).isEqualTo("High Temperature Alert");
        assertThat(rule.parameters()).isEqualTo(Map.of("field", "temperature", "operator", ">", "value", 80.0));
        assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(rule.actions()).containsExactly("log_alert", "send_notification");
    }

    @Test
    void read_whatWasWritten_isTheSame() {
        AlertRule rule = AlertRule.builder("r")
                .name("a name")
                .condition("trend")
                .parameter("field", "pressure")
                .parameter("window", 20)
                .parameter("threshold", 0.25)
                .parameter("per", "second")
                .severity(Severity.INFO)
                .enabled(false)
                .actions("a", "b")
                .source("pump_*")
                .match("uri", "/api/*")
                .match("canary", "")
                .by("uri", "status")
                .combine(Combination.MAX)
                .forDuration(Duration.ofMillis(1_500))
                .keepFiringFor(Duration.ofSeconds(10))
                .repeatInterval(Duration.ofHours(1))
                .label("team", "plant")
                .annotation("runbook", "see there")
                .build();
        assertThat(read(json.text(out -> RuleJson.write(out, rule)))).isEqualTo(rule);
    }

    /** A condition for each level of nesting, in the text form of rules. */
    private static Map<String, Object> nested(int depth) {
        Map<String, Object> levels = Map.of(
                "condition",
                "threshold",
                "parameters",
                Map.of(
                        "field",
                        "cpu",
                        "operator",
                        ">",
                        "levels",
                        List.of(
                                Map.of("severity", "warning", "value", 80),
                                Map.of("severity", "critical", "value", 90.5))));
        return depth == 1
                ? levels
                : Map.of("condition", "not", "parameters", Map.of("conditions", List.of(nested(depth - 1))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void read_nestedParameters_areTheSame(int depth) {
        AlertRule rule = AlertRule.builder("r")
                .condition("all_of")
                .parameter("conditions", List.of(nested(depth), nested(1)))
                .build();

        AlertRule again = read(json.text(out -> RuleJson.write(out, rule)));

        assertThat(again).isEqualTo(rule);
        assertThat(again.fields()).containsExactly("cpu");
        assertThat(json.text(out -> RuleJson.write(out, again))).isEqualTo(json.text(out -> RuleJson.write(out, rule)));
    }

    @Test
    void read_selectionsListsAndFlags_areTheSame() {
        AlertRule rule = AlertRule.builder("r")
                .condition("ratio")
                .parameter(
                        "numerator",
                        Map.of(
                                "field",
                                "requests",
                                "match",
                                Map.of("uri", "/api/*", "field", ""),
                                "status",
                                List.of("ERROR"),
                                "count",
                                true))
                .parameter("denominator", Map.of("field", "answers"))
                .parameter("status", List.of("ERROR", "a,b"))
                .parameter("counter", false)
                .build();

        AlertRule again = read(json.text(out -> RuleJson.write(out, rule)));

        assertThat(again).isEqualTo(rule);
        assertThat(again.fields()).containsExactlyInAnyOrder("requests", "answers");
    }

    @Test
    void read_levelsBesideTheParameters_areAParameter() {
        String levels = "\"levels\": [{\"severity\": \"warning\", \"value\": 80}]";

        AlertRule beside =
                read(SPECIFICATION.replace("\"enabled\": true", levels).replace(", \"value\": 80.0", ""));
        AlertRule within = read(SPECIFICATION.replace("\"value\": 80.0", levels));

        assertThat(beside).isEqualTo(within);
        assertThatThrownBy(() ->
                        read(SPECIFICATION.replace("\"value\": 80.0", levels).replace("\"enabled\": true", levels)))
                .hasMessageContaining("\"levels\": also given in \"parameters\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"a\": [1, {\"b\": null}]}' | parameters.value.a[1].b",
                "'[[null]]' | parameters.value[0][0]",
                "'[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]' | at most 20 nested lists and objects",
            })
    void read_nestedNullOrTooDeep_isRefusedAtItsPlace(String value, String message) {
        assertThatThrownBy(() -> read(SPECIFICATION.replace("\"value\": 80.0", "\"value\": " + value)))
                .isInstanceOf(InvalidRuleException.class)
                .hasMessageContaining(message);
    }

    @Test
    void read_selectionByLabels_isThatSelection() {
        AlertRule rule = read(SPECIFICATION.replace(
                "\"enabled\": true", "\"match\": {\"uri\": \"/x\"}, \"by\": [], \"combine\": \"avg\""));
        assertThat(rule.match()).containsExactly(Map.entry("uri", "/x"));
        assertThat(rule.by()).isEmpty();
        assertThat(rule.combine()).isEqualTo(Combination.AVG);
        assertThat(read(SPECIFICATION).by()).isNull();
    }

    @Test
    void write_ruleWithoutLabels_hasNoKeyThatEarlierReleasesRefuse() {
        assertThat(json.text(out -> RuleJson.write(out, read(SPECIFICATION))))
                .doesNotContain("\"match\"", "\"by\"", "\"combine\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"enabled\": true' | '\"match\": [\"a\"]' | an object of strings",
                "'\"enabled\": true' | '\"match\": {\"a\": 1}' | a text",
                "'\"enabled\": true' | '\"match\": {\"\": \"x\"}' | 1 to 128 characters",
                "'\"enabled\": true' | '\"by\": \"uri\"' | a list of strings",
                "'\"enabled\": true' | '\"by\": [\"\"]' | 1 to 128 characters",
                "'\"enabled\": true' | '\"combine\": \"summ\"' | did you mean \"sum\"",
                "'\"enabled\": true' | '\"annotations\": {\"a\": \"{{valeu}}\"}' | {{value}}",
                "'\"enabled\": true' | '\"labels\": {\"a\": \"{{value}}\"}' | {{labels.NAME}}",
                "'\"name\"' | '\"nane\"' | did you mean \"name\"",
                "'\"severity\": \"critical\"' | '\"severity\": \"critcal\"' | did you mean \"critical\"",
                "'\"enabled\": true' | '\"enabled\": \"yes\"' | true or false",
                "'\"enabled\": true' | '\"for\": \"5s\"' | seconds as a decimal",
                "'\"enabled\": true' | '\"for\": -1' | for: expected 0 s",
                "'[\"log_alert\", \"send_notification\"]' | '\"log_alert\"' | a list of strings",
                "'\"value\": 80.0' | '\"value\": null' | parameters.value",
                "'\"rule_id\": \"high_temperature\",' | '' | rule_id",
                "'\"condition\": \"threshold\",' | '' | condition",
            })
    void read_somethingWrong_isRefusedWithWhatWouldBeRight(String right, String wrong, String message) {
        String text = SPECIFICATION.replace(right, wrong);
        assertThat(text).isNotEqualTo(SPECIFICATION);
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void read_muchWrong_tellsEveryField() {
        String text =
                "{\"rule_id\":\" \",\"nane\":\"x\",\"parameters\":{\"value\":null},\"severity\":\"bad\",\"for\":\"5s\","
                        + "\"keep_firing_for\":-1,\"actions\":[7],\"labels\":{\"a\":1}}";
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        InvalidRuleException.class,
                        refused -> assertThat(refused.faults())
                                .extracting(InvalidRuleException.Fault::field)
                                .containsExactly(
                                        "nane",
                                        "rule_id",
                                        "condition",
                                        "severity",
                                        "for",
                                        "actions",
                                        "labels.a",
                                        "parameters.value",
                                        "keep_firing_for",
                                        "parameters.field"));
    }

    @Test
    void read_ruleAsItWasShown_isTakenBack() {
        assertThat(read(SPECIFICATION.replace("\"enabled\": true", "\"live\": {\"alerts\": 3}"))
                        .id())
                .isEqualTo("high_temperature");
    }

    @Test
    void readAll_severalBad_tellsEach() {
        String file = "[" + SPECIFICATION + ",{\"rule_id\":\"x\"}," + SPECIFICATION + ",7]";
        assertThatThrownBy(() -> RuleJson.readAll(json.read(file)))
                .isInstanceOfSatisfying(
                        RuleSetRejectedException.class,
                        refused -> assertThat(refused.reasons())
                                .hasSize(3)
                                .anyMatch(reason -> reason.contains("rule 1 (\"x\")"))
                                .anyMatch(reason -> reason.contains("duplicate rule_id"))
                                .anyMatch(reason -> reason.contains("expected an object, got a number")));
    }

    @Test
    void read_sameKeyTwice_isRefused() {
        assertThatThrownBy(() -> read("{\"rule_id\":\"a\",\"rule_id\":\"b\"}"))
                .isInstanceOf(MalformedJsonException.class);
    }
}
