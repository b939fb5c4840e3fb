// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import static io.arxsvgx.telemetry.rules.model.conditions.NaiveVerdict.BREACHING;
import static io.arxsvgx.telemetry.rules.model.conditions.NaiveVerdict.HOLDING;
import static io.arxsvgx.telemetry.rules.model.conditions.NaiveVerdict.NORMAL;

import io.arxsvgx.telemetry.rule.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The condition {@code threshold}, with {@code recovery} and {@code levels}. */
final class NaiveThreshold extends NaiveLeaf {
    private record Level(Severity severity, NaiveComparison comparison) {}

    private final List<Level> levels;
    private final String operator;
    private final double recovery;
    private Severity severity;

    NaiveThreshold(String field, Map<?, ?> parameters, long staleAfter) {
        super(field, staleAfter);
        operator = (String) parameters.get("operator");
        recovery = number(parameters, "recovery", Double.NaN);
        levels = parameters.containsKey("levels")
                ? list(parameters, "levels").stream()
                        .map(one -> level((Map<?, ?>) one))
                        .sorted(Comparator.comparing(Level::severity))
                        .toList()
                : List.of(new Level(null, NaiveComparison.of(parameters)));
    }

    private Level level(Map<?, ?> level) {
        String name = (String) level.get("severity");
        return new Level(
                Severity.valueOf(name.toUpperCase(Locale.ROOT)),
                new NaiveComparison(operator, number(level, "value", Double.NaN)));
    }

    @Override
    boolean isByTime() {
        return false;
    }

    @Override
    NaiveVerdict verdict(long end) {
        NaiveVerdict verdict = NORMAL;
        for (NaiveEvent one : seen()) {
            boolean isOpen = verdict != NORMAL;
            if (breaches(one)) {
                verdict = BREACHING;
            } else {
                verdict = isOpen && !hasRecovered(one.value()) ? HOLDING : NORMAL;
            }
        }
        NaiveEvent newest = seen().get(seen().size() - 1);
        if (verdict == BREACHING) {
            severity = levels.stream()
                    .filter(level -> level.comparison.holds(newest.value()))
                    .reduce((lower, higher) -> higher)
                    .orElseThrow()
                    .severity;
        } else if (verdict == HOLDING && levels.size() > 1) {
            Readings.meets(Readings.LEVELS_HOLDING);
        }
        return verdict;
    }

    private boolean breaches(NaiveEvent event) {
        return levels.stream().anyMatch(level -> level.comparison.holds(event.value()));
    }

    private boolean hasRecovered(double value) {
        if (Double.isNaN(recovery)) {
            return true;
        }
        return operator.startsWith(">") ? value <= recovery : value >= recovery;
    }

    /** The severity of the highest level that the newest breaching value has reached. */
    @Override
    Severity severity() {
        return severity;
    }
}
