// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RuleParametersTest {
    private static final Parameter LIMIT =
            Parameter.number("limit", "A number.").asRequired();
    private static final Parameter COUNT =
            Parameter.integer("count", 1, 9, "A whole number.").withDefault(3);
    private static final Parameter MODE =
            Parameter.choice("mode", List.of("fast", "slow"), "A text.").withDefault("fast");
    private static final Parameter RECOVERY = Parameter.number("recovery", "May be absent.");

    private static final SimpleCondition CONDITION = SimpleCondition.builder("odd")
            .parameter(LIMIT)
            .parameter(COUNT)
            .parameter(MODE)
            .parameter(RECOVERY)
            .overLast(1)
            .breachesIf(window -> false)
            .build();

    private final RuleParameters given =
            RuleParameters.of(CONDITION, SimpleRun.rule(CONDITION, "limit", 2.5, "count", 4));

    @Test
    void values_givenDefaultOrAbsent_areRead() {
        assertThat(given.number(LIMIT)).isEqualTo(2.5);
        assertThat(given.number("limit")).isEqualTo(2.5);
        assertThat(given.integer(COUNT)).isEqualTo(4);
        assertThat(given.integer("count")).isEqualTo(4);
        assertThat(given.text(MODE)).isEqualTo("fast");
        assertThat(given.text("mode")).isEqualTo("fast");
        assertThat(given.number(RECOVERY)).isNaN();
        assertThat(given.integer(RECOVERY)).isZero();
        assertThat(given.text(RECOVERY)).isEmpty();
        assertThat(given.isGiven(LIMIT)).isTrue();
        assertThat(given.isGiven(MODE)).isFalse();
        assertThat(given).hasToString("limit=2.5, count=4, mode=fast");
    }

    @Test
    void number_undeclaredOrText_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> given.number("limits"))
                .withMessageContaining("did you mean \"limit\"?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> given.number(MODE))
                .withMessage("parameter \"mode\": expected a number, got a text; read it by text(\"mode\")");
    }
}
