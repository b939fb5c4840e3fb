// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.crossing;

import io.arxsvgx.telemetry.condition.SeriesContext;
import org.jspecify.annotations.Nullable;

/** The values and times of a window while a model is fitted, in arrays that are used again. Not thread-safe. */
final class WindowScratch {
    private final int most;
    /** In order of arrival. Allocated for the first window, as are those of {@link #seasons}. */
    long[] times = {};

    double[] values = {};
    private @Nullable SeasonFit seasons;
    private int count;
    private long newestTime;
    private double widest;

    /** Creates scratch memory for at most a number of values. */
    WindowScratch(int most) {
        this.most = most;
    }

    SeasonFit seasons() {
        SeasonFit found = seasons;
        if (found == null) {
            found = new SeasonFit(most);
            seasons = found;
        }
        return found;
    }

    /** Reads the newest events of a series. */
    void read(SeriesContext series, int events) {
        if (values.length == 0) {
            times = new long[most];
            values = new double[most];
        }
        count = events;
        newestTime = Long.MIN_VALUE;
        widest = 0;
        for (int i = 0; i < events; i++) {
            times[i] = series.timeAgo(events - 1 - i);
            values[i] = series.valueAgo(events - 1 - i);
            newestTime = Math.max(newestTime, times[i]);
            widest = Math.max(widest, Math.abs(values[i] - values[0]));
        }
    }

    /** Whether all values are equal. */
    boolean areEqual() {
        return widest == 0;
    }

    /** Whether all times are equal. */
    boolean haveOneTime() {
        for (int i = 1; i < count; i++) {
            if (times[i] != times[0]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the greatest distance of a value from the first one, or the magnitude of equal values. */
    double size() {
        return widest == 0 ? Math.abs(values[0]) : widest;
    }

    void scale(double scale) {
        for (int i = 0; i < count; i++) {
            values[i] *= scale;
        }
    }

    long newestTime() {
        return newestTime;
    }

    /** Subtracts the season from the values, and returns their mean, which is exact for equal ones. */
    double removeSeason(Season season) {
        if (season.exists()) {
            for (int i = 0; i < count; i++) {
                values[i] -= season.at(times[i]);
            }
        }
        double sum = 0;
        for (int i = 1; i < count; i++) {
            sum += values[i] - values[0];
        }
        return values[0] + sum / count;
    }

    /** Returns the mean time, exact for equal ones. */
    long meanTime() {
        double mean = 0;
        for (int i = 1; i < count; i++) {
            mean += Times.between(times[0], times[i]) / count;
        }
        return times[0] + Math.round(mean);
    }
}
