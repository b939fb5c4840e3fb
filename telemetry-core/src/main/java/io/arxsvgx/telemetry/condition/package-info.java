// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Conditions that rules choose by name.
 *
 * <p>A custom condition is usually a {@link io.arxsvgx.telemetry.condition.SimpleCondition}: a function of the last
 * values of a series, with {@link io.arxsvgx.telemetry.condition.Parameter parameters} that rules set.
 *
 * <pre>{@code
 * Parameter limit = Parameter.number("limit", "The spread above which the condition breaches.").asRequired();
 * SimpleCondition spread = SimpleCondition.builder("spread")
 *         .overLast(10)
 *         .figure("spread", window -> window.max() - window.min())
 *         .above(limit)
 *         .build();
 * TelemetryProcessor processor = TelemetryProcessor.builder().condition(spread).build();
 * }</pre>
 *
 * <p>A condition beyond that, such as one evaluated in constant time over large windows, is a {@link
 * io.arxsvgx.telemetry.condition.ConditionProvider} with a {@link io.arxsvgx.telemetry.condition.SeriesEvaluator} of its own,
 * which may also implement {@link io.arxsvgx.telemetry.condition.FastPath}, {@link
 * io.arxsvgx.telemetry.condition.Deadlines}, {@link io.arxsvgx.telemetry.condition.SeverityLevels}, {@link
 * io.arxsvgx.telemetry.condition.Scoring} and {@link io.arxsvgx.telemetry.condition.Learning}. Evaluators belong to the
 * processor thread; providers, parameters and evaluations are used by any thread.
 */
@NullMarked
package io.arxsvgx.telemetry.condition;

import org.jspecify.annotations.NullMarked;
