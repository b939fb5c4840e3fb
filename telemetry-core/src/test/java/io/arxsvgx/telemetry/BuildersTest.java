// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Evidence;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.snapshot.ActionCounts;
import io.arxsvgx.telemetry.snapshot.AlertCounts;
import io.arxsvgx.telemetry.snapshot.BufferUsage;
import io.arxsvgx.telemetry.snapshot.DashboardSnapshot;
import io.arxsvgx.telemetry.snapshot.EventCounts;
import io.arxsvgx.telemetry.snapshot.ProcessingLatency;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
import io.arxsvgx.telemetry.snapshot.StoreCounts;
import io.arxsvgx.telemetry.snapshot.SystemStatus;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules for every value with a builder: each part is returned by its accessor, compared by equals, included in the
 * text, and kept by toBuilder. A part that is missing in one of them fails here.
 */
class BuildersTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final AlertRule RULE = AlertRule.builder("hot")
            .condition("threshold")
            .parameter("field", "temperature")
            .build();

    private static FailurePattern.Builder pattern() {
        return FailurePattern.builder()
                .patternId("p")
                .failureType(FailureType.TREND)
                .source("pump_1")
                .confidence(0.9)
                .severity(0.5)
                .timestamp(NOON);
    }

    private static List<Object> values() {
        return List.of(
                Alert.builder()
                        .id("a-1")
                        .ruleId("hot")
                        .source("pump_1")
                        .type("temperature")
                        .startsAt(NOON)
                        .build(),
                pattern().build(),
                EventCounts.builder().build(),
                AlertCounts.builder().build(),
                ActionCounts.builder().build(),
                StoreCounts.builder().build(),
                BufferUsage.builder().build(),
                ProcessorMetrics.builder().build(),
                RuleStatus.builder().rule(RULE).build(),
                DashboardSnapshot.builder().lastUpdate(NOON).build());
    }

    @TestFactory
    Stream<DynamicTest> eachPart_changed_showsInAccessorEqualsAndText() {
        return values().stream().flatMap(BuildersTest::parts);
    }

    private static Stream<DynamicTest> parts(Object value) {
        Class<?> builder = Arrays.stream(value.getClass().getDeclaredClasses())
                .filter(type -> type.getSimpleName().equals("Builder"))
                .findAny()
                .orElseThrow();
        return Arrays.stream(builder.getDeclaredMethods())
                .filter(setter -> setter.getParameterCount() == 1)
                .map(setter -> DynamicTest.dynamicTest(
                        value.getClass().getSimpleName() + "." + setter.getName(), () -> changesOnly(value, setter)));
    }

    private static void changesOnly(Object value, Method setter) throws Exception {
        Object part = other(setter);
        Object builder = call(value, "toBuilder");
        setter.invoke(builder, part);
        if (builder instanceof Alert.Builder alert && part == AlertState.RESOLVED) {
            alert.endsAt(NOON);
        }
        Object changed = call(builder, "build");

        assertThat(call(changed, setter.getName())).isEqualTo(part);
        assertThat(changed).isNotEqualTo(value);
        assertThat(changed.toString())
                .startsWith(value.getClass().getSimpleName() + "[")
                .contains(setter.getName() + "=" + part);
        assertThat(call(call(changed, "toBuilder"), "build"))
                .isEqualTo(changed)
                .hasSameHashCodeAs(changed)
                .hasToString(changed.toString());
    }

    private static Object call(Object on, String name) throws ReflectiveOperationException {
        return on.getClass().getMethod(name).invoke(on);
    }

    private static Object other(Method setter) {
        Class<?> type = setter.getParameterTypes()[0];
        return switch (setter.getName()) {
            case "durable" -> false;
            case "confidence", "utilization" -> 0.25;
            case "severity" -> type == double.class ? (Object) 0.25 : Severity.CRITICAL;
            case "maxSeverity" -> Severity.CRITICAL;
            case "dataPoints" -> List.of(1.0);
            case "pending" -> type == List.class ? (Object) List.of(values().get(0)) : 7L;
            case "recentAlerts" -> List.of(values().get(0));
            case "activeBySeverity" -> Map.of(Severity.CRITICAL, 7L);
            case "droppedByReason", "discardedByReason" -> Map.of("series_limit", 7L);
            default -> other(type);
        };
    }

    private static Object other(Class<?> type) {
        return Map.<Class<?>, Object>ofEntries(
                        Map.entry(String.class, "other"),
                        Map.entry(double.class, 7.5),
                        Map.entry(long.class, 7L),
                        Map.entry(int.class, 7),
                        Map.entry(boolean.class, true),
                        Map.entry(Instant.class, NOON.plusSeconds(9)),
                        Map.entry(Map.class, Map.of("a", "b")),
                        Map.entry(List.class, List.of("a")),
                        Map.entry(AlertKind.class, AlertKind.PATTERN),
                        Map.entry(AlertState.class, AlertState.RESOLVED),
                        Map.entry(FailureType.class, FailureType.ANOMALY),
                        Map.entry(SystemStatus.class, SystemStatus.WARNING),
                        Map.entry(
                                Evidence.class, new Evidence(List.of(1.0), "slope", 1, 2, Duration.ZERO, "1.0 > 2.0")),
                        Map.entry(Acknowledgement.class, new Acknowledgement("ann", "", NOON)),
                        Map.entry(
                                AlertRule.class, RULE.toBuilder().name("other").build()),
                        Map.entry(FailurePattern.class, pattern().build()),
                        Map.entry(
                                ProcessingLatency.class,
                                new ProcessingLatency(Duration.ZERO, Duration.ZERO, Duration.ofMillis(1))),
                        Map.entry(
                                EventCounts.class, EventCounts.builder().late(7).build()),
                        Map.entry(
                                AlertCounts.class,
                                AlertCounts.builder().fired(7).build()),
                        Map.entry(
                                ActionCounts.class,
                                ActionCounts.builder().calls(7).build()),
                        Map.entry(
                                StoreCounts.class, StoreCounts.builder().lost(7).build()),
                        Map.entry(
                                BufferUsage.class,
                                BufferUsage.builder().capacity(7).build()),
                        Map.entry(
                                ProcessorMetrics.class,
                                ProcessorMetrics.builder().rules(7).build()))
                .get(type);
    }
}
