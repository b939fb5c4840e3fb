// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.RuleJson;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.util.ArrayList;
import java.util.List;

/**
 * A validator of rules in requests: applies the checks of the processor, and reports all errors at once. Thread-safe.
 */
public final class RuleValidator {
    /** The parameter that a rule may set beside the others. */
    private static final String LEVELS = "levels";

    private final TelemetryProcessor processor;

    public RuleValidator(TelemetryProcessor processor) {
        this.processor = processor;
    }

    /** Reads a rule. The condition and its parameters are checked when the rule is added. */
    public AlertRule parse(JsonNode given) {
        try {
            return RuleJson.read(given);
        } catch (IllegalArgumentException e) {
            throw refused(e, faultsOfCondition(given));
        }
    }

    /** Reads a rule and checks its condition and parameters too. */
    public AlertRule read(JsonNode given) {
        AlertRule rule = parse(given);
        try {
            processor.rules().check(rule);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
        return rule;
    }

    /** Returns the errors of the condition and its parameters, whatever the rest of the rule contains. */
    private List<InvalidRuleException.Fault> faultsOfCondition(JsonNode given) {
        if (!given.path("condition").isTextual() || !given.path("parameters").isObject()) {
            return List.of();
        }
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        rest.put("rule_id", "the condition alone");
        rest.set("condition", given.path("condition"));
        ObjectNode parameters = given.path("parameters").deepCopy();
        rest.set("parameters", parameters.put(AlertRule.FIELD, "any"));
        rest.set(LEVELS, given.path(LEVELS).isMissingNode() ? rest.nullNode() : given.path(LEVELS));
        try {
            processor.rules().check(RuleJson.read(rest));
            return List.of();
        } catch (IllegalArgumentException e) {
            return InvalidRuleException.faultsOf(e);
        }
    }

    public static ValidationException refused(IllegalArgumentException refusal) {
        return refused(refusal, List.of());
    }

    private static ValidationException refused(
            IllegalArgumentException refusal, List<InvalidRuleException.Fault> more) {
        List<FieldError> faults = new ArrayList<>();
        for (List<InvalidRuleException.Fault> some : List.of(InvalidRuleException.faultsOf(refusal), more)) {
            for (InvalidRuleException.Fault one : some) {
                FieldError fault = new FieldError(one.field(), one.message());
                if (!faults.contains(fault)) {
                    faults.add(fault);
                }
            }
        }
        return new ValidationException(String.valueOf(refusal.getMessage()), faults);
    }
}
