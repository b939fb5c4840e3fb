// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import io.arxsvgx.telemetry.text.DoubleList;
import java.util.List;

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
