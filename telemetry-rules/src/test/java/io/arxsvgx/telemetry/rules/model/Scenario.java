// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A fixture for directed tests: one series {@code s/t}, rules {@code value > 80}, actions {@code a} and {@code b}. */
final class Scenario implements AutoCloseable {
    static final String SOURCE = "s";
    static final String TYPE = "t";

    final World world;

    Scenario(AlertRule... rules) {
        this(new World(Duration.ofMinutes(5), Duration.ofHours(1)), rules);
    }

    Scenario(World world, AlertRule... rules) {
        this.world = world;
        world.registerAction("a");
        world.registerAction("b");
        for (AlertRule rule : rules) {
            world.processor.addAlertRule(rule);
        }
        world.processor.runOnce();
    }

    static AlertRule.Builder above(String id, double limit) {
        return threshold(id, ">", limit);
    }

    static AlertRule.Builder threshold(String id, String operator, double limit) {
        return AlertRule.builder(id)
                .condition("threshold")
                .parameter("field", TYPE)
                .parameter("operator", operator)
                .parameter("value", limit)
                .actions("a");
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    static Instant at(long second) {
        return SteppedClock.START.plusSeconds(second);
    }

    /** Ingests values without a time, each processed before the next. */
    Scenario events(double... values) {
        for (double value : values) {
            assertThat(world.processor.series(SOURCE, TYPE).record(value)).isTrue();
            world.processor.runOnce();
        }
        return this;
    }

    Scenario eventAt(long second, double value) {
        assertThat(world.processor.series(SOURCE, TYPE).record(value, at(second)))
                .isTrue();
        world.processor.runOnce();
        return this;
    }

    Scenario tick(long seconds) {
        world.clock.advance(seconds(seconds));
        world.processor.runOnce();
        return this;
    }

    Scenario stepWall(long seconds) {
        world.clock.stepWall(seconds(seconds));
        world.processor.runOnce();
        return this;
    }

    Scenario add(AlertRule.Builder rule) {
        world.processor.addAlertRule(rule.build());
        world.processor.runOnce();
        return this;
    }

    Scenario silence(long length) {
        Instant now = world.clock.now();
        world.processor.silence(new Silence("q", Map.of("rule_id", "*"), now, now.plusSeconds(length), "ann", ""));
        world.processor.runOnce();
        return this;
    }

    /** Another process with these rules. */
    Scenario restart(AlertRule... rules) {
        world.restartWith(List.of(rules));
        return this;
    }

    List<Alert> firing() {
        return world.firing();
    }

    List<Alert> pending() {
        return world.pending();
    }

    /** The one alert that is listed. */
    Alert alert() {
        assertThat(world.alerts()).hasSize(1);
        return world.alerts().get(0);
    }

    /** The states in which an action was called so far. */
    List<AlertState> calls(String action) {
        world.settle();
        return world.calls().stream()
                .filter(call -> call.action().equals(action))
                .map(World.Call::state)
                .toList();
    }

    @Override
    public void close() {
        world.close();
    }
}
