// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.json.RulePacks;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.Durations;
import io.arxsvgx.testsupport.GeneratedBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of each pack fires on values of a fault, and the whole pack is quiet on healthy values of the same types. */
class RulePacksTest {
    private static final Path REFERENCE = Path.of("../../docs/reference/rule-packs.md");
    private static final JsonCodec CODEC = new JsonCodec(JsonLimits.defaults());

    static List<RulePackCase> cases() {
        return RulePackCases.all();
    }

    static List<String> packs() {
        return RulePacks.names();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rule_onHealthyValues_isQuiet(RulePackCase one) {
        assertThat(one.healthy().alerts(RulePacks.load(one.pack()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rule_onAFault_firesWithItsSummary(RulePackCase one) {
        List<Alert> alerts = one.fault().alerts(RulePacks.load(one.pack())).stream()
                .filter(alert -> alert.ruleId().equals(one.rule()))
                .toList();

        assertThat(alerts).isNotEmpty();
        assertThat(alerts.get(0).annotations().get("summary"))
                .startsWith("service_1")
                .doesNotContain("{{");
    }

    @Test
    void cases_coverEveryRuleOfEveryPack() {
        List<String> rules = packs().stream()
                .flatMap(pack -> RulePacks.load(pack).stream().map(rule -> pack + " " + rule.id()))
                .toList();

        assertThat(cases().stream().map(one -> one.pack() + " " + one.rule()).distinct())
                .containsExactlyInAnyOrderElementsOf(rules);
    }

    @ParameterizedTest
    @MethodSource("packs")
    void reference_ofAPack_hasItsRules(String pack) throws IOException {
        GeneratedBlock.check(REFERENCE, pack, table(RulePacks.load(pack)));
    }

    @Test
    void reference_describesEveryPack() throws IOException {
        assertThat(GeneratedBlock.names(REFERENCE)).containsExactlyInAnyOrderElementsOf(packs());
    }

    private static String table(List<AlertRule> rules) {
        return rules.stream().map(RulePacksTest::row).collect(Collectors.joining("", """
                | rule | meaning | events | condition | `for` | severity |
                | --- | --- | --- | --- | --- | --- |
                """, ""));
    }

    private static String row(AlertRule rule) {
        return "| `%s` | %s | %s | `%s`: %s | %s | %s |\n"
                .formatted(
                        rule.id(),
                        rule.name(),
                        rule.fields().stream().map(field -> "`" + field + "`").collect(Collectors.joining(" ")),
                        rule.condition(),
                        parameters(rule),
                        rule.forDuration().equals(Duration.ZERO) ? "" : Durations.format(rule.forDuration()),
                        rule.parameters().containsKey("levels")
                                ? "by level"
                                : rule.severity().label());
    }

    /** Returns the parameters except the field, and what selects and groups series. */
    private static String parameters(AlertRule rule) {
        Map<String, Object> shown = new LinkedHashMap<>(rule.parameters());
        shown.remove(AlertRule.FIELD);
        if (!rule.match().isEmpty()) {
            shown.put("match", rule.match());
        }
        if (rule.by() != null) {
            shown.put("by", rule.by());
        }
        if (rule.combine() != null) {
            shown.put("combine", rule.combine().label());
        }
        List<String> texts = new ArrayList<>(comparisons(shown));
        shown.forEach((name, value) -> texts.add("`" + name + " " + text(value) + "`"));
        return String.join(", ", texts);
    }

    /** Removes operator, value and levels, and returns them as comparisons. */
    private static List<String> comparisons(Map<String, Object> shown) {
        Object operator = shown.remove("operator");
        Object value = shown.remove("value");
        if (value != null) {
            return List.of("`" + operator + " " + text(value) + "`");
        }
        return shown.remove("levels") instanceof List<?> levels
                ? levels.stream()
                        .map(level -> (Map<?, ?>) level)
                        .map(level -> "`" + operator + " " + text(level.get("value")) + "` " + level.get("severity"))
                        .toList()
                : List.of();
    }

    private static String text(Object value) {
        return value instanceof String text ? text : CODEC.text(out -> JsonCodec.any(out, value));
    }
}
