// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The newest values of many series at common times: the last value at or before each. A series that does not reach back so
 * far, or has stopped, is left out. Immutable.
 */
final class Grid {
    /** How many times there are. */
    static final int WIDTH = 96;

    final List<Track> tracks = new ArrayList<>();
    final List<double[]> levels = new ArrayList<>();
    final long step;

    Grid(List<Track> candidates) {
        List<Track> ready = new ArrayList<>();
        List<Long> steps = new ArrayList<>();
        long end = Long.MIN_VALUE;
        for (Track track : candidates) {
            FullState state = track.full;
            if (state != null && state.predicted != null && state.size() >= WIDTH / 2) {
                ready.add(track);
                steps.add(state.predicted.stepNanos());
                end = Math.max(end, state.predicted.endNanos());
            }
        }
        steps.sort(null);
        step = steps.isEmpty() ? 1 : steps.get(steps.size() / 2);
        for (Track track : ready) {
            add(track, end);
        }
    }

    private void add(Track track, long end) {
        FullState state = track.full;
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

    /** The differences of neighbours with mean 0 and length 1; all 0 for a constant. */
    static double[] differences(double[] row) {
        double[] differences = new double[row.length - 1];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = row[i + 1] - row[i];
        }
        return unit(differences);
    }

    /** With mean 0 and length 1. */
    static double[] unit(double[] values) {
        double mean = Scatter.mean(values);
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value - mean));
        }
        double[] unit = new double[values.length];
        if (!(largest > 0) || Double.isInfinite(largest)) {
            return unit;
        }
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            unit[i] = (values[i] - mean) / largest;
            squares += unit[i] * unit[i];
        }
        for (int i = 0; i < values.length; i++) {
            unit[i] /= Math.sqrt(squares);
        }
        return unit;
    }

    /** The ranks of values, those that tie sharing the mean of theirs. */
    static double[] ranks(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
        double[] ranks = new double[values.length];
        for (int i = 0; i < order.length; ) {
            int end = i;
            while (end < order.length && values[order[end]] == values[order[i]]) {
                end++;
            }
            for (int j = i; j < end; j++) {
                ranks[order[j]] = (i + end - 1) / 2.0;
            }
            i = end;
        }
        return ranks;
    }
}
