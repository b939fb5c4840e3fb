// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rules.internal.silence.FlatlineCondition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed form of the condition {@code flatline}: the value has not changed for some time, though events come.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("stuck_sensor")
 *         .source("boiler")
 *         .on("temperature")
 *         .when(Flatline.after(Duration.ofSeconds(600)))
 *         .build();
 * }</pre>
 *
 * <p>Numbers are compared without tolerance; late events are not considered. The alert fires by the clock once two events
 * had the value. Immutable.
 */
public final class Flatline implements Condition {
    private static final double NANOS_PER_SECOND = 1e9;

    private final CheckedParameters parameters;

    private Flatline(CheckedParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns the condition.
     *
     * @param duration the time without a change: positive, at most 365 days; in text form {@code after}, in seconds
     * @return the condition
     * @throws InvalidRuleException if it is out of range
     */
    public static Flatline after(Duration duration) {
        double seconds = duration.toSeconds() + duration.toNanosPart() / NANOS_PER_SECOND;
        return new Flatline(
                CheckedParameters.noneOf(List.of(FlatlineCondition.AFTER)).with(FlatlineCondition.AFTER, seconds));
    }

    @Override
    public String name() {
        return FlatlineCondition.KIND;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters.values();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Flatline that && parameters.equals(that.parameters);
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
