// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.testing.AboveCondition;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The typed form of a rule's condition, beside the text form. */
class ConditionTest {
    /** A custom condition, as in the Javadoc. */
    private record Above(double limit) implements Condition {
        @Override
        public String name() {
            return "above";
        }

        @Override
        public Map<String, Object> parameters() {
            return Map.of("limit", limit);
        }
    }

    private static AlertRule.Builder text(Object limit) {
        return AlertRule.builder("hot")
                .condition("above")
                .parameter("field", "temperature")
                .parameter("limit", limit);
    }

    private static AlertRule.Builder typed(Condition condition) {
        return AlertRule.builder("hot").on("temperature").when(condition);
    }

    @Test
    void rule_ofATypedCondition_equalsThatInTextForm() {
        AlertRule text = text(80.0).build();

        assertThat(typed(new Above(80)).build()).isEqualTo(text).hasSameHashCodeAs(text);
        assertThat(typed(Condition.of("above", Map.of("limit", 80))).build())
                .isEqualTo(text)
                .hasSameHashCodeAs(text);
        assertThat(AlertRule.builder("hot")
                        .condition(new Above(80))
                        .on("temperature")
                        .build())
                .isEqualTo(text)
                .hasSameHashCodeAs(text);
        assertThat(typed(new Above(81)).build()).isNotEqualTo(text);
    }

    @Test
    void rule_sameNumberOfAnotherType_isEqual() {
        AlertRule rule = text(80).build();

        for (Object same : new Object[] {80L, 80.0f, 80.0, new BigDecimal("80.00")}) {
            assertThat(text(same).build()).isEqualTo(rule).hasSameHashCodeAs(rule);
        }
        assertThat(text("80").build()).isNotEqualTo(rule);
        assertThat(text(80.5).build()).isNotEqualTo(rule);
        assertThat(rule.parameters()).containsEntry("limit", 80);
    }

    @Test
    void when_afterOtherParameters_keepsTheFieldOnly() {
        AlertRule.Builder builder = text(80).parameter("recovery", 75);

        assertThat(builder.when(new Above(90)).build().parameters())
                .isEqualTo(Map.of("field", "temperature", "limit", 90.0));
        assertThat(builder.when(Condition.of("other")).build())
                .isEqualTo(AlertRule.builder("hot")
                        .condition("other")
                        .parameter("field", "temperature")
                        .build());
    }

    @Test
    void parameterAndOn_afterWhen_areSetInAddition() {
        AlertRule rule = typed(new Above(80))
                .parameter("recovery", 75)
                .parameter("limit", 90)
                .on("pressure")
                .build();

        assertThat(rule.parameters()).isEqualTo(Map.of("field", "pressure", "limit", 90, "recovery", 75));
        assertThat(rule.condition()).isEqualTo("above");
        assertThat(rule.toBuilder().when(new Above(70)).build())
                .isEqualTo(typed(new Above(70)).on("pressure").build());
    }

    @Test
    void when_conditionWithAField_isRefusedAndChangesNothing() {
        AlertRule.Builder builder = text(80);

        assertThatThrownBy(() -> builder.when(Condition.of("above", Map.of("field", "pressure", "limit", 90))))
                .isInstanceOf(InvalidRuleException.class)
                .hasMessage("parameter \"field\" belongs to the rule, not to its condition; set it by on(\"pressure\")")
                .satisfies(refusal -> assertThat(((InvalidRuleException) refusal).faults())
                        .extracting(InvalidRuleException.Fault::field)
                        .containsExactly("parameters.field"));
        assertThat(builder.build()).isEqualTo(text(80).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void build_conditionWithoutAName_isRefused(String name) {
        assertThatThrownBy(() -> typed(Condition.of(name)).build())
                .isInstanceOf(InvalidRuleException.class)
                .hasMessage("rule \"hot\": a rule's condition is empty");
    }

    @Test
    void of_mapThatIsChangedAfterwards_isACopyInItsOrder() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("z", 1);
        values.put("a", "text");
        values.put("m", true);
        Condition condition = Condition.of("any", values);
        values.clear();

        assertThat(condition.parameters().keySet()).containsExactly("z", "a", "m");
        assertThatThrownBy(() -> condition.parameters().put("b", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(condition).hasToString("any{z=1, a=text, m=true}");
    }

    @Test
    void of_sameNameAndParameters_isEqual() {
        Condition condition = Condition.of("above", Map.of("limit", 80));

        assertThat(condition)
                .isEqualTo(Condition.of("above", Map.of("limit", 80.0)))
                .hasSameHashCodeAs(Condition.of("above", Map.of("limit", 80.0)))
                .isNotEqualTo(Condition.of("below", Map.of("limit", 80)))
                .isNotEqualTo(Condition.of("above", Map.of("limit", 81)))
                .isNotEqualTo(Condition.of("above"))
                .isNotEqualTo(new Above(80));
    }

    @Test
    @SuppressWarnings("NullAway")
    void of_null_isRefusedNamingWhat() {
        Map<String, Object> withNull = new LinkedHashMap<>();
        withNull.put("limit", null);

        assertThatNullPointerException().isThrownBy(() -> Condition.of(null)).withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> Condition.of("above", withNull))
                .withMessage("limit");
    }

    @Test
    void processor_ruleOfAnOwnCondition_firesAndResolves() {
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                .condition(new AboveCondition())
                .callerDriven()
                .build()) {
            processor.addAlertRule(typed(new Above(80)).build());
            processor.start();
            assertThat(processor.series("s", "temperature").record(81)).isTrue();
            processor.runOnce();
            assertThat(processor.alerts(10)).extracting(Alert::state).containsExactly(AlertState.FIRING);

            assertThat(processor.series("s", "temperature").record(79)).isTrue();
            processor.runOnce();
            assertThat(processor.alerts(10)).extracting(Alert::state).containsExactly(AlertState.RESOLVED);
        }
    }

    @Test
    void processor_conditionThatDoesNotExist_isRefused() {
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                .condition(new AboveCondition())
                .callerDriven()
                .build()) {
            assertThatThrownBy(() ->
                            processor.addAlertRule(typed(Condition.of("abov")).build()))
                    .isInstanceOf(InvalidRuleException.class)
                    .hasMessageContaining("did you mean \"above\"");
        }
    }
}
