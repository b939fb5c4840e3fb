// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * Tells when the level of a series has shifted to stay, and keeps the gap between the old level and the new, in the series'
 * cells. Confined to the processor thread.
 */
final class LevelShift {
    /*
     * A run begins with a value beyond the range, and lasts while values stay beyond where the bound was then. With the
     * 100th the level has shifted, if there is a gap between it and the old range that is wider than the mean deviation
     * of the run's last values: noise has no such run, and trends and random walks have no such gap. The gap does not belong to the range: a value in it is new, and then leaves the
     * larger part of it.
     */
    private static final int FROM = 0;
    private static final int TO = 1;
    private static final int BEFORE = 2;
    private static final int RUN = 3;
    private static final int RUN_FROM = 4;
    private static final int RUN_TO = 5;
    static final int CELLS = 6;

    /** How many values in a row beyond the range are a shift. */
    static final int LENGTH = 100;

    private final int cells;

    LevelShift(int cells) {
        this.cells = cells;
    }

    /** How many of the values are known of the present level. */
    long known(SeriesContext series, int at, long number) {
        return number - series.stateLong(at + cells + BEFORE);
    }

    /** The lower end of the gap. */
    double from(SeriesContext series, int at) {
        return series.stateDouble(at + cells + FROM);
    }

    /** The upper end of the gap. */
    double to(SeriesContext series, int at) {
        return series.stateDouble(at + cells + TO);
    }

    /** How wide the gap is; 0 if there is none. */
    double gap(SeriesContext series, int at) {
        return to(series, at) - from(series, at);
    }

    /** How deep in the gap a value lies; 0 outside it. */
    double depth(SeriesContext series, int at, double value) {
        return Math.max(0, Math.min(value - from(series, at), to(series, at) - value));
    }

    /** How many values in a row have been beyond the range up to the newest, so that the level may shift. */
    long run(SeriesContext series, int at) {
        return series.stateLong(at + cells + RUN);
    }

    boolean isRunning(SeriesContext series, int at) {
        return run(series, at) > 0;
    }

    /** Takes a value in, with the range before it; answers whether a run is complete with it. */
    boolean learn(SeriesContext series, int at, double value, double low, double high) {
        fill(series, at, value);
        int own = at + cells;
        if (isRunning(series, at)) {
            double from = series.stateDouble(own + RUN_FROM);
            boolean up = from < series.stateDouble(own + RUN_TO);
            if (up ? value > from : value < from) {
                return goOn(series, at, value, up);
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

    /** Leaves the larger part of the gap where a value lies in it. */
    private void fill(SeriesContext series, int at, double value) {
        double from = from(series, at);
        double to = to(series, at);
        if (value > from && value < to) {
            series.stateDouble(at + cells + (value - from > to - value ? TO : FROM), value);
        }
    }

    private boolean goOn(SeriesContext series, int at, double value, boolean up) {
        int own = at + cells;
        long run = run(series, at) + 1;
        double nearest = series.stateDouble(own + RUN_TO);
        series.stateDouble(own + RUN_TO, up ? Math.min(nearest, value) : Math.max(nearest, value));
        series.stateLong(own + RUN, run < LENGTH ? run : 0);
        return run == LENGTH;
    }

    /** Shifts the level to that of the run that is complete, if the gap before it is wider than a deviation. */
    boolean shift(SeriesContext series, int at, long number, double deviation) {
        int own = at + cells;
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

    /** Whether the cells can be those of a regime, in a series of so many values. */
    boolean isStateValid(SeriesContext series, int at, long number) {
        int own = at + cells;
        long run = series.stateLong(own + RUN);
        long before = series.stateLong(own + BEFORE);
        boolean sound = run >= 0 && run < LENGTH && before >= 0 && before <= Math.max(0, number - LENGTH);
        for (int cell = RUN_FROM; cell < CELLS && sound; cell++) {
            sound = Double.isFinite(series.stateDouble(own + cell));
        }
        return sound && Double.isFinite(from(series, at)) && gap(series, at) >= 0 && Double.isFinite(to(series, at));
    }
}
