// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.Identifiers;
import io.arxsvgx.telemetry.text.LabelLimits;
import io.arxsvgx.telemetry.text.TextTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The checks of a rule that are independent of its condition; each reports all faults at once. */
final class AlertRuleValidator {
    private static final Duration MAX_DURATION = Duration.ofDays(3650);
    private static final Duration MIN_REPEAT_INTERVAL = Duration.ofMillis(1);

    private AlertRuleValidator() {}

    static void checkId(String id) {
        List<InvalidRuleException.Fault> faults = new ArrayList<>();
        legal(faults, id);
        if (!faults.isEmpty()) {
            throw new InvalidRuleException("", faults);
        }
    }

    static void checkWithoutField(Map<String, Object> parameters) {
        if (parameters.containsKey(AlertRule.FIELD)) {
            throw new InvalidRuleException(
                    InvalidRuleException.parameterKey(AlertRule.FIELD),
                    "parameter \"" + AlertRule.FIELD + "\" belongs to the rule, not to its condition; set it by on("
                            + ForeignText.quote(String.valueOf(parameters.get(AlertRule.FIELD))) + ")");
        }
    }

    static void check(AlertRule rule) {
        List<InvalidRuleException.Fault> faults = new ArrayList<>();
        legal(faults, rule.id());
        if (!rule.name().equals(rule.id())) {
            present(faults, "name", "name", rule.name());
        }
        present(faults, "condition", "condition", rule.condition());
        present(faults, "source", "source", rule.source());
        rule.actions().forEach(action -> present(faults, "action", "actions", action));
        match(faults, rule.match());
        by(faults, rule.by());
        unicode(faults, "parameters", rule.parameters());
        unicode(faults, "labels", rule.labels());
        unicode(faults, "annotations", rule.annotations());
        templates(faults, "labels", rule.labels(), TextTemplate::labelProblem);
        templates(faults, "annotations", rule.annotations(), TextTemplate::annotationProblem);
        inRange(faults, "for", rule.forDuration());
        inRange(faults, "keep_firing_for", rule.keepFiringFor());
        inRange(faults, "repeat_interval", rule.repeatInterval());
        repeats(faults, rule);
        field(faults, rule);
        if (!faults.isEmpty()) {
            throw new InvalidRuleException("rule \"" + rule.id() + "\": ", faults);
        }
    }

    private static void match(List<InvalidRuleException.Fault> faults, Map<String, String> match) {
        if (match.size() > LabelLimits.MAX_LABELS) {
            faults.add(new InvalidRuleException.Fault(
                    "match", "match: expected at most " + LabelLimits.MAX_LABELS + " labels, got " + match.size()));
        }
        unicode(faults, "match", match);
        match.forEach((name, pattern) -> {
            String problem = LabelLimits.nameProblem(name);
            if (problem != null && Identifiers.isUnicode(name)) {
                faults.add(new InvalidRuleException.Fault("match", "match: " + problem));
            }
            if (pattern.length() > LabelLimits.MAX_VALUE_LENGTH) {
                faults.add(new InvalidRuleException.Fault(
                        "match." + name,
                        "match." + name + ": expected a pattern of at most " + LabelLimits.MAX_VALUE_LENGTH
                                + " characters, got " + pattern.length()));
            }
        });
    }

    private static void by(List<InvalidRuleException.Fault> faults, @Nullable List<String> by) {
        if (by == null) {
            return;
        }
        if (by.size() > LabelLimits.MAX_LABELS) {
            faults.add(new InvalidRuleException.Fault(
                    "by", "by: expected at most " + LabelLimits.MAX_LABELS + " labels, got " + by.size()));
        }
        for (String name : by) {
            String problem = LabelLimits.nameProblem(name);
            if (problem != null) {
                faults.add(new InvalidRuleException.Fault("by", "by: " + problem));
            }
        }
    }

