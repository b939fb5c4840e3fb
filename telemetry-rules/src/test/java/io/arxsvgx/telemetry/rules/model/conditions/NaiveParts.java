// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;
import java.util.Map;

/** Creates conditions from the parameters of a rule. */
final class NaiveParts {
    private NaiveParts() {}

    static NaiveCondition of(AlertRule rule, long staleAfter) {
        return of(rule.condition(), rule.parameters(), "", staleAfter);
    }

    private static NaiveCondition of(String name, Map<?, ?> parameters, String outerField, long staleAfter) {
        String field = parameters.get(AlertRule.FIELD) instanceof String own ? own : outerField;
        return switch (name) {
            case "threshold" -> new NaiveThreshold(field, parameters, staleAfter);
            case "rate" -> new NaiveWindows.Rate(field, parameters, staleAfter);
            case "aggregate" -> new NaiveWindows.Aggregate(field, parameters, staleAfter);
            case "count" -> new NaiveWindows.Count(field, parameters, staleAfter);
            case "ratio" -> new NaiveWindows.Ratio(field, parameters, staleAfter);
            case "status_ratio" -> new NaiveWindows.StatusRatio(field, parameters, staleAfter);
            case "absence" -> new NaiveDeadlines.Absence(field, parameters, staleAfter);
            case "flatline" -> new NaiveDeadlines.Flatline(field, parameters, staleAfter);
            case "all_of" -> new NaiveComposites.AllOf(parts(parameters, field, staleAfter), staleAfter);
            case "any_of" -> new NaiveComposites.AnyOf(parts(parameters, field, staleAfter), staleAfter);
            case "not" -> new NaiveComposites.Not(parts(parameters, field, staleAfter), staleAfter);
            case "sequence" -> new NaiveSequence(parts(parameters, field, staleAfter), parameters, staleAfter);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static List<NaiveCondition> parts(Map<?, ?> parameters, String field, long staleAfter) {
        return NaiveCondition.list(parameters, "conditions").stream()
                .map(Map.class::cast)
                .map(part -> of((String) part.get("condition"), (Map<?, ?>) part.get("parameters"), field, staleAfter))
                .toList();
    }
}
