// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

/**
 * An optional part of a {@link SeriesEvaluator} whose rules may begin to breach at a time without an event, such as the
 * condition that there was no event for some time. All times are in series time: nanoseconds since 1970-01-01T00:00Z, which
 * advance by the monotonic clock between events. Such a series costs nothing until its earliest deadline; an event on the
 * {@link FastPath} must not make a deadline earlier. Confined to the processor thread.
 */
public interface Deadlines {
    /** The deadline of an evaluator that waits for none. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Notes the time from which a new rule watches a series. Called after {@link SeriesEvaluator#initState}, and followed by
     * the restoration of the state of rules that watched it before.
     *
     * @param series the series
     * @param at the index of its first state slot
     * @param time the present time
     */
    void begin(SeriesContext series, int at, long time);

    /**
     * Returns the time at which a rule's verdict changes if no event comes.
     *
     * @param series the series
     * @param at the index of its first state slot
     * @param rule the rule's index
     * @param silentSince the time of the newest event, whether it was late or not
     * @return the time, possibly in the past; {@link #NEVER} if the rule waits for none
     */
    long deadline(SeriesContext series, int at, int rule, long silentSince);

    /**
     * Evaluates a rule at its deadline. {@link #deadline} is later after that.
     *
     * @param series the series
     * @param at the index of its first state slot
     * @param rule the rule's index
     * @param time the time, at which an event may follow
     * @return the verdict from then on
     */
    Evaluation.Verdict expire(SeriesContext series, int at, int rule, long time);

    /**
     * Delays all times in the state, after the processor was stopped for some time. Does nothing by default.
     *
     * @param series the series
     * @param at the index of its first state slot
     * @param nanos the time for which it was stopped
     */
    default void delay(SeriesContext series, int at, long nanos) {}

    /**
     * Returns whether the rules wait for silence. Their alerts do not become stale with their series, and a rule with an exact
     * source also watches a series that has not had an event yet.
     *
     * @return false by default
     */
    default boolean isForSilence() {
        return false;
    }
}
