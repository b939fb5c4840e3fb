// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Combination;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rule.InvalidRuleException.Fault;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.Suggestions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A reader of a rule in JSON. It reads on after a fault, so that all faults are reported at once. Thread-safe.
 */
final class RuleReader {
    /** The keys of a rule, in the order in which they are written. */
    private static final List<String> KEYS = List.of(
            "rule_id",
            "name",
            "condition",
            "parameters",
            "severity",
            "enabled",
            "actions",
            "source",
            "match",
            "by",
            "combine",
            "for",
            "keep_firing_for",
            "repeat_interval",
            "labels",
            "annotations");

    /** A parameter that may be given beside the others. */
    private static final String LEVELS = "levels";

    /** The keys that responses add to a rule, which are therefore accepted and ignored. */
    private static final Set<String> ADDED = Set.of("live", "warnings");

    /**
     * The maximum number of digits before the point; ten digits of seconds may not fit into the nanoseconds of a {@code
     * long}.
     */
    private static final int MAX_DIGITS = 9;

    /** The maximum number of digits of a number that is shown without an exponent. */
    private static final int MAX_PLAIN_DIGITS = 30;

    private RuleReader() {}

    /** Reads one rule. Throws an exception with all faults if there is one. */
    static AlertRule read(JsonNode node) {
        if (!node.isObject()) {
            throw new InvalidRuleException("", "rule: expected an object, got " + kind(node));
        }
        List<Fault> faults = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            boolean isKnown = KEYS.contains(entry.getKey()) || entry.getKey().equals(LEVELS);
            if (!isKnown && !ADDED.contains(entry.getKey())) {
                faults.add(new Fault(entry.getKey(), Suggestions.unknown("key", entry.getKey(), KEYS)));
            }
        }
        AlertRule.Builder rule = read(node, faults);
        if (faults.isEmpty()) {
            return rule.build();
        }
        try {
            rule.build();
        } catch (InvalidRuleException e) {
            e.faults().stream().filter(fault -> isNew(fault, faults)).forEach(faults::add);
        }
        throw new InvalidRuleException("", faults);
    }

    /**
     * Returns whether a fault is not a consequence of a known one. A key that could not be read is missing afterwards.
     */
    private static boolean isNew(Fault fault, List<Fault> faults) {
        return faults.stream()
                .noneMatch(known ->
                        fault.field().equals(known.field()) || fault.field().startsWith(known.field() + "."));
    }

    private static AlertRule.Builder read(JsonNode node, List<Fault> faults) {
        AlertRule.Builder rule = builder(node, faults);
        take(faults, "condition", () -> rule.condition(requiredText(node, "condition")));
        take(faults, "name", () -> text(node, "name", rule::name));
        take(faults, "source", () -> text(node, "source", rule::source));
        take(faults, "match", () -> texts(node, "match", rule::match));
        take(faults, "by", () -> by(node, rule));
        take(faults, "combine", () -> text(node, "combine", name -> rule.combine(combination(name))));
        take(faults, "severity", () -> text(node, "severity", name -> rule.severity(Severity.of(name))));
        take(faults, "enabled", () -> flag(node, "enabled", rule::enabled));
        take(faults, "for", () -> seconds(node, "for", rule::forDuration));
        take(faults, "keep_firing_for", () -> seconds(node, "keep_firing_for", rule::keepFiringFor));
        take(faults, "repeat_interval", () -> seconds(node, "repeat_interval", rule::repeatInterval));
        take(faults, "actions", () -> rule.actions(texts(node, "actions").toArray(String[]::new)));
        take(faults, "labels", () -> texts(node, "labels", rule::label));
        take(faults, "annotations", () -> texts(node, "annotations", rule::annotation));
        take(faults, "parameters", () -> parameters(node, rule));
        take(faults, LEVELS, () -> levels(node, rule));
        return rule;
    }

    private static AlertRule.Builder builder(JsonNode node, List<Fault> faults) {
        try {
            return AlertRule.builder(requiredText(node, "rule_id"));
        } catch (InvalidRuleException e) {
            faults.addAll(e.faults());
            return AlertRule.builder("without id");
        }
    }

    /** Reads one key. A fault is recorded, so that reading continues with the next key. */
    private static void take(List<Fault> faults, String key, Runnable reading) {
        try {
            reading.run();
        } catch (InvalidRuleException e) {
            faults.addAll(e.faults());
        } catch (IllegalArgumentException e) {
            faults.add(new Fault(key, String.valueOf(e.getMessage())));
        }
    }

    private static String requiredText(JsonNode node, String key) {
        JsonNode value = node.get(key);
        if (value == null || !value.isTextual()) {
            throw wrong(key, value, "a text");
        }
        return value.textValue();
    }

    private static void text(JsonNode node, String key, Consumer<String> to) {
        if (isGiven(node, key)) {
            to.accept(requiredText(node, key));
        }
    }

    private static void flag(JsonNode node, String key, Consumer<Boolean> to) {
        if (isGiven(node, key)) {
            if (!node.get(key).isBoolean()) {
                throw wrong(key, node.get(key), "true or false");
            }
            to.accept(node.get(key).booleanValue());
        }
    }

    private static void seconds(JsonNode node, String key, Consumer<Duration> to) {
        if (isGiven(node, key)) {
            to.accept(seconds(key, node.get(key)));
        }
    }

    /** Reads seconds as a decimal. */
    static Duration seconds(String key, JsonNode value) {
        if (!value.isNumber()) {
            throw wrong(key, value, "seconds as a decimal");
        }
        BigDecimal seconds;
        try {
            seconds = value.decimalValue();
        } catch (NumberFormatException e) {
            throw wrong(key, value, "seconds as a decimal");
        }
        if (Math.abs((long) seconds.precision() - seconds.scale()) > MAX_DIGITS) {
            throw wrong(key, value, "seconds as a decimal");
        }
        return Duration.ofNanos(
                seconds.movePointRight(9).setScale(0, RoundingMode.DOWN).longValueExact());
    }

    private static List<String> texts(JsonNode node, String key) {
        List<String> texts = new ArrayList<>();
        if (isGiven(node, key)) {
            JsonNode list = node.get(key);
            if (!list.isArray()) {
                throw wrong(key, list, "a list of strings");
            }
            for (JsonNode one : list) {
                if (!one.isTextual()) {
                    throw wrong(key, list, "a list of strings");
                }
                texts.add(one.textValue());
            }
        }
        return texts;
    }

    private static void texts(JsonNode node, String key, BiConsumer<String, String> to) {
        if (!isGiven(node, key)) {
            return;
        }
        if (!node.get(key).isObject()) {
            throw wrong(key, node.get(key), "an object of strings");
        }
        for (Map.Entry<String, JsonNode> entry : node.get(key).properties()) {
            if (!entry.getValue().isTextual()) {
                throw wrong(key + "." + entry.getKey(), entry.getValue(), "a text");
            }
            to.accept(entry.getKey(), entry.getValue().textValue());
        }
    }

    private static void by(JsonNode node, AlertRule.Builder rule) {
        if (isGiven(node, "by")) {
            rule.by(texts(node, "by").toArray(String[]::new));
        }
    }

    private static Combination combination(String name) {
        return Arrays.stream(Combination.values())
                .filter(combine -> combine.label().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(Suggestions.unknown(
                        "combine",
                        name,
                        Arrays.stream(Combination.values())
                                .map(Combination::label)
                                .toList())));
    }

    private static void parameters(JsonNode node, AlertRule.Builder rule) {
        JsonNode parameters = node.get("parameters");
        if (parameters == null || !parameters.isObject()) {
            throw wrong("parameters", parameters, "an object");
        }
        for (Map.Entry<String, JsonNode> entry : parameters.properties()) {
            rule.parameter(entry.getKey(), ParameterJson.read("parameters." + entry.getKey(), entry.getValue()));
        }
    }

    /** Reads levels beside the parameters, which are a parameter of the threshold condition. */
    private static void levels(JsonNode node, AlertRule.Builder rule) {
        if (isGiven(node, LEVELS)) {
            if (node.path("parameters").has(LEVELS)) {
                throw new InvalidRuleException(LEVELS, "\"levels\": also given in \"parameters\"; expected only one");
            }
            rule.parameter(LEVELS, ParameterJson.read(LEVELS, node.get(LEVELS)));
        }
    }

    /** Returns whether a key is given. A null value counts as not given. */
    private static boolean isGiven(JsonNode node, String key) {
        return node.hasNonNull(key);
    }

    static InvalidRuleException wrong(String key, @Nullable JsonNode value, String expected) {
        String problem = value == null || value.isMissingNode()
                ? " is missing; expected " + expected
                : ": expected " + expected + ", got " + shown(value);
        return new InvalidRuleException(key, ForeignText.quote(key) + problem);
    }

    /** Returns a value as JSON, shortened; a number of common size without an exponent. */
    static String shown(JsonNode value) {
        if (value.isFloatingPointNumber() && Double.isFinite(value.doubleValue())) {
            BigDecimal number = value.decimalValue();
            if (Math.abs((long) number.precision() - number.scale()) <= MAX_PLAIN_DIGITS) {
                return ForeignText.shorten(number.toPlainString());
            }
        }
        return ForeignText.shorten(value.toString());
    }

    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case BOOLEAN -> "a flag";
            case NUMBER -> "a number";
            case OBJECT -> "an object";
            case STRING -> "a text";
            default -> "null";
        };
    }
}
