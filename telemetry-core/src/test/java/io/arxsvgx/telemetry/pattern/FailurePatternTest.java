// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailurePatternTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private static FailurePattern.Builder wear() {
        return FailurePattern.builder()
                .patternId("wear-1")
                .failureType(FailureType.TREND)
                .source("pump")
                .type("vibration")
                .confidence(0.9)
                .severity(0.5)
                .timestamp(NOON);
    }

    @Test
    void build_nothingSet_namesEveryMissingPart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FailurePattern.builder().build())
                .withMessage("failure pattern incomplete: set patternId, failureType, source, confidence, severity, "
                        + "timestamp on its builder before build()");
    }

    @Test
    void build_requiredPartsOnly_hasTheDefaults() {
        FailurePattern pattern = wear().type("").build();

        assertThat(pattern.type()).isEmpty();
        assertThat(pattern.description()).isEqualTo("trend pattern in pump");
        assertThat(wear().build().description()).isEqualTo("trend pattern in pump/vibration");
        assertThat(pattern.endsAt()).isNull();
        assertThat(pattern.dataPoints()).isEmpty();
        assertThat(pattern.metadata()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void build_outsideZeroToOne_isRefusedWithTheValue(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wear().confidence(value).build())
                .withMessage("failure pattern: confidence: expected 0 to 1, got " + value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wear().severity(value).build())
                .withMessage("failure pattern: severity: expected 0 to 1, got " + value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wear().patternId("").build())
                .withMessageContaining("expected a patternId");
    }

    @Test
    void toBuilder_onePartChanged_keepsTheOthers() {
        FailurePattern pattern =
                wear().dataPoints(List.of(1.0)).metadata(Map.of("slope", 0.5)).build();
        FailurePattern over = pattern.toBuilder().endsAt(NOON.plusSeconds(5)).build();

        assertThat(pattern.toBuilder().build()).isEqualTo(pattern).hasSameHashCodeAs(pattern);
        assertThat(over).isNotEqualTo(pattern);
        assertThat(over.endsAt()).isEqualTo(NOON.plusSeconds(5));
        assertThat(over.toBuilder().endsAt(null).build()).isEqualTo(pattern);
        assertThat(pattern)
                .hasToString("FailurePattern[patternId=wear-1, failureType=TREND, source=pump, "
                        + "type=vibration, seriesLabels={}, confidence=0.9, severity=0.5, description=trend pattern in pump/vibration, "
                        + "timestamp=2026-01-31T12:00:00Z, endsAt=null, dataPoints=[1.0], metadata={slope=0.5}]");
    }

    @Test
    void metadata_changedByTheCallerAtAnyDepth_staysAsItWas() {
        List<Object> steps = new ArrayList<>(List.of("lower the load"));
        Map<String, Object> inner = new HashMap<>(Map.of("steps", steps, "tags", Set.of("a")));
        Map<String, Object> metadata = new HashMap<>(Map.of("plan", inner));
        FailurePattern pattern = wear().metadata(metadata).build();
        steps.add("more");
        inner.put("other", 1);
        metadata.clear();

        assertThat(pattern.metadata())
                .isEqualTo(Map.of("plan", Map.of("steps", List.of("lower the load"), "tags", Set.of("a"))));
        assertThat(pattern.metadata()).isUnmodifiable();
        assertThat((Map<?, ?>) pattern.metadata().get("plan")).isUnmodifiable();
    }
}
