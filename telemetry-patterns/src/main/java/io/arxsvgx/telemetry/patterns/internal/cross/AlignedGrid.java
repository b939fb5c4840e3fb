// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.cross;

import io.arxsvgx.telemetry.patterns.internal.state.DetailedSeriesState;
import io.arxsvgx.telemetry.patterns.internal.state.TrackedSeries;
import io.arxsvgx.telemetry.patterns.internal.stats.Ranking;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest values of many series at common times: the last value at or before each time. A series that does not reach
 * back far enough, or has stopped, is omitted. Immutable.
 */
public final class AlignedGrid {
    /** The number of times. */
    public static final int WIDTH = 96;

    final List<TrackedSeries> tracks = new ArrayList<>();
    final List<double[]> levels = new ArrayList<>();
    final long step;

    AlignedGrid(List<TrackedSeries> candidates) {
        List<TrackedSeries> ready = new ArrayList<>();
        List<Long> steps = new ArrayList<>();
        long end = Long.MIN_VALUE;
        for (TrackedSeries track : candidates) {
            DetailedSeriesState state = track.full;
            if (state != null && state.predicted != null && state.size() >= WIDTH / 2) {
                ready.add(track);
                steps.add(state.predicted.stepNanos());
                end = Math.max(end, state.predicted.endNanos());
            }
        }
        steps.sort(null);
        step = steps.isEmpty() ? 1 : steps.get(steps.size() / 2);
        for (TrackedSeries track : ready) {
            add(track, end);
        }
    }

    private void add(TrackedSeries track, long end) {
        DetailedSeriesState state = track.full;
        if (state == null) {
            return;
        }
        long[] times = state.times();
        double[] values = state.values();
        double[] row = new double[WIDTH];
        int at = values.length - 1;
        for (int i = WIDTH - 1; i >= 0; i--) {
            long time = end - (WIDTH - 1 - i) * step;
            while (at >= 0 && times[at] > time + step / 2) {
                at--;
            }
            if (at < 0 || (i == WIDTH - 1 && time - times[at] > WIDTH / 4 * step)) {
                return;
            }
            row[i] = values[at];
        }
        tracks.add(track);
        levels.add(row);
    }

    int size() {
        return tracks.size();
    }

    /** Returns the differences of neighbours with mean 0 and length 1; all 0 for a constant. */
    static double[] differences(double[] row) {
        double[] differences = new double[row.length - 1];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = row[i + 1] - row[i];
        }
        return Ranking.unit(differences);
    }
}
