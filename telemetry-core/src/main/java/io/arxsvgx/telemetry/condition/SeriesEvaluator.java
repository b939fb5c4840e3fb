// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

/**
 * Computes one kind of condition, event by event, for all rules of that kind that watch a series. One evaluator serves
 * every series that the same rules watch: what it keeps of a series it keeps in that series' cells, which are numbers, and
 * what it needs of the past it reads from the series' newest values. So the processor can save and restore a series,
 * move it, and change other rules, without knowing the condition, and the evaluation goes on bit for bit.
 *
 * <p>Cost is amortised constant per event and rule. The processor thread alone calls it, one call at a time. A call that
 * throws is counted, and after a bounded number of faults on a series the evaluator is switched off there. Confined to the
 * processor thread.
 */
public interface SeriesEvaluator {
    /**
     * How many cells it keeps of each series.
     *
     * @return 0, the default, for a condition that looks at the present value alone
     */
    default int stateSlots() {
        return 0;
    }

    /**
     * How many of a series' newest values it reads, by {@link SeriesContext#valueAgo}.
     *
     * @return for example 10 for a window of 10 that ends with the event under evaluation; 0 by default
     */
    default int newestValues() {
        return 0;
    }

    /**
     * How many of a series' newest times it reads, by {@link SeriesContext#timeAgo}.
     *
     * @return 0 by default
     */
    default int newestTimes() {
        return 0;
    }

    /**
     * The cells that a rule's verdicts depend on: what is saved of the rule, and kept when other rules come and go. Rules
     * may share cells. The order must mean the same for any list of rules.
     *
     * @param rule the rule's index
     * @return indices below {@link #stateSlots}; none by default
     */
    default int[] stateSlotsOf(int rule) {
        return new int[0];
    }

    /**
     * The version of what {@link #stateSlotsOf} means.
     *
     * @return a number that changes whenever the meaning does; saved cells of another version are not restored, and the
     *     rule warms up anew
     */
    default int stateVersion() {
        return 1;
    }

    /**
     * Prepares the cells of a series that it is to serve, all of which are 0. The series' present events do not belong to
     * the rules.
     *
     * @param series the series
     * @param at where its cells begin
     */
    default void initState(SeriesContext series, int at) {}

    /**
     * Whether it can go on from a series' cells as they are. Called after cells have been restored from outside; if not,
     * the rules warm up anew.
     *
     * @param series the series
     * @param at where its cells begin
     * @return true by default
     */
    default boolean isStateValid(SeriesContext series, int at) {
        return true;
    }

    /**
     * Where a condition looks at the present value alone, and values within an interval are normal for all rules: the
     * interval's lower end. The processor then lets the evaluator be on such values, up to {@link #fastPathValidUntil}.
     *
     * @return values greater than this, and less than {@link #normalBelow}, are normal; NaN, the default, if there is no
     *     such interval, so that {@link #tryFastPath} is asked
     */
    default double normalAbove() {
        return Double.NaN;
    }

    /**
     * The upper end of the interval.
     *
     * @return as for {@link #normalAbove}
     */
    default double normalBelow() {
        return Double.NaN;
    }

    /**
     * Up to which event {@link #tryFastPath} may be asked. The processor asks after each {@link #evaluate}.
     *
     * @param series the series, with the event that was evaluated as its newest
     * @param at where its cells begin
     * @return the number of an event, as {@link SeriesContext#count} tells it; -1, the default, never to be asked
     */
    default long fastPathValidUntil(SeriesContext series, int at) {
        return -1;
    }

    /**
     * Takes an event if a glance tells that it is normal for all rules. This is for speed alone: the processor puts its
     * code in line with its own, so it is a matter of some comparisons and additions, calls nothing large, and allocates
     * nothing. Where it answers false, {@link #evaluate} follows with the same event.
     *
     * @param series the series, with the event as its newest, which is at most the one that {@link #fastPathValidUntil} told
     * @param at where its cells begin
     * @param value the event's value, always finite
     * @param time the event's time, in nanoseconds since 1970-01-01T00:00Z; may lie before that of an earlier call
     * @return true if the event was taken and all rules are normal; false, the default, leaves it to {@link #evaluate}
     */
    default boolean tryFastPath(SeriesContext series, int at, double value, long time) {
        return false;
    }

    /**
     * Looks at one event, says which rules are not normal, and takes the event into its cells. Allocates nothing.
     *
     * @param series the series, with the event as its newest
     * @param at where its cells begin
     * @param value the event's value, always finite
     * @param time the event's time, in nanoseconds since 1970-01-01T00:00Z; may lie before that of an earlier call
     * @param verdicts where to say what was found
     */
    void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts);

    /**
     * Whether it tells {@link #score how unusual} values are. The processor then keeps the levels beside the values, and
     * gives each event to {@link #evaluate}.
     *
     * @return false by default
     */
    default boolean producesScore() {
        return false;
    }

    /**
     * How unusual the newest value is, in a measure that is comparable across series. Called after each event that {@link
     * #evaluate} has taken, if it {@link #producesScore tells levels}. Allocates nothing.
     *
     * @param series the series, with the event that was evaluated as its newest
     * @param at where its cells begin
     * @return from 0 to 1; NaN, the default, while that is not known
     */
    default double score(SeriesContext series, int at) {
        return Double.NaN;
    }

    /**
     * Explains the latest verdict on a rule. Called between events, for evidence and to explain why a rule does not fire; may
     * allocate, and changes nothing.
     *
     * @param series the series
     * @param at where its cells begin
     * @param rule the rule's index
     * @return the verdict and its figures
     */
    Evaluation explain(SeriesContext series, int at, int rule);

    /**
     * Takes what people say of an alert of a rule: that it was no anomaly, so that the rule asks for more before it speaks
     * again for the same reason, or that it was one after all, which takes back one such word. Called between events.
     *
     * @param series the series
     * @param at where its cells begin
     * @param rule the rule's index
     * @param figure the alert's figure, as {@link Evaluation#figure} told it
     * @param anomaly false if it was none
     * @return whether that changed anything; false by default, for a condition that does not learn
     */
    default boolean feedback(SeriesContext series, int at, int rule, String figure, boolean anomaly) {
        return false;
    }
}
