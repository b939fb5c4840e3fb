// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

/**
 * Evaluates one kind of condition, event by event, for all rules of that kind that watch a series. One evaluator serves
 * every series that the same rules watch: what it keeps of a series is in that series' state slots, which are numbers, and
 * what it needs of the past it reads from the series' newest values. So the processor saves and restores a series, and
 * changes other rules, without knowing the condition, and the evaluation continues bit for bit.
 *
 * <p>{@link #evaluate} and {@link #explain} are required; the other methods describe the state, for an evaluator that has
 * one. What else an evaluator can do it states by a further interface, which the processor looks for when it makes the
 * evaluator: {@link FastPath} for speed, {@link Scoring} for how unusual values are, {@link Learning} for feedback. Most
 * conditions need none of this: see {@link SimpleCondition}.
 *
 * <p>Cost should be amortised constant per event and rule. The processor thread alone calls an evaluator, one call at a time.
 * A call that throws is counted, and after 5 faults on a series the evaluator is disabled there. Confined to the processor
 * thread.
 */
public interface SeriesEvaluator {
    /**
     * Evaluates one event: reports which rules are not normal, and updates the state slots. Allocates nothing.
     *
     * @param series the series, with the event as its newest
     * @param at where its state slots begin
     * @param value the event's value, always finite
     * @param time the event's time, in nanoseconds since 1970-01-01T00:00Z; may lie before that of an earlier call
     * @param verdicts where to report
     */
    void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts);

    /**
     * Explains the latest verdict on a rule. Called between events, for evidence and for the status of a rule; may
     * allocate, and changes nothing.
     *
     * @param series the series
     * @param at where its state slots begin
     * @param rule the rule's index
     * @return the verdict and its figures
     */
    Evaluation explain(SeriesContext series, int at, int rule);

    /**
     * Returns how many state slots it keeps of each series.
     *
     * @return 0, the default, for a condition that looks at the present value alone; at most 16,777,216
     */
    default int stateSlots() {
        return 0;
    }

    /**
     * Returns how many of a series' newest values it reads, by {@link SeriesContext#valueAgo}.
     *
     * @return for example 10 for a window of 10 that ends with the event under evaluation; 0 by default; at
     *     most 16,777,216
     */
    default int newestValues() {
        return 0;
    }

    /**
     * Returns how many of a series' newest times it reads, by {@link SeriesContext#timeAgo}.
     *
     * @return 0 by default; at most 16,777,216
     */
    default int newestTimes() {
        return 0;
    }

    /**
     * Returns the state slots that a rule's verdicts depend on: what is saved of the rule, and kept when other rules come and
     * go. Rules may share slots. The order must mean the same for any list of rules.
     *
     * @param rule the rule's index
     * @return indices below {@link #stateSlots}; none by default
     */
    default int[] stateSlotsOf(int rule) {
        return new int[0];
    }

    /**
     * Returns the version of what {@link #stateSlotsOf} means.
     *
     * @return a number that changes whenever the meaning does; saved slots of another version are not restored, and the
     *     rule warms up again; 1 by default
     */
    default int stateVersion() {
        return 1;
    }

    /**
     * Initialises the state slots of a series, all of which are 0. The series' present events do not belong to the rules.
     * Does nothing by default.
     *
     * @param series the series
     * @param at where its state slots begin
     */
    default void initState(SeriesContext series, int at) {}

    /**
     * Returns whether it can continue from a series' state slots as they are. Called after slots have been restored; if
     * not, the rules warm up again.
     *
     * @param series the series
     * @param at where its state slots begin
     * @return true by default
     */
    default boolean isStateValid(SeriesContext series, int at) {
        return true;
    }
}
