// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StateSnapshotTest {
    private static AlertRule rule(Object value) {
        return AlertRule.builder("hot")
                .condition("threshold")
                .parameter("value", value)
                .parameter("field", "temperature")
                .build();
    }

    @Test
    void meaning_sameNumberOfAnotherType_isTheSame() {
        assertThat(StateSnapshot.meaning(rule(80))).isEqualTo(StateSnapshot.meaning(rule(80.0)));
        assertThat(StateSnapshot.means(StateSnapshot.meaning(rule(80L)), rule(80.0)))
                .isTrue();
        assertThat(StateSnapshot.means(StateSnapshot.meaning(rule(80)), rule(81)))
                .isFalse();
    }

    @Test
    void means_savedByAnEarlierRelease_isThatOfTheRuleAsItWas() {
        int saved = Objects.hash("threshold", "{field=temperature, value=80}");

        assertThat(StateSnapshot.means(saved, rule(80))).isTrue();
        assertThat(StateSnapshot.means(saved, rule(81))).isFalse();
    }
}
