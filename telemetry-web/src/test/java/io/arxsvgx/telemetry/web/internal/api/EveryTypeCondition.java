// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A condition with an optional parameter of each type, whose name is that of the type. */
final class EveryTypeCondition implements ConditionProvider {
    static String name(Parameter.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String kind() {
        return "every_type";
    }

    @Override
    public String description() {
        return "Evaluates nothing.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter.Type type : Parameter.Type.values()) {
            parameters.add(Parameter.of(name(type), type, "A value."));
        }
        parameters.add(Parameter.choice("choice", List.of("a", "b"), "A choice."));
        parameters.add(Parameter.flag("flag", "A flag."));
        return parameters;
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        throw new IllegalStateException("this condition does not evaluate");
    }
}
