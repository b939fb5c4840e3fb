// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import io.arxsvgx.telemetry.rule.AlertRule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A rule over a window, computed by definition from the list of all events that it has seen. */
final class NaiveRule {
    record Event(double value, long time, String status, List<Integer> inputs) {}

    private static final BigDecimal MAX = new BigDecimal(Double.MAX_VALUE);

    private final AlertRule rule;
    private final List<Event> events = new ArrayList<>();
    private long newest = Long.MIN_VALUE;

    NaiveRule(AlertRule rule) {
        this.rule = rule;
    }

    void add(Event event) {
        events.add(event);
        newest = Math.max(newest, event.time);
    }

    private double number(String parameter, double byDefault) {
        return rule.parameters().get(parameter) instanceof Number number ? number.doubleValue() : byDefault;
    }

    double limit() {
        return number(rule.condition().equals("count") ? "times" : "value", Double.NaN);
    }

    boolean holds(double figure) {
        return compares(rule.condition().equals("count") ? ">=" : operator(), figure, limit());
    }

    private String operator() {
        return (String) rule.parameters().get("operator");
    }

    private static boolean compares(String operator, double figure, double limit) {
        return switch (operator) {
            case ">" -> figure > limit;
            case ">=" -> figure >= limit;
            case "<" -> figure < limit;
            case "<=" -> figure <= limit;
            case "==" -> figure == limit;
            default -> figure != limit;
        };
    }

    /** The events in the window in its order. */
    private List<Event> window() {
        if (rule.parameters().containsKey("window")) {
            int length = (int) number("window", 0);
            return events.subList(Math.max(0, events.size() - length), events.size());
        }
        BigInteger nanos = BigInteger.valueOf(Math.round(number("within", 60) * 1e9));
        BigInteger start = BigInteger.valueOf(newest).subtract(nanos);
        events.removeIf(event -> BigInteger.valueOf(event.time).compareTo(start) <= 0);
        return events.stream().sorted(Comparator.comparingLong(Event::time)).toList();
    }

    private static List<Double> values(List<Event> events) {
        return events.stream().map(Event::value).toList();
    }

    /** The figure; null while it is unknown. */
    @Nullable
    NaiveFigure figure() {
        List<Event> window = window();
        return switch (rule.condition()) {
            case "aggregate" -> window.size() < number("min_count", 1) ? null : aggregate(values(window));
            case "rate" -> rate(window);
            case "count" ->
                NaiveFigure.exactly((double) window.stream()
                        .filter(event -> compares(operator(), event.value, number("value", 0)))
                        .count());
            case "status_ratio" -> share(window);
            default -> ratio(window);
        };
    }

    private NaiveFigure aggregate(List<Double> values) {
        return switch ((String) rule.parameters().get("function")) {
            case "avg" -> NaiveFigure.sum(values, values.size());
            case "sum" -> NaiveFigure.sum(values, 1);
            case "min" ->
                NaiveFigure.exactly(values.stream().min(Double::compare).orElseThrow());
            case "max" ->
                NaiveFigure.exactly(values.stream().max(Double::compare).orElseThrow());
            case "count" -> NaiveFigure.exactly(values.size());
            case "stddev" -> NaiveFigure.deviation(values);
            default -> NaiveFigure.quantile(values, number("quantile", 0));
        };
    }

    private @Nullable NaiveFigure rate(List<Event> window) {
        if (window.size() < 2) {
            return null;
        }
        long nanos = window.get(window.size() - 1).time - window.get(0).time;
        boolean isCounter = Boolean.TRUE.equals(rule.parameters().get("counter"));
        return nanos == 0 ? null : NaiveFigure.rate(NaiveFigure.array(values(window)), nanos, isCounter);
    }

    private @Nullable NaiveFigure share(List<Event> window) {
        List<?> statuses = (List<?>) rule.parameters().get("status");
        double matching =
                window.stream().filter(event -> statuses.contains(event.status)).count();
        return window.size() < number("min_count", 1) ? null : NaiveFigure.exactly(matching / window.size());
    }

    private @Nullable NaiveFigure ratio(List<Event> window) {
        Map<?, ?> numerator = (Map<?, ?>) rule.parameters().get("numerator");
        Map<?, ?> denominator = (Map<?, ?>) rule.parameters().get("denominator");
        List<Event> dividend = window.stream().filter(selects(numerator, 0)).toList();
        List<Event> divisor = window.stream().filter(selects(denominator, 1)).toList();
        if (divisor.size() < number("min_count", 1)) {
            return null;
        }
        BigDecimal above = total(dividend, numerator);
        BigDecimal below = total(divisor, denominator);
        if (above.abs().max(below.abs()).compareTo(MAX) > 0) {
            return NaiveFigure.ratioOfHuge(above, below);
        }
        NaiveFigure by = rounded(divisor, denominator);
        return by.isExact() && by.least() == 0 ? null : NaiveFigure.ratio(rounded(dividend, numerator), by);
    }

    private static Predicate<Event> selects(Map<?, ?> selection, int input) {
        return event -> event.inputs.contains(input)
                && (!(selection.get("status") instanceof List<?> statuses) || statuses.contains(event.status));
    }

    private static BigDecimal total(List<Event> events, Map<?, ?> selection) {
        boolean isCounted = Boolean.TRUE.equals(selection.get("count"));
        return isCounted ? BigDecimal.valueOf(events.size()) : NaiveFigure.sum(values(events));
    }

    private static NaiveFigure rounded(List<Event> events, Map<?, ?> selection) {
        boolean isCounted = Boolean.TRUE.equals(selection.get("count"));
        return isCounted ? NaiveFigure.exactly(events.size()) : NaiveFigure.sum(values(events), 1);
    }
}
