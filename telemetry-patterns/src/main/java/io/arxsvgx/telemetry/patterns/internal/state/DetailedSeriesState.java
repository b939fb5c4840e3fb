// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.state;

import io.arxsvgx.telemetry.patterns.internal.forecast.Prediction;
import io.arxsvgx.telemetry.patterns.internal.series.ChangePoint;
import io.arxsvgx.telemetry.patterns.internal.series.ChangePoints;
import io.arxsvgx.telemetry.patterns.internal.series.CusumDrift;
import io.arxsvgx.telemetry.patterns.internal.series.OutlierCounter;
import io.arxsvgx.telemetry.patterns.internal.series.RegularSeries;
import io.arxsvgx.telemetry.patterns.internal.stats.ShiftTest;
import io.arxsvgx.telemetry.patterns.internal.stats.TailIndex;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The full state of one of the more active series: its newest {@value #KEPT} values and the state of the detectors that
 * process each value. Its size is constant. Confined to the detectors' thread.
 */
public final class DetailedSeriesState {
    /** The number of kept values. */
    public static final int KEPT = 1_024;

    private static final double MAX_MAGNITUDE = 1e150;
    /** A year. */
    private static final long MAX_GAP_NANOS = 31_536_000_000_000_000L;
    /** The number of values that confirm a change. */
    private static final int COMPARED = 100;
    /** The number of values after which the tail is computed again. */
    private static final int TAIL_HOLDS = 20;

    private final long[] times = new long[KEPT];
    private final double[] values = new double[KEPT];
    private int next;
    private int size;
    private final MedianDownsampler pace;
    public final ChangePoints changes = new ChangePoints();
    public final CusumDrift drift = new CusumDrift();
    public final OutlierCounter outliers = new OutlierCounter();
    public final FailureRate failures = new FailureRate();
    public final PrecursorShapes shapes = new PrecursorShapes();

    @Nullable
    public ChangePoint lastChange;
    /** The rank-test score that separates the values after the last change from those before it, in standard errors. */
    public double lastChangeScore;

    private @Nullable TailIndex tail;
    private long tailAt;

    @Nullable
    public Prediction prediction;
    /** The regular series that the prediction is based on. */
    @Nullable
    public RegularSeries predicted;

    /** The number of values since the last full analysis, and the time of the first of them. */
    public int unseen;

    public long waitingSince;

    /** Creates a state; values closer than the interval are reduced to their median. */
    DetailedSeriesState(long interval) {
        pace = new MedianDownsampler(interval);
    }

    /** Adds the next value; a value whose square would overflow is clipped. */
    void add(long time, double value) {
        if (pace.next(time, Math.max(-MAX_MAGNITUDE, Math.min(MAX_MAGNITUDE, value)))) {
            advance(time, pace.value());
        }
    }

    private void advance(long time, double value) {
        times[next] = time;
        values[next] = value;
        next = (next + 1) % KEPT;
        size = Math.min(KEPT, size + 1);
        unseen++;
        ChangePoint change = changes.next(value);
        if (change != null) {
            double score = ShiftTest.score(newest(COMPARED), ChangePoints.DELAY);
            if (score >= ShiftTest.MIN_SCORE) {
                lastChange = change;
                lastChangeScore = score;
                drift.restart();
            }
        }
        drift.next(value);
        outliers.next(value);
    }

    /** Returns the tail of the values before the newest {@value OutlierCounter#WINDOW}. */
    public TailIndex tail() {
        TailIndex known = tail;
        if (known == null || changes.count() - tailAt >= TAIL_HOLDS) {
            known = TailIndex.of(values(), Math.max(0, size - OutlierCounter.WINDOW));
            tail = known;
            tailAt = changes.count();
        }
        return known;
    }

    public int size() {
        return size;
    }

    /** Returns the kept values, oldest first. */
    public double[] values() {
        double[] all = new double[size];
        int first = Math.floorMod(next - size, KEPT);
        int head = Math.min(size, KEPT - first);
        System.arraycopy(values, first, all, 0, head);
        System.arraycopy(values, 0, all, head, size - head);
        return all;
    }

    /** Returns the times of the kept values, in nanoseconds. */
    public long[] times() {
        long[] all = new long[size];
        int first = Math.floorMod(next - size, KEPT);
        int head = Math.min(size, KEPT - first);
        System.arraycopy(times, first, all, 0, head);
        System.arraycopy(times, 0, all, head, size - head);
        return all;
    }

    /**
     * Returns the time that the number of values of a window usually takes to arrive, by their own times, in
     * nanoseconds.
     */
    public long windowNanos() {
        long[] newest = new long[Math.min(size, OutlierCounter.WINDOW + 1)];
        for (int i = 0; i < newest.length; i++) {
            newest[i] = times[Math.floorMod(next - 1 - i, KEPT)];
        }
        Arrays.sort(newest);
        long[] gaps = new long[Math.max(0, newest.length - 1)];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = newest[i + 1] - newest[i];
        }
        Arrays.sort(gaps);
        return gaps.length == 0 ? 0 : OutlierCounter.WINDOW * Math.min(MAX_GAP_NANOS, gaps[gaps.length / 2]);
    }

    /** Returns the newest kept values, oldest first. */
    public double[] newest(int most) {
        double[] all = values();
        return Arrays.copyOfRange(all, Math.max(0, all.length - most), all.length);
    }
}
