// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * A detector of permanent shifts of the level of a series. It keeps the gap between the old level and the new one in state
 * slots of the series. Confined to the processor thread.
 */
final class LevelShift {
    /*
     * A run begins with a value outside the range, and lasts while values stay outside the bound of that moment. With the
     * 100th value the level has shifted, if the gap between the run and the old range is wider than the mean deviation of the
     * run's last values. Noise has no such run, and trends and random walks have no such gap. The gap does not belong to the
     * range: a value inside it is new, and reduces the gap to its larger part.
     */
    private static final int FROM = 0;
    private static final int TO = 1;
    private static final int BEFORE = 2;
    private static final int RUN = 3;
    private static final int RUN_FROM = 4;
    private static final int RUN_TO = 5;
    static final int STATE_SLOTS = 6;

    /** The number of consecutive values outside the range that are a shift. */
    static final int LENGTH = 100;

    private final int firstSlot;

    LevelShift(int firstSlot) {
        this.firstSlot = firstSlot;
    }

    /** The number of values that belong to the present level. */
    long known(SeriesContext series, int at, long number) {
        return number - series.stateLong(at + firstSlot + BEFORE);
    }

    /** The lower end of the gap. */
    double from(SeriesContext series, int at) {
        return series.stateDouble(at + firstSlot + FROM);
    }

    /** The upper end of the gap. */
    double to(SeriesContext series, int at) {
        return series.stateDouble(at + firstSlot + TO);
    }

    /** The width of the gap; 0 if there is none. */
    double gap(SeriesContext series, int at) {
        return to(series, at) - from(series, at);
    }

    /** The distance of a value inside the gap from the nearer end; 0 outside the gap. */
    double depth(SeriesContext series, int at, double value) {
        return Math.max(0, Math.min(value - from(series, at), to(series, at) - value));
    }

    /** The number of consecutive values outside the range, up to the newest. */
    long run(SeriesContext series, int at) {
        return series.stateLong(at + firstSlot + RUN);
    }

    boolean isRunning(SeriesContext series, int at) {
        return run(series, at) > 0;
    }

    /** Updates the state with a value and the range before it; returns whether the value completes a run. */
    boolean learn(SeriesContext series, int at, double value, double low, double high) {
        reduceGap(series, at, value);
        int own = at + firstSlot;
        if (isRunning(series, at)) {
            double from = series.stateDouble(own + RUN_FROM);
            boolean up = from < series.stateDouble(own + RUN_TO);
            if (up ? value > from : value < from) {
                return extendRun(series, at, value, up);
            }
            series.stateLong(own + RUN, 0);
        }
        if (value > high || value < low) {
            series.stateLong(own + RUN, 1);
            series.stateDouble(own + RUN_FROM, value > high ? high : low);
            series.stateDouble(own + RUN_TO, value);
        }
        return false;
    }

    /** Reduces the gap to its larger part if a value lies inside it. */
    private void reduceGap(SeriesContext series, int at, double value) {
        double from = from(series, at);
        double to = to(series, at);
        if (value > from && value < to) {
            series.stateDouble(at + firstSlot + (value - from > to - value ? TO : FROM), value);
        }
    }

    private boolean extendRun(SeriesContext series, int at, double value, boolean up) {
        int own = at + firstSlot;
        long run = run(series, at) + 1;
        double nearest = series.stateDouble(own + RUN_TO);
        series.stateDouble(own + RUN_TO, up ? Math.min(nearest, value) : Math.max(nearest, value));
        series.stateLong(own + RUN, run < LENGTH ? run : 0);
        return run == LENGTH;
    }

    /** Shifts the level to that of the complete run, if the gap is wider than a deviation. */
    boolean shift(SeriesContext series, int at, long number, double deviation) {
        int own = at + firstSlot;
        double from = series.stateDouble(own + RUN_FROM);
        double nearest = series.stateDouble(own + RUN_TO);
        if (Math.abs(nearest - from) <= deviation) {
            return false;
        }
        series.stateDouble(own + FROM, Math.min(from, nearest));
        series.stateDouble(own + TO, Math.max(from, nearest));
        series.stateLong(own + BEFORE, number - LENGTH);
        return true;
    }

    /** Whether the state slots are consistent, for a number of values. */
    boolean isStateValid(SeriesContext series, int at, long number) {
        int own = at + firstSlot;
        long run = series.stateLong(own + RUN);
        long before = series.stateLong(own + BEFORE);
        boolean sound = run >= 0 && run < LENGTH && before >= 0 && before <= Math.max(0, number - LENGTH);
        for (int slot = RUN_FROM; slot < STATE_SLOTS && sound; slot++) {
            sound = Double.isFinite(series.stateDouble(own + slot));
        }
        return sound && Double.isFinite(from(series, at)) && gap(series, at) >= 0 && Double.isFinite(to(series, at));
    }
}
