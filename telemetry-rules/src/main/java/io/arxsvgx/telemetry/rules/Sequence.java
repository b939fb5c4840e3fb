// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rules.internal.composite.CompositeCondition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed form of the condition {@code sequence}: several conditions on one source and label set start to breach in their order.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("cascade")
 *         .when(Sequence.within(
 *                 Duration.ofMinutes(5), Threshold.above(90).on("cpu"), Threshold.above(1).on("errors")))
 *         .build();
 * }</pre>
 *
 * <p>It breaches at each event at which the starts are in order in the time {@code (t - within, t]} before it. Conditions that
 * start with the same event are not in order. Immutable.
 */
public final class Sequence implements Condition {
    private static final double NANOS_PER_SECOND = 1e9;

    private final CheckedParameters parameters;

    private Sequence(CheckedParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns the condition.
     *
     * @param duration the longest time from the start of the first condition to that of the last: positive, at most 365 days;
     *     in text form {@code within}, in seconds
     * @param parts the conditions in order, each with {@link Condition#on} unless it has the field of the rule; 1 to 32
     * @return the condition
     * @throws InvalidRuleException if the duration is out of range, there is no condition, or too many
     */
    public static Sequence within(Duration duration, Condition... parts) {
        double seconds = duration.toSeconds() + duration.toNanosPart() / NANOS_PER_SECOND;
        return new Sequence(PartConditions.of(List.of(CompositeCondition.CONDITIONS, CompositeCondition.WITHIN), parts)
                .with(CompositeCondition.WITHIN, seconds));
    }

    @Override
    public String name() {
        return CompositeCondition.Sequence.KIND;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters.values();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sequence that && parameters.equals(that.parameters);
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
