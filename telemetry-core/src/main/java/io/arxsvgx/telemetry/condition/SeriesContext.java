// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import io.arxsvgx.telemetry.text.DoubleList;
import java.util.List;

/**
 * What an evaluator reads of a series and writes to it: its names, its newest values and times, which all evaluators
 * share, and for each evaluator as many state slots, which are numbers, as it has asked for. The processor saves and restores
 * all of it. The library makes the series; a test gets one from {@link
 * io.arxsvgx.telemetry.condition.standalone.StandaloneSeries}. Later versions may add methods. Confined to the processor
 * thread.
 */
public abstract class SeriesContext {
    /** Creates a series. Called by the library; an evaluator never calls it. */
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
     * Returns how many events the series has had, the one under evaluation included; so this is the number of that event.
     *
     * @return a count that only grows
     */
    public abstract long count();

    /**
     * Returns how many of the newest values can be read.
     *
     * @return at most {@link #count}
     */
    public abstract int kept();

    /**
     * Returns a value by its age.
     *
     * @param events how many events ago; 0 for the event under evaluation; less than {@link #kept}
     * @return the value; of an age that is not kept, any number
     */
    public abstract double valueAgo(int events);

    /**
     * Returns the time of an event by its age.
     *
     * @param events how many events ago; 0 for the event under evaluation; less than what the evaluator has asked for
     * @return nanoseconds since 1970-01-01T00:00Z; of an age that is not kept, any number
     */
    public abstract long timeAgo(int events);

    /**
     * Reads a state slot.
     *
     * @param at where the evaluator's slots begin, plus the slot's index
     * @return what was last written there
     */
    public abstract double stateDouble(int at);

    /**
     * Writes a state slot.
     *
     * @param at where the evaluator's slots begin, plus the slot's index
     * @param number what is kept there
     */
    public abstract void stateDouble(int at, double number);

    /**
     * Reads a state slot that holds a whole number.
     *
     * @param at as for {@link #stateDouble(int)}
     * @return what was last written there by {@link #stateLong(int, long)}; 0 at first
     */
    public abstract long stateLong(int at);

    /**
     * Writes a whole number into a state slot.
     *
     * @param at as for {@link #stateDouble(int)}
     * @param number what is kept there
     */
    public abstract void stateLong(int at, long number);

    /**
     * Copies the newest values, the event under evaluation included, oldest first.
     *
     * @param most how many at most; there are fewer where fewer are kept
     * @return a list that does not change
     */
    public final List<Double> newest(int most) {
        double[] newest = new double[Math.min(kept(), most)];
        for (int i = 0; i < newest.length; i++) {
            newest[i] = valueAgo(newest.length - 1 - i);
        }
        return DoubleList.of(newest);
    }
}
