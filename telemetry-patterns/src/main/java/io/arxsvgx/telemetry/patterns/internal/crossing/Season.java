// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.crossing;

import io.arxsvgx.telemetry.condition.SeriesContext;
import java.util.Arrays;

/**
 * The season of a series: a deviation for each step of a period, which {@link SeasonFit} has found. It also has, for each
 * step, the offset of the most extreme forecast among the following steps, so that a forecast costs constant time. The state is
 * in state slots and arrays of the series; one object serves all series in turn. Confined to the processor thread.
 */
final class Season {
    static final int STATE_SLOTS = 3;

    /** The slots; the deviations are the array of the first, the offsets that of the second. */
    private static final int PERIOD = 0;

    private static final int STEP = 1;
    private static final int ORIGIN = 2;

    private static final int FIRST_CAPACITY = 8;

    private final int maxPeriod;
    private int period;
    private long step;
    private long origin;
    private long[] deviations = {};
    private long[] offsets = {};

    /**
     * Creates a season.
     *
     * @param maxPeriod the maximum number of steps
     */
    Season(int maxPeriod) {
        this.maxPeriod = maxPeriod;
    }

    void open(SeriesContext series, int at) {
        period = (int) series.stateLong(at + PERIOD);
        step = series.stateLong(at + STEP);
        origin = series.stateLong(at + ORIGIN);
        deviations = series.stateArray(at + PERIOD);
        offsets = series.stateArray(at + STEP);
    }

    void close(SeriesContext series, int at) {
        series.stateLong(at + PERIOD, period);
        series.stateLong(at + STEP, step);
        series.stateLong(at + ORIGIN, origin);
        if (series.stateArray(at + PERIOD) != deviations) {
            series.stateArray(at + PERIOD, deviations);
            series.stateArray(at + STEP, offsets);
        }
    }

    /** Whether what {@link #open} has read is a season or none. */
    boolean isStateValid(SeriesContext series, int at) {
        if (period == 0) {
            return series.stateLong(at + PERIOD) == 0;
        }
        boolean isShape = series.stateLong(at + PERIOD) == period
                && period >= 2
                && period <= maxPeriod
                && step >= 1
                && deviations.length == offsets.length
                && deviations.length >= period
                && deviations.length <= Math.max(FIRST_CAPACITY, 2 * maxPeriod);
        for (int i = 0; isShape && i < period; i++) {
            isShape = Double.isFinite(deviation(i)) && offsets[i] >= 0 && offsets[i] < period;
        }
        return isShape;
    }

    /** Sets that there is no season. */
    void clear() {
        period = 0;
        step = 0;
        origin = 0;
    }

    /**
     * Sets the period; the deviations and offsets are to be set after it.
     *
     * @param steps the period in steps
     * @param stepNanos the length of a step
     * @param from the time of the deviation at 0
     */
    void set(int steps, long stepNanos, long from) {
        period = steps;
        step = stepNanos;
        origin = from;
        if (deviations.length < steps) {
            int capacity = Math.max(FIRST_CAPACITY, Math.max(steps, Math.min(maxPeriod, 2 * deviations.length)));
            deviations = Arrays.copyOf(deviations, capacity);
            offsets = Arrays.copyOf(offsets, capacity);
        }
    }

    boolean exists() {
        return period > 0;
    }

    /** Returns the period in steps; 0 if there is none. */
    int period() {
        return period;
    }

    /** Returns the length of a step in nanoseconds. */
    long step() {
        return step;
    }

    /** Returns the step of the period that is nearest to a time. */
    int phaseAt(long time) {
        return phase(Math.round(Times.between(origin, time) / step));
    }

    /** Returns a number of steps from the origin as a step of the period. */
    int phase(long steps) {
        return (int) Math.floorMod(steps, (long) period);
    }

    double deviation(int phase) {
        return Double.longBitsToDouble(deviations[phase]);
    }

    void deviation(int phase, double deviation) {
        deviations[phase] = Double.doubleToRawLongBits(deviation);
    }

    /** Returns the deviation at the step nearest to a time; 0 if there is no season. */
    double at(long time) {
        return period == 0 ? 0 : deviation(phaseAt(time));
    }

    /** Returns the offset in steps of the most extreme forecast from a step of the period on. */
    int offset(int phase) {
        return (int) offsets[phase];
    }

    void offset(int phase, int offset) {
        offsets[phase] = offset;
    }
}
