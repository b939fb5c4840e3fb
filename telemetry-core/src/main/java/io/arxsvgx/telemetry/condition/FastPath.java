// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

/**
 * An optional part of a {@link SeriesEvaluator}, which evaluates most normal events with some comparisons and additions. The
 * processor inlines {@link #tryFastPath} of the first three kinds of condition into its loop: those of {@code telemetry-rules},
 * if they are present. If one evaluator of a series has no fast path, the loop's fast path is not used for the series;
 * the fast paths of its other evaluators are still called. An evaluator that is {@link Scoring} too has no fast path.
 * Confined to the processor thread.
 */
public interface FastPath {
    /**
     * Returns the last event for which {@link #tryFastPath} may be called. The processor calls this after each {@link
     * SeriesEvaluator#evaluate}, and also before an event that may be evaluated, the first of a series included. So the
     * result depends on the state slots alone, never on {@link SeriesContext#count}.
     *
     * @param series the series
     * @param at the index of its first state slot
     * @return the number of an event, as {@link SeriesContext#count} returns it; -1 for none
     */
    long fastPathValidUntil(SeriesContext series, int at);

    /**
     * Evaluates an event if it is plainly normal for all rules. It calls no large methods, and allocates nothing. If it
     * returns false, {@link SeriesEvaluator#evaluate} follows with the same event.
     *
     * @param series the series, with the event as its newest, which is at most the one of {@link #fastPathValidUntil}
     * @param at the index of its first state slot
     * @param value the event's value, always finite
     * @param time the event's time, in nanoseconds since 1970-01-01T00:00Z; may lie before that of an earlier call
     * @return true if the event was evaluated and all rules are normal
     */
    boolean tryFastPath(SeriesContext series, int at, double value, long time);

    /**
     * Returns the lower end of an interval of normal values, for a condition that depends on the present value alone.
     * The processor then need not call the evaluator for such values, up to {@link #fastPathValidUntil}. Constant.
     *
     * @return values greater than this, and less than {@link #normalBelow}, are normal for all rules; NaN, the default, if
     *     there is no such interval
     */
    default double normalAbove() {
        return Double.NaN;
    }

    /**
     * Returns the upper end of the interval.
     *
     * @return as for {@link #normalAbove}; NaN by default
     */
    default double normalBelow() {
        return Double.NaN;
    }
}
