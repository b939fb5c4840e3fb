// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import io.arxsvgx.telemetry.text.DoubleList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of a series that an evaluator reads and writes: its names, its newest values and times, which all evaluators
 * share, and for each evaluator the number of state slots that it declares. The processor saves and restores all of it.
 * The library creates the object; a test gets one from {@link
 * io.arxsvgx.telemetry.condition.standalone.StandaloneSeries}. Later versions may add methods. Confined to the
 * processor thread.
 */
public abstract class SeriesContext {
    /** Creates a series. Only the library calls it. */
    protected SeriesContext() {}

    /**
     * Returns the series' source.
     *
     * @return for example {@code sensor_001}
     */
    public abstract String source();

    /**
     * Returns the series' type, which a rule calls its field.
     *
     * @return for example {@code temperature}
     */
    public abstract String type();

    /**
     * Returns the number of events of the series, including the one under evaluation; so this is the number of that
     * event.
     *
     * @return a count that only grows
     */
    public abstract long count();

    /**
     * Returns the number of newest values that can be read.
     *
     * @return at most {@link #count}
     */
    public abstract int kept();

    /**
     * Returns a value by its age.
     *
     * @param events the age in events; 0 for the event under evaluation; less than {@link #kept}
     * @return the value; any number for an age that is not kept
     */
    public abstract double valueAgo(int events);

    /**
     * Returns the time of an event by its age.
     *
     * @param events the age in events; 0 for the event under evaluation; less than {@link SeriesEvaluator#newestTimes}
     * @return nanoseconds since 1970-01-01T00:00Z; any number for an age that is not kept
     */
    public abstract long timeAgo(int events);

    /**
     * Reads a state slot.
     *
     * @param at the index of the evaluator's first slot, plus the slot's index
     * @return the number that was last written there
     */
    public abstract double stateDouble(int at);

    /**
     * Writes a state slot.
     *
     * @param at the index of the evaluator's first slot, plus the slot's index
     * @param number the number
     */
    public abstract void stateDouble(int at, double number);

    /**
     * Reads a state slot that holds a whole number.
     *
     * @param at as for {@link #stateDouble(int)}
     * @return the number that was last written there by {@link #stateLong(int, long)}; 0 at first
     */
    public abstract long stateLong(int at);

    /**
     * Writes a whole number into a state slot.
     *
     * @param at as for {@link #stateDouble(int)}
     * @param number the number
     */
    public abstract void stateLong(int at, long number);

    /**
     * Returns the status of the newest event.
     *
     * @return for example {@code OK}; empty before the first event
     */
    public abstract String status();

    /**
     * Returns whether the newest event is of an input of the rule, for a condition that evaluates events of several series
     * together: one with parameters of the types {@link Parameter.Type#SELECTION} or {@link Parameter.Type#CONDITIONS}. The
     * selections, or the conditions without parts of their own, are its inputs, numbered in the order in which the rule
     * gives them. The status of a selection does not count here. An event may be of several inputs.
     *
     * @param input the number of the input, from 0
     * @return false for another event, and for a rule with a single input
     */
    public boolean isOfInput(int input) {
        return false;
    }

    /**
     * Returns the verdict of an input that is a condition, on the newest event, which is of that input.
     *
     * @param input the number of the input
     * @return the verdict; if it is holding the one on the event before still applies
     */
    public Evaluation.Verdict inputVerdict(int input) {
        return Evaluation.Verdict.UNKNOWN;
    }

    /**
     * Returns the time at which an input that is a condition begins to breach if no further event of it comes, after the
     * newest event, which is of that input.
     *
     * @param input the number of the input
     * @return nanoseconds in the time of this series, possibly in the past; {@link Deadlines#NEVER} if it waits for no time
     */
    public long inputDeadline(int input) {
        return Deadlines.NEVER;
    }

    /**
     * Notes the input whose deadline changes the verdict, without an event. An alert that this opens has the type and the
     * value of its newest event. No effect outside of a processor.
     *
     * @param input the number of the input
     */
    public void decidedByInput(int input) {}

    /**
     * Explains the present verdict of an input that is a condition. Called for explanations alone.
     *
     * @param input the number of the input
     * @return the verdict and its figures; null if the input has had no event since the start of the processor
     */
    public @Nullable Evaluation inputEvaluation(int input) {
        return null;
    }

    /**
     * Returns the time without an event after which a series is stale.
     *
     * @return nanoseconds; {@link Long#MAX_VALUE} outside of a processor
     */
    public long staleAfter() {
        return Long.MAX_VALUE;
    }

    /**
     * Returns the numbers that are kept with a state slot, beside the number in the slot: a state of variable size, such
     * as the samples of a window over time. They are saved, restored and moved together with the slot.
     *
     * @param at as for {@link #stateDouble(int)}
     * @return the array that was last set, not a copy; empty at first
     */
    public abstract long[] stateArray(int at);

    /**
     * Sets the numbers that are kept with a state slot. An evaluator gives each series an array of its own, doubles it when
     * it is full and has a maximum length, so that memory is bounded and the cost of an event amortised constant.
     *
     * @param at as for {@link #stateDouble(int)}
     * @param numbers the array, which is not copied; empty for none
     */
    public abstract void stateArray(int at, long[] numbers);

    /**
     * Copies the newest values, the event under evaluation included, oldest first.
     *
     * @param most the maximum number; the list is shorter if fewer are kept
     * @return an immutable list
     */
    public final List<Double> newest(int most) {
        double[] newest = new double[Math.min(kept(), most)];
        for (int i = 0; i < newest.length; i++) {
            newest[i] = valueAgo(newest.length - 1 - i);
        }
        return DoubleList.of(newest);
    }
}
