// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rules.internal.silence.AbsenceCondition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed form of the condition {@code absence}: no event has come for some time.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("no_heartbeat")
 *         .source("billing")
 *         .on("heartbeat")
 *         .when(Absence.after(Duration.ofSeconds(30)))
 *         .build();
 * }</pre>
 *
 * <p>A series costs nothing until its deadline. With an exact source the rule also breaches if no event has come since it was
 * added. Immutable.
 */
public final class Absence implements Condition {
    private static final double NANOS_PER_SECOND = 1e9;

    private final CheckedParameters parameters;

    private Absence(CheckedParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns the condition.
     *
     * @param duration the time without an event: positive, at most 365 days; in text form {@code after}, in seconds
     * @return the condition
     * @throws InvalidRuleException if it is out of range
     */
    public static Absence after(Duration duration) {
        double seconds = duration.toSeconds() + duration.toNanosPart() / NANOS_PER_SECOND;
        return new Absence(
                CheckedParameters.noneOf(List.of(AbsenceCondition.AFTER)).with(AbsenceCondition.AFTER, seconds));
    }

    @Override
    public String name() {
        return AbsenceCondition.KIND;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters.values();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Absence that && parameters.equals(that.parameters);
    }

    @Override
    public int hashCode() {
        return parameters.hashCode();
    }

    @Override
    public String toString() {
        return name() + parameters();
    }
}