    private static void templates(
            List<InvalidRuleException.Fault> faults,
            String field,
            Map<String, String> texts,
            Function<String, @Nullable String> check) {
        texts.forEach((name, text) -> {
            String problem = check.apply(text);
            if (problem != null) {
                String key = field + "." + name;
                faults.add(new InvalidRuleException.Fault(key, key + ": " + problem));
            }
        });
    }

    private static void repeats(List<InvalidRuleException.Fault> faults, AlertRule rule) {
        Duration interval = rule.repeatInterval();
        if (!interval.isZero() && !interval.isNegative() && interval.compareTo(MIN_REPEAT_INTERVAL) < 0) {
            faults.add(new InvalidRuleException.Fault(
                    "repeat_interval",
                    "repeat_interval: expected 0, for never, or at least " + MIN_REPEAT_INTERVAL.toMillis()
                            + " ms, got " + interval.toNanos() + " ns"));
        }
    }

    private static void field(List<InvalidRuleException.Fault> faults, AlertRule rule) {
        Object field = rule.parameters().get(AlertRule.FIELD);
        boolean isInParts = field == null && !rule.parameters().containsKey(AlertRule.FIELD) && hasFields(rule);
        if (!isInParts && (!(field instanceof String text) || text.isEmpty())) {
            String found = rule.parameters().containsKey(AlertRule.FIELD)
                    ? ForeignText.quote(String.valueOf(field))
                    : "missing";
            faults.add(new InvalidRuleException.Fault(
                    InvalidRuleException.parameterKey(AlertRule.FIELD),
                    "parameter \"" + AlertRule.FIELD + "\": expected a type of events, such as \"temperature\", got "
                            + found));
        }
    }

    private static boolean hasFields(AlertRule rule) {
        List<String> fields = new ArrayList<>();
        RuleFields.addTo(fields, rule.parameters());
        return !fields.isEmpty();
    }

    private static void present(List<InvalidRuleException.Fault> faults, String what, String field, String text) {
        requireNonNull(text, what);
        if (text.isBlank()) {
            faults.add(new InvalidRuleException.Fault(field, "a rule's " + what + " is empty"));
        } else if (!Identifiers.isUnicode(text)) {
            faults.add(notUnicode(field, "a rule's " + what));
        }
    }

    private static void legal(List<InvalidRuleException.Fault> faults, String id) {
        String problem = Identifiers.problem("rule_id", requireNonNull(id, "id"));
        if (problem != null) {
            faults.add(new InvalidRuleException.Fault("rule_id", problem));
        }
    }

    private static void unicode(List<InvalidRuleException.Fault> faults, String field, Map<String, ?> texts) {
        for (Map.Entry<String, ?> entry : texts.entrySet()) {
            boolean isText = entry.getValue() instanceof String;
            unicodeParts(faults, field + "." + entry.getKey(), entry.getValue());
            if (!Identifiers.isUnicode(entry.getKey())) {
                faults.add(notUnicode(field, "a name in " + field));
            } else if (isText && !Identifiers.isUnicode((String) entry.getValue())) {
                String key = field + "." + entry.getKey();
                faults.add(notUnicode(key, key));
            }
        }
    }

    private static void unicodeParts(List<InvalidRuleException.Fault> faults, String field, Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> texts = new LinkedHashMap<>();
            map.forEach((name, part) -> texts.put(String.valueOf(name), part));
            unicode(faults, field, texts);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                unicode(faults, field + "[" + i + "]", Map.of("", list.get(i)));
            }
        }
    }

    private static InvalidRuleException.Fault notUnicode(String field, String what) {
        return new InvalidRuleException.Fault(
                field, what + " contains half of a surrogate pair; expected text that UTF-8 can encode");
    }

    private static void inRange(List<InvalidRuleException.Fault> faults, String what, Duration duration) {
        requireNonNull(duration, what);
        if (duration.isNegative() || duration.compareTo(MAX_DURATION) > 0) {
            faults.add(new InvalidRuleException.Fault(
                    what,
                    what + ": expected 0 s to " + MAX_DURATION.toSeconds() + " s, got " + duration.toSeconds() + " s"));
        }
    }
}
