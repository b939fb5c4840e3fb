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
 * All that is kept of one of the more active series: its newest {@value #KEPT} values and the state of what looks at each
 * value. Its size does not depend on what has come. Confined to the detectors' thread.
 */
public final class DetailedSeriesState {
    /** How many values are kept. */
    public static final int KEPT = 1_024;

    private static final double MAX_MAGNITUDE = 1e150;
    /** A year. */
    private static final long MAX_GAP_NANOS = 31_536_000_000_000_000L;
    /** How many values a change is confirmed by. */
    private static final int COMPARED = 100;
    /** How long what is known of the tail holds, in values. */
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
    /** By how many standard errors the ranks tell what is before the last change from what came after it. */
    public double lastChangeScore;

    private @Nullable TailIndex tail;
    private long tailAt;

    @Nullable
    public Prediction prediction;
    /** The regular series that the prediction goes on from. */
    @Nullable
    public RegularSeries predicted;

    /** How many values have come since the last close look, and when the first of them came. */
    public int unseen;

    public long waitingSince;

    /** Values closer than the interval are taken together. */
    DetailedSeriesState(long interval) {
        pace = new MedianDownsampler(interval);
    }

    /** Takes the next value; one too large for squares counts as the largest that is not. */
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

    /** How the values before the newest {@value OutlierCounter#WINDOW} scatter. */
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

    /** The kept values, oldest first. */
    public double[] values() {
        double[] all = new double[size];
        int first = Math.floorMod(next - size, KEPT);
        int head = Math.min(size, KEPT - first);
        System.arraycopy(values, first, all, 0, head);
        System.arraycopy(values, 0, all, head, size - head);
        return all;
    }

    /** Their times, in nanoseconds. */
    public long[] times() {
        long[] all = new long[size];
        int first = Math.floorMod(next - size, KEPT);
        int head = Math.min(size, KEPT - first);
        System.arraycopy(times, first, all, 0, head);
        System.arraycopy(times, 0, all, head, size - head);
        return all;
    }

    /** How long as many values as a window has usually take to come by their own times, in nanoseconds. */
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

    /** The newest kept values, oldest first. */
    public double[] newest(int most) {
        double[] all = values();
        return Arrays.copyOfRange(all, Math.max(0, all.length - most), all.length);
    }
}
