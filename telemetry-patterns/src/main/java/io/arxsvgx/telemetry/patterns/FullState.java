// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import io.arxsvgx.telemetry.patterns.forecast.Prediction;
import io.arxsvgx.telemetry.patterns.series.ChangePoint;
import io.arxsvgx.telemetry.patterns.series.ChangePoints;
import io.arxsvgx.telemetry.patterns.series.Drift;
import io.arxsvgx.telemetry.patterns.series.Outliers;
import io.arxsvgx.telemetry.patterns.series.RegularSeries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one of the more active series: its newest {@value #KEPT} values and the state of what looks at each
 * value. About 24 KiB, whatever has come. Confined to the detectors' thread.
 */
final class FullState {
    /** How many values are kept. */
    static final int KEPT = 1_024;

    private static final double LARGEST = 1e150;

    private final long[] times = new long[KEPT];
    private final double[] values = new double[KEPT];
    private int next;
    private int size;
    final ChangePoints changes = new ChangePoints();
    final Drift drift = new Drift();
    final Outliers outliers = new Outliers();
    final FailureRate failures = new FailureRate();
    final Shapes shapes = new Shapes();

    @Nullable
    ChangePoint lastChange;

    @Nullable
    Prediction prediction;
    /** The regular series that the prediction goes on from. */
    @Nullable
    RegularSeries predicted;

    /** How many values have come since the last close look, and when the first of them came. */
    int unseen;

    long waitingSince;

    /** Takes the next value; one too large for squares counts as the largest that is not. */
    void add(long time, double value) {
        double bounded = Math.max(-LARGEST, Math.min(LARGEST, value));
        times[next] = time;
        values[next] = bounded;
        next = (next + 1) % KEPT;
        size = Math.min(KEPT, size + 1);
        unseen++;
        ChangePoint change = changes.next(bounded);
        if (change != null) {
            lastChange = Medians.confirm(newest(4 * ChangePoints.DELAY), ChangePoints.DELAY) ? change : lastChange;
            drift.restart();
        }
        drift.next(bounded);
        outliers.next(bounded);
    }

    int size() {
        return size;
    }

    /** The kept values, oldest first. */
    double[] values() {
        double[] all = new double[size];
        int first = Math.floorMod(next - size, KEPT);
        int head = Math.min(size, KEPT - first);
        System.arraycopy(values, first, all, 0, head);
        System.arraycopy(values, 0, all, head, size - head);
        return all;
    }

    /** Their times, in nanoseconds. */
    long[] times() {
        long[] all = new long[size];
        int first = Math.floorMod(next - size, KEPT);
        int head = Math.min(size, KEPT - first);
        System.arraycopy(times, first, all, 0, head);
        System.arraycopy(times, 0, all, head, size - head);
        return all;
    }

    /** The newest kept values, oldest first. */
    double[] newest(int most) {
        double[] all = values();
        return Arrays.copyOfRange(all, Math.max(0, all.length - most), all.length);
    }
}
