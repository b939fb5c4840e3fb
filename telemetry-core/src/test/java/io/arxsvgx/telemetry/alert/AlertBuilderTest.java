// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertBuilderTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private static Alert.Builder hot() {
        return Alert.builder()
                .id("test-1")
                .ruleId("hot")
                .source("pump_1")
                .type("temperature")
                .value(92.5)
                .startsAt(NOON);
    }

    @Test
    void build_inATestOfAnAction_isEnough() throws Exception {
        List<String> sent = new ArrayList<>();
        AlertAction action = alert -> sent.add(alert.severity().label() + ": " + alert.description());

        action.handle(hot().severity(Severity.CRITICAL).build());

        assertThat(sent).containsExactly("critical: hot: temperature of pump_1: 92.5");
    }

    @Test
    void build_nothingSet_namesEveryMissingPart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Alert.builder().build())
                .withMessage("alert incomplete: set id, ruleId, source, type, startsAt on its builder before build()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hot().state(AlertState.RESOLVED).build())
                .withMessage("alert incomplete: set endsAt on its builder before build()");
    }

    @Test
    void set_nullWhereThereIsAlwaysAValue_isRefusedWithTheName() {
        assertThatNullPointerException().isThrownBy(() -> hot().severity(null)).withMessage("severity");
        assertThatNullPointerException().isThrownBy(() -> hot().startsAt(null)).withMessage("startsAt");
    }

    @Test
    void build_requiredPartsOnly_hasTheDefaults() {
        Alert alert = hot().build();

        assertThat(alert.kind()).isEqualTo(AlertKind.RULE);
        assertThat(alert.ruleName()).isEqualTo("hot");
        assertThat(alert.severity()).isEqualTo(Severity.WARNING);
        assertThat(alert.state()).isEqualTo(AlertState.FIRING);
        assertThat(alert.status()).isEqualTo("OK");
        assertThat(alert.firedAt()).isEqualTo(NOON);
        assertThat(alert.endsAt()).isNull();
        assertThat(alert.occurrences()).isEqualTo(1);
        assertThat(alert.evidence().computed()).isEqualTo(92.5);
        assertThat(alert.durable()).isTrue();
        assertThat(alert.stale() || alert.silenced()).isFalse();
        assertThat(alert.fingerprint()).isEqualTo(hot().id("test-2").build().fingerprint());
        assertThat(alert.fingerprint())
                .isNotEqualTo(hot().source("pump_2").build().fingerprint());
        assertThat(hot().state(AlertState.PENDING).build().firedAt()).isNull();
    }

    @Test
    void build_withAPattern_isAnAlertOfAPattern() {
        FailurePattern pattern = FailurePattern.builder()
                .patternId("p")
                .failureType(FailureType.TREND)
                .source("pump_1")
                .confidence(0.9)
                .severity(0.5)
                .timestamp(NOON)
                .build();

        assertThat(hot().pattern(pattern).build().kind()).isEqualTo(AlertKind.PATTERN);
    }

    @Test
    void collections_changedByTheCallerAtAnyDepth_stayAsTheyWere() {
        List<Object> tags = new ArrayList<>(List.of("a"));
        Map<String, Object> attributes = new HashMap<>(Map.of("tags", tags));
        Map<String, String> labels = new HashMap<>(Map.of("team", "plant"));
        Alert.Builder builder = hot().attributes(attributes).labels(labels).annotations(labels);
        Alert alert = builder.build();
        tags.add("b");
        attributes.clear();
        labels.clear();
        builder.labels(Map.of());

        assertThat(alert.attributes()).isEqualTo(Map.of("tags", List.of("a"))).isUnmodifiable();
        assertThat((List<?>) alert.attributes().get("tags")).isUnmodifiable();
        assertThat(alert.labels()).isEqualTo(Map.of("team", "plant")).isUnmodifiable();
        assertThat(alert.annotations()).isEqualTo(Map.of("team", "plant")).isUnmodifiable();
    }
}
