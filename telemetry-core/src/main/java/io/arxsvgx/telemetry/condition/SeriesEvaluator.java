// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

/**
 * An evaluator of one kind of condition, event by event, for all rules of that kind that watch a series. One evaluator
 * serves every series that the same rules watch. Its state of a series is in that series' state slots, which are
 * numbers, and it reads past values from the series. So the processor can save and restore a series, and change other
 * rules, without knowledge of the condition, and the evaluation continues with identical results.
 *
 * <p>{@link #evaluate} and {@link #explain} are required; the other methods describe the state, for an evaluator that
 * has one. An evaluator may implement further interfaces, which the processor looks for when it creates the evaluator:
 * {@link FastPath} for speed, {@link Scoring} for anomaly scores, {@link Learning} for feedback. Most conditions need
 * none of this: see {@link SimpleCondition}.
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
     * @param at the index of its first state slot
     * @param value the event's value, always finite
     * @param time the event's time, in nanoseconds since 1970-01-01T00:00Z; may lie before that of an earlier call
     * @param verdicts the receiver of the verdicts
     */
    void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts);

    /**
     * Explains the latest verdict on a rule. Called between events, for evidence and for the status of a rule; may
     * allocate, and changes nothing.
     *
     * @param series the series
     * @param at the index of its first state slot
     * @param rule the rule's index
     * @return the verdict and its figures
     */
    Evaluation explain(SeriesContext series, int at, int rule);

    /**
     * Returns the number of state slots that it needs for each series.
     *
     * @return 0, the default, for a condition that depends on the present value alone; at most 16,777,216
     */
    default int stateSlots() {
        return 0;
    }

    /**
     * Returns the number of a series' newest values that it reads by {@link SeriesContext#valueAgo}.
     *
     * @return for example 10 for a window of 10 that ends with the event under evaluation; 0 by default; at
     *     most 16,777,216
     */
    default int newestValues() {
        return 0;
    }

    /**
     * Returns the number of a series' newest times that it reads by {@link SeriesContext#timeAgo}.
     *
     * @return 0 by default; at most 16,777,216
     */
    default int newestTimes() {
        return 0;
    }

    /**
     * Returns the state slots on which a rule's verdicts depend. They are saved for the rule, and kept when other rules
     * are added or removed. Rules may share slots. The order must mean the same for any list of rules.
     *
     * @param rule the rule's index
     * @return indices below {@link #stateSlots}; none by default
     */
    default int[] stateSlotsOf(int rule) {
        return new int[0];
    }

    /**
     * Returns the version of the layout that {@link #stateSlotsOf} describes.
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
     * @param at the index of its first state slot
     */
    default void initState(SeriesContext series, int at) {}

    /**
     * Returns whether it can continue from the present state slots of a series. Called after slots have been restored;
     * if not, the rules warm up again.
     *
     * @param series the series
     * @param at the index of its first state slot
     * @return true by default
     */
    default boolean isStateValid(SeriesContext series, int at) {
        return true;
    }
}
