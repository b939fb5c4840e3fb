// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rules.model.SteppedClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fixture for examples: the processor beside the model, which must agree after each step. Times are seconds since the start
 * of the clock. A series is stale after 60 s and expires after an hour.
 */
final class ConditionScenario implements AutoCloseable {
    static final String OK = "OK";
    static final Duration STALE_AFTER = Duration.ofSeconds(60);
    private static final Duration EXPIRY = Duration.ofHours(1);
    private static final String SOURCE = "s";
    private static final double NANOS_PER_SECOND = 1e9;

    final ConditionWorld world = new ConditionWorld(STALE_AFTER, EXPIRY);
    private int steps;

    ConditionScenario(AlertRule... rules) {
        for (AlertRule rule : rules) {
            add(rule);
        }
    }

    // Rules

    /** A rule {@code r} on the type {@code t}, with the names and values of its parameters. */
    static AlertRule.Builder rule(String condition, Object... namesAndValues) {
        return AlertRule.builder("r")
                .on("t")
                .when(Condition.of(condition, map(namesAndValues)))
                .actions("a");
    }

    static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** A part of a condition, as in JSON. */
    static Map<String, Object> part(String condition, Object... namesAndValues) {
        return Map.of("condition", condition, "parameters", map(namesAndValues));
    }

    /** A part that breaches while the newest value of a type is above 5. */
    static Map<String, Object> above(String type) {
        return part("threshold", "field", type, "operator", ">", "value", 5);
    }

    static AlertRule.Builder composite(String condition, Object... parts) {
        return rule(condition, "conditions", List.of(parts));
    }

    ConditionScenario add(AlertRule rule) {
        world.add(rule);
        return agree();
    }

    // Steps

    /** Moves the clock, without processing anything. */
    ConditionScenario at(double second) {
        Duration now = Duration.between(SteppedClock.START, world.clock.now());
        world.advance(nanos(second).minus(now));
        return this;
    }

    private static Duration nanos(double seconds) {
        return Duration.ofNanos(Math.round(seconds * NANOS_PER_SECOND));
    }

    /** Lets the processor meet what the clock has reached. */
    ConditionScenario tick() {
        world.drain();
        return agree();
    }

    /** An event of the type {@code t}. */
    ConditionScenario event(double value) {
        return event("t", value);
    }

    ConditionScenario event(String type, double value) {
        return event(SOURCE, type, Map.of(), value, OK);
    }

    ConditionScenario event(String type, double value, Map<String, String> labels) {
        return event(SOURCE, type, labels, value, OK);
    }

    ConditionScenario status(String status) {
        return event(SOURCE, "t", Map.of(), 1, status);
    }

    ConditionScenario event(String source, String type, Map<String, String> labels, double value, String status) {
        world.event(source, type, labels, value, status, null);
        return tick();
    }

    /** Events of the type {@code t} at the same time, each processed before the next. */
    ConditionScenario events(double... values) {
        for (double value : values) {
            event(value);
        }
        return this;
    }

    /** An event of the type {@code t} with a time of its own. */
    ConditionScenario timed(double second, double value) {
        return timed(second, "t", value);
    }

    ConditionScenario timed(double second, String type, double value) {
        long time = SteppedClock.nanos(SteppedClock.START) + nanos(second).toNanos();
        world.event(SOURCE, type, Map.of(), value, OK, time);
        return tick();
    }

    ConditionScenario restart() {
        world.restart();
        return agree();
    }

    private ConditionScenario agree() {
        world.agree("after step " + ++steps);
        return this;
    }

    // What there is

    /** The changes of all alerts, in order, such as {@code firing 10} and {@code resolved 12.5}. */
    List<String> steps() {
        return world.transitions().stream().map(Transition::text).toList();
    }

    /** The changes of the alerts of a rule. */
    List<String> steps(String rule) {
        return world.transitions().stream()
                .filter(one -> one.rule().equals(rule))
                .map(Transition::text)
                .toList();
    }

    /** The changes of the alerts of the series with these labels. */
    List<String> steps(Map<String, String> labels) {
        return world.transitions().stream()
                .filter(one -> one.labels().equals(labels))
                .map(Transition::text)
                .toList();
    }

    boolean isFiring() {
        List<Transition> all = world.transitions();
        return !all.isEmpty() && all.get(all.size() - 1).state() == AlertState.FIRING;
    }

    /** The one alert that there has been. */
    Alert alert() {
        assertThat(world.alerts()).hasSize(1);
        return world.alerts().get(0);
    }

    /** The states and severities with which the action was called, in order. */
    List<String> calls() {
        return world.calls.stream()
                .map(call -> call.state() + " " + call.severity())
                .toList();
    }

    @Override
    public void close() {
        world.close();
    }
}
