// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.ArrayList;
import java.util.List;

/** The verdicts of one rule on one series, computed from the complete history for every event. */
final class ReferenceCondition {
    /** The verdicts that the rule reference defines. */
    enum Verdict {
        NORMAL,
        BREACHING,
        HOLDING,
        UNKNOWN
    }

    private static final double ACCURACY = 1e-9;

    private final List<Double> values = new ArrayList<>();
    private boolean breached;

    Verdict evaluate(AlertRule rule, double value) {
        values.add(value);
        return rule.condition().equals("trend") ? trend(rule) : threshold(rule, value);
    }

    private Verdict threshold(AlertRule rule, double value) {
        double limit = number(rule, "value", Double.NaN);
        double recovery = number(rule, "recovery", Double.NaN);
        String operator = (String) rule.parameters().get("operator");
        if (compare(operator, value, limit)) {
            breached = true;
            return Verdict.BREACHING;
        }
        boolean recovered =
                Double.isNaN(recovery) || (operator.startsWith(">") ? value <= recovery : value >= recovery);
        if (breached && !recovered) {
            return Verdict.HOLDING;
        }
        breached = false;
        return Verdict.NORMAL;
    }

    private static boolean compare(String operator, double value, double limit) {
        return switch (operator) {
            case ">" -> value > limit;
            case "<" -> value < limit;
            case ">=" -> value >= limit;
            case "<=" -> value <= limit;
            case "==" -> value == limit;
            case "!=" -> value != limit;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private Verdict trend(AlertRule rule) {
        int window = (int) number(rule, "window", 10);
        if (values.size() < window) {
            return Verdict.UNKNOWN;
        }
        double slope = slope(values.subList(values.size() - window, values.size()));
        return Math.abs(slope) > number(rule, "threshold", 0.5) + ACCURACY ? Verdict.BREACHING : Verdict.NORMAL;
    }

    private static double slope(List<Double> window) {
        double meanIndex = (window.size() - 1) / 2.0;
        double mean = window.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i < window.size(); i++) {
            numerator += (i - meanIndex) * (window.get(i) - mean);
            denominator += (i - meanIndex) * (i - meanIndex);
        }
        return numerator / denominator;
    }

    private static double number(AlertRule rule, String key, double otherwise) {
        Object value = rule.parameters().get(key);
        return value == null ? otherwise : ((Number) value).doubleValue();
    }
}
