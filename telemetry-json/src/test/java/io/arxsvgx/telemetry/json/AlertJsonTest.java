// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertActivity;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Evidence;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertJsonTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00.123456789Z");

    private final JsonCodec json = new JsonCodec(JsonLimits.defaults());

    private static Alert alert(double computed, @Nullable Acknowledgement seen, @Nullable FailurePattern pattern) {
        return Alert.builder()
                .id("x-1")
                .fingerprint("abc")
                .kind(pattern == null ? AlertKind.RULE : AlertKind.PATTERN)
                .ruleId("hot")
                .ruleName("Hot")
                .severity(Severity.CRITICAL)
                .state(seen == null ? AlertState.FIRING : AlertState.RESOLVED)
                .source("s")
                .type("t")
                .value(82)
                .description("Hot: t of s: 82.0 > 80.0")
                .startsAt(START)
                .firedAt(START.plusSeconds(5))
                .endsAt(seen == null ? null : START.plusSeconds(9))
                .endReason(seen == null ? null : "the condition ended")
                .occurrences(3)
                .evidence(new Evidence(
                        List.of(79.0, 82.0), "value", computed, 80, Duration.ofMillis(5_250), "82.0 > 80.0 for 5.25 s"))
                .labels(Map.of("team", "plant"))
                .annotations(Map.of("runbook", "there"))
                .stale(true)
                .missedActions(2)
                .acknowledgement(seen)
                .pattern(pattern)
                .build();
    }

    @Test
    void read_attributes_areTheSameUnderMeta() {
        Alert alert = alert(82, null, null);
        Alert with = alert.toBuilder()
                .attributes(Map.of(
                        "floor", 3L, "load", 2e7, "small", 5e-7, "tags", List.of("a", 1L), "at", Map.of("x", true)))
                .build();
        assertThat(again(with)).isEqualTo(with);
        JsonNode written = json.read(json.text(out -> AlertJson.write(out, with)));
        assertThat(written.path("event_data").path("meta").path("floor").asInt())
                .isEqualTo(3);
        JsonNode without = json.read(json.text(out -> AlertJson.write(out, alert)));
        assertThat(without.path("event_data").has("meta")).isFalse();
    }

    @Test
    void write_durations_areNeverInExponentForm() {
        for (long nanos : new long[] {1, 500, 60_000_000_000L, 1_000_000_000_000_000L, 86_400_000_000_000L}) {
            String text = json.text(out -> {
                out.writeStartObject();
                JsonCodec.seconds(out, "for", Duration.ofNanos(nanos));
                JsonCodec.number(out, "double", nanos / 1e9);
                out.writeEndObject();
            });
            assertThat(text).doesNotContainPattern("[0-9][eE][-+0-9]").contains("\"for\":");
        }
    }

    private Alert again(Alert alert) {
        return AlertJson.read(json.read(json.text(out -> AlertJson.write(out, alert))));
    }

    @Test
    void read_whatWasWritten_isTheSame() {
        Alert firing = alert(82, null, null);
        assertThat(again(firing)).isEqualTo(firing);
        Alert resolved = alert(82, new Acknowledgement("ann", "looking", START.plusSeconds(7)), null);
        assertThat(again(resolved)).isEqualTo(resolved);
        Alert logged = resolved.toBuilder()
                .activities(List.of(new AlertActivity(AlertActivity.Kind.SILENCED, "bob", "quiet", START)))
                .build();
        assertThat(again(logged)).isEqualTo(logged);
    }

    @Test
    void read_severityThatHasFallen_keepsTheHighest() {
        Alert fallen = alert(82, null, null).toBuilder()
                .severity(Severity.WARNING)
                .maxSeverity(Severity.CRITICAL)
                .build();

        assertThat(again(fallen)).isEqualTo(fallen);
        JsonNode written = json.read(json.text(out -> AlertJson.write(out, fallen)));
        assertThat(written.path("severity").asText()).isEqualTo("warning");
        assertThat(written.path("max_severity").asText()).isEqualTo("critical");
    }

    @Test
    void read_alertOfAnEarlierRelease_hasItsSeverityAsTheHighest() {
        Alert alert = alert(82, null, null);
        ObjectNode written =
                json.read(json.text(out -> AlertJson.write(out, alert))).deepCopy();
        written.remove("max_severity");

        assertThat(AlertJson.read(written)).isEqualTo(alert);
        assertThat(AlertJson.read(written).maxSeverity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void read_alertOfAPattern_isTheSame() {
        FailurePattern pattern = FailurePattern.builder()
                .patternId("p")
                .failureType(FailureType.SEASONAL)
                .source("s")
                .type("t")
                .confidence(0.9)
                .severity(0.5)
                .description("off season")
                .timestamp(START)
                .dataPoints(List.of(1.0, 2.0))
                .metadata(Map.of("period", 24))
                .build();
        Alert alert = alert(0.9, null, pattern);
        assertThat(again(alert)).isEqualTo(alert);
        JsonNode node = json.read(json.text(out -> AlertJson.write(out, alert)));
        assertThat(node.path("type").asText()).isEqualTo("pattern_detected");
        assertThat(node.path("pattern_type").asText()).isEqualTo("seasonal");
    }

    @Test
    void write_numberThatJsonHasNone_isNull() {
        JsonNode node = json.read(json.text(out -> AlertJson.write(out, alert(Double.NaN, null, null))));
        assertThat(node.path("evidence").path("computed").isNull()).isTrue();
        assertThat(again(alert(Double.NaN, null, null)).evidence().computed()).isNaN();
    }

    @Test
    void write_anyAlert_hasTheContractsFieldsInOrder() {
        JsonNode node = json.read(json.text(out -> AlertJson.write(out, alert(82, null, null))));
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsSubsequence(
                        "id",
                        "type",
                        "rule_id",
                        "rule_name",
                        "source",
                        "severity",
                        "state",
                        "description",
                        "timestamp",
                        "starts_at",
                        "ends_at",
                        "occurrences",
                        "fingerprint",
                        "event_data",
                        "evidence");
        assertThat(node.path("timestamp").asText()).isEqualTo("2026-01-31T12:00:05.123456789Z");
        assertThat(node.path("event_data").toString()).isEqualTo("{\"type\":\"t\",\"value\":82.0,\"status\":\"OK\"}");
    }

    @Test
    void read_somethingElse_isRefused() {
        assertThatThrownBy(() -> AlertJson.read(json.read("{\"id\":\"x\"}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not an alert");
    }
}
