// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One step of a sequence, applied to the model and to the processor. */
public interface Step {
    void apply(World world);

    /** An event; without a time of its own for a null offset, else so many seconds from the wall clock. */
    record Event(String source, String type, double value, Integer offset) implements Step {
        @Override
        public void apply(World world) {
            world.offer(source, type, value, offset);
        }

        @Override
        public String toString() {
            return "event " + source + "/" + type + " " + value
                    + (offset == null ? "" : " dated wall clock " + (offset < 0 ? "" : "+") + offset + " s");
        }
    }

    /** Time passes. */
    record Tick(Duration time) implements Step {
        @Override
        public void apply(World world) {
            world.advance(time);
        }

        @Override
        public String toString() {
            return "tick " + seconds(time);
        }
    }

    /** Events that wait while the clock moves, processed in one drain. */
    record Batch(List<Step> steps) implements Step {
        @Override
        public void apply(World world) {
            steps.forEach(step -> step.apply(world));
        }

        @Override
        public String toString() {
            return "batch " + steps;
        }
    }

    /** The wall clock is corrected. */
    record WallStep(Duration step) implements Step {
        @Override
        public void apply(World world) {
            world.stepWall(step);
        }

        @Override
        public String toString() {
            return "wall clock steps by " + seconds(step);
        }
    }

    /** A rule is added, or replaces another. */
    record AddRule(AlertRule rule) implements Step {
        @Override
        public void apply(World world) {
            world.addRule(rule);
        }

        @Override
        public String toString() {
            return "add " + describe(rule);
        }
    }

    /** One part of a rule changes, if there is a rule of that id. */
    record VaryRule(String id, String part, UnaryOperator<AlertRule> variation) implements Step {
        @Override
        public void apply(World world) {
            AlertRule rule = world.model.rules.copy().get(id);
            if (rule != null) {
                world.addRule(variation.apply(rule));
            }
        }

        @Override
        public String toString() {
            return "change " + id + ": " + part;
        }
    }

    /** A rule is removed. */
    record RemoveRule(String id) implements Step {
        @Override
        public void apply(World world) {
            world.removeRule(id);
        }

        @Override
        public String toString() {
            return "remove " + id;
        }
    }

    /** A silence from so many seconds after now, for some time. */
    record AddSilence(String id, String matcher, String value, int from, int length) implements Step {
        @Override
        public void apply(World world) {
            world.silence(new Silence(
                    id,
                    Map.of(matcher, value),
                    world.clock.now().plusSeconds(from),
                    world.clock.now().plusSeconds(from + length),
                    "ann",
                    ""));
        }

        @Override
        public String toString() {
            return "silence " + id + " " + matcher + "=" + value + " from +" + from + " s for " + length + " s";
        }
    }

    /** A silence ends by hand. */
    record ExpireSilence(String id) implements Step {
        @Override
        public void apply(World world) {
            world.expireSilence(id);
        }

        @Override
        public String toString() {
            return "expire silence " + id;
        }
    }

    /** Somebody acknowledges one of the firing alerts. */
    record Acknowledge(int index) implements Step {
        @Override
        public void apply(World world) {
            world.acknowledge(index);
        }

        @Override
        public String toString() {
            return "acknowledge firing alert " + index;
        }
    }

    /** An action is registered that rules may name already. */
    record RegisterAction(String name) implements Step {
        @Override
        public void apply(World world) {
            world.registerAction(name);
        }

        @Override
        public String toString() {
            return "register action " + name;
        }
    }

    /** The processor is stopped, and started again after a time; rules may change before the stop. */
    record StopAndStart(Duration down, List<Step> before) implements Step {
        @Override
        public void apply(World world) {
            before.forEach(step -> step.apply(world));
            world.stopAndStart(down);
        }

        @Override
        public String toString() {
            return before + " stop, start after " + seconds(down);
        }
    }

    /** Another process restores the state of this one, with some rules changed. */
    record Restart(Duration down, List<Step> changes) implements Step {
        @Override
        public void apply(World world) {
            world.restart(down, changes);
        }

        @Override
        public String toString() {
            return "restart after " + seconds(down) + " with " + (changes.isEmpty() ? "the same rules" : changes);
        }
    }

    private static String seconds(Duration time) {
        return time.toMillis() / 1000.0 + " s";
    }

    private static String describe(AlertRule rule) {
        Map<String, Object> rest = new LinkedHashMap<>(rule.parameters());
        StringBuilder text = new StringBuilder(
                rule.id() + ": " + rule.source() + "/" + rest.remove("field") + " " + rule.condition() + " " + rest);
        append(text, " for ", rule.forDuration());
        append(text, " keep ", rule.keepFiringFor());
        append(text, " repeat ", rule.repeatInterval());
        text.append(' ').append(rule.severity().label()).append(' ').append(rule.actions());
        return text.append(rule.enabled() ? "" : " disabled").toString();
    }

    private static void append(StringBuilder text, String name, Duration time) {
        if (!time.isZero()) {
            text.append(name).append(seconds(time));
        }
    }
}
