// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import io.arxsvgx.telemetry.rule.Condition;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed form of the condition {@code change_point}: the level or the spread of a series has changed.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("latency_changed")
 *         .on("latency")
 *         .when(SeriesChange.ofLevelOrSpread().sensitivity(0.7))
 *         .build();
 * }</pre>
 *
 * <p>Immutable.
 *
 * @see ChangePointCondition
 */
public final class SeriesChange implements Condition {
    private static final SeriesChange DEFAULT = new SeriesChange(Map.of());

    private final Map<String, Object> parameters;

    private SeriesChange(Map<String, Object> parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns the condition that the level or the spread has changed.
     *
     * @return the condition, of sensitivity 0.5
     */
    public static SeriesChange ofLevelOrSpread() {
        return DEFAULT;
    }

    /**
     * Returns this condition with another sensitivity. The parameter {@code sensitivity} is its text form.
     *
     * @param sensitivity from 0 to 1; a higher value finds smaller changes sooner, and more false ones; 0.5 by default
     * @return the changed copy
     * @throws InvalidRuleException if the number is out of range
     */
    public SeriesChange sensitivity(double sensitivity) {
        ChangePointCondition.SENSITIVITY.check(sensitivity);
        return new SeriesChange(Map.of(ChangePointCondition.SENSITIVITY.name(), sensitivity));
    }

    @Override
    public String name() {
        return ChangePointCondition.KIND;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SeriesChange that && parameters.equals(that.parameters);
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
