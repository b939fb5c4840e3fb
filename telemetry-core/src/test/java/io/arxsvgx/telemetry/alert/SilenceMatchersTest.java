// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.rule.Severity;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceMatchersTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Alert ALERT = Alert.builder()
            .id("1")
            .ruleId("hot")
            .severity(Severity.CRITICAL)
            .source("pump_1")
            .type("temperature")
            .seriesLabels(Map.of("site", "north", "source", "sensor", "team", "blue"))
            .labels(Map.of("team", "red"))
            .startsAt(NOW)
            .build();

    @ParameterizedTest
    @CsvSource({
        "labels.site, north, true",
        "labels.site, n*, true",
        "labels.site, n, false",
        "labels.site!=, south, true",
        "labels.site!=, north, false",
        "labels.site=~, nor.*|south, true",
        "labels.site=~, nor, false",
        "labels.site!~, s.*, true",
        "labels.site!~, n.*, false",
        "labels.team, red, true",
        "labels.alertname, hot, true",
        "labels.source, pump_1, true",
        "labels.exported_source, sensor, true",
        "labels.severity=~, warning|critical, true",
        "labels.type, temperature, true",
        "labels.none!=, x, true",
        "labels.none=~, .*, true",
        "labels.none=~, .+, false",
    })
    void label_isComparedByItsOperator(String matcher, String value, boolean matches) {
        assertThat(silence(matcher, value).matches(ALERT)).isEqualTo(matches);
    }

    @Test
    void absentLabel_isSilencedByAnEmptyExpression() {
        assertThat(silence("labels.none=~", "").matches(ALERT)).isTrue();
        assertThat(silence("labels.site!=", "").matches(ALERT)).isTrue();
    }

    @Test
    void faultyExpression_isRefusedWithItsPlace() {
        assertThat(Silence.problems(Map.of("labels.site=~", "a(b")).get("labels.site=~"))
                .contains("labels.site=~", "regular expression", "near index");
    }

    @Test
    @Timeout(10)
    void expressionThatTakesTooLong_matchesNothing() {
        Alert slow = ALERT.toBuilder()
                .seriesLabels(Map.of("site", "a".repeat(1_000)))
                .build();

        assertThat(silence("labels.site=~", "(a+)+b").matches(slow)).isFalse();
    }

    @Test
    void labels_areThoseOfRouting() {
        assertThat(AlertLabels.of(ALERT))
                .containsExactly(
                        Map.entry("alertname", "hot"),
                        Map.entry("exported_source", "sensor"),
                        Map.entry("severity", "critical"),
                        Map.entry("site", "north"),
                        Map.entry("source", "pump_1"),
                        Map.entry("team", "red"),
                        Map.entry("type", "temperature"));
        AlertLabels.of(ALERT)
                .forEach((name, value) ->
                        assertThat(AlertLabels.value(ALERT, name)).as(name).isEqualTo(value));
    }

    private static Silence silence(String matcher, String value) {
        return new Silence("quiet", Map.of(matcher, value), NOW, NOW.plusSeconds(60), "ann", "");
    }
}
