// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.rules.internal.aggregate.WindowParameters;
import java.time.Duration;
import java.util.function.Function;

/**
 * A step in the definition of a typed condition: the length of its window. See {@link Count}, {@link Ratio} and {@link
 * StatusRatio}. Immutable.
 *
 * @param <C> the condition, or the next step
 */
public final class WindowStep<C> {
    private final CheckedParameters parameters;
    private final Parameter within;
    private final Function<CheckedParameters, C> next;

    WindowStep(CheckedParameters parameters, Parameter within, Function<CheckedParameters, C> next) {
        this.parameters = parameters;
        this.within = within;
        this.next = next;
    }

    /**
     * Sets the length of the window before the newest event, by the times of the events. The parameter {@code within} is its text
     * form, in seconds.
     *
     * @param duration the length: positive, at most 365 days; an event of exactly that age is not in the window
     * @return the next step, or the condition
     * @throws InvalidRuleException if the duration is out of range
     */
    public C within(Duration duration) {
        return next.apply(parameters.with(within, WindowParameters.seconds(duration)));
    }
}
