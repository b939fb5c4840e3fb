// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Combination;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The JSON form of rules, as in the specification's {@code rule.json}. It is strict: an unknown key is rejected with
 * the nearest known name. The processor checks whether condition and parameters exist. Thread-safe.
 */
public final class RuleJson {
    private RuleJson() {}

    /**
     * Reads one rule.
     *
     * @param node the rule
     * @return the rule
     * @throws InvalidRuleException if something is unknown, missing, of the wrong type or out of range; it contains all
     *     faults
     */
    public static AlertRule read(JsonNode node) {
        return RuleReader.read(node);
    }

    /**
     * Reads an array of rules as a whole.
     *
     * @param node an array of rules
     * @return the rules, in order
     * @throws RuleSetRejectedException if a rule is rejected, or two have the same id; it contains all reasons
     */
    public static List<AlertRule> readAll(JsonNode node) {
        if (!node.isArray()) {
            throw new RuleSetRejectedException(List.of("rules file: expected an array, got " + RuleReader.kind(node)));
        }
        List<AlertRule> rules = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < node.size(); i++) {
            try {
                AlertRule rule = read(node.get(i));
                if (!ids.add(rule.id())) {
                    throw new IllegalArgumentException("duplicate rule_id \"" + rule.id() + "\"");
                }
                rules.add(rule);
            } catch (IllegalArgumentException e) {
                String id = node.get(i).path("rule_id").asText("");
                reasons.add("rule " + i + (id.isEmpty() ? "" : " (\"" + id + "\")") + ": " + e.getMessage());
            }
        }
        if (!reasons.isEmpty()) {
            throw new RuleSetRejectedException(reasons);
        }
        return rules;
    }

    /**
     * Writes an array of rules.
     *
     * @param out the generator to write to
     * @param rules the rules
     * @throws IOException if {@code out} fails
     */
    public static void writeAll(JsonGenerator out, Collection<AlertRule> rules) throws IOException {
        out.writeStartArray();
        for (AlertRule rule : rules) {
            write(out, rule);
        }
        out.writeEndArray();
    }

    /**
     * Writes one rule.
     *
     * @param out the generator to write to
     * @param rule the rule
     * @throws IOException if {@code out} fails
     */
    public static void write(JsonGenerator out, AlertRule rule) throws IOException {
        out.writeStartObject();
        writeFields(out, rule);
        out.writeEndObject();
    }

    /**
     * Writes the fields of one rule into an open object.
     *
     * @param out the generator to write to
     * @param rule the rule
     * @throws IOException if {@code out} fails
     */
    public static void writeFields(JsonGenerator out, AlertRule rule) throws IOException {
        out.writeStringField("rule_id", rule.id());
        out.writeStringField("name", rule.name());
        out.writeStringField("condition", rule.condition());
        out.writeFieldName("parameters");
        JsonCodec.any(out, rule.parameters());
        out.writeStringField("severity", rule.severity().label());
        out.writeBooleanField("enabled", rule.enabled());
        JsonCodec.texts(out, "actions", rule.actions());
        out.writeStringField("source", rule.source());
        writeSelection(out, rule);
        JsonCodec.seconds(out, "for", rule.forDuration());
        JsonCodec.seconds(out, "keep_firing_for", rule.keepFiringFor());
        JsonCodec.seconds(out, "repeat_interval", rule.repeatInterval());
        JsonCodec.texts(out, "labels", rule.labels());
        JsonCodec.texts(out, "annotations", rule.annotations());
    }

    /** Writes what selects and groups series by labels, if the rule does; so a rule without it is read by any release. */
    private static void writeSelection(JsonGenerator out, AlertRule rule) throws IOException {
        if (!rule.match().isEmpty()) {
            JsonCodec.texts(out, "match", rule.match());
        }
        List<String> by = rule.by();
        if (by != null) {
            JsonCodec.texts(out, "by", by);
        }
        Combination combine = rule.combine();
        if (combine != null) {
            out.writeStringField("combine", combine.label());
        }
    }

    /** Returns seconds as a decimal. */
    static BigDecimal seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        BigDecimal stripped = seconds.signum() == 0 ? BigDecimal.ZERO : seconds.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
