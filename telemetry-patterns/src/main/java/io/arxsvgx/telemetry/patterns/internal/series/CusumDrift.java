// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Tells by cumulative sums whether a series drifts from where it was when it was learnt. What each value departs from what
 * the one before lets expect is ranked among what was learnt, and the rank taken for a standard score, so that tails and
 * steps of a scale do not matter; the scores are summed, less an allowance, upward and downward. Noise keeps the sums near
 * 0, a small lasting shift lets one grow. A value costs a binary search; the memory is that of the values learnt from. Not
 * thread-safe.
 *
 * <p>Page, Biometrika 41 (1954); on what is left of an autoregression: Lu and Reynolds, Journal of Quality Technology 33
 * (2001); on ranks: Bakir and Reynolds, Technometrics 21 (1979).
 */
public final class CusumDrift {
    /** How many values are learnt from. */
    public static final int LEARNING = 200;

    /** How far a series must have gone, in deviations. */
    private static final double MIN_DRIFT = 0.5;
    /** What part of the limit is enough to go on. */
    private static final double CONTINUE_FRACTION = 0.5;

    private static final double ALLOWANCE = 0.35;
    private static final double LIMIT = 20;
    /** A series whose values hang on those before more than this has no place to drift from. */
    private static final double WANDERS = 0.92;
    /** How much of what is newest the smoothed value takes up. */
    private static final double FORGETTING = 0.02;
    /** A series with fewer distances than this has steps, not noise. */
    private static final int MIN_DISTINCT_VALUES = 5;

    /** How near to even the pace of a rise may be. */
    private static final double STEADY = 0.35;

    private static final double WIDEST = 3;
    /** By twice the number of values learnt from that lie below. */
    private static final double[] SCORES = IntStream.rangeClosed(0, 2 * LEARNING)
            .mapToDouble(below -> Normal.score((below / 2.0 + 0.5) / (LEARNING + 1)))
            .toArray();

    private static final double USUAL = 1.4826;

    private final double[] learnt = new double[LEARNING];
    private int size;
    private double median;
    private double deviation;
    private double before;
    private double share;
    private boolean ready;
    private long count;
    /** How many values had come, and how far it had gone, when the sum was last 0. */
    private long upSince;

    private double upFrom;
    private long downSince;
    private double downFrom;
    private boolean told;
    private boolean lasting;
    private boolean drifting;
    private double up;
    private double down;
    private double newest;

    /** Begins without values. */
    public CusumDrift() {}

    /** Learns anew. */
    public void restart() {
        size = 0;
        up = 0;
        down = 0;
        count = 0;
        upSince = 0;
        upFrom = 0;
        downSince = 0;
        downFrom = 0;
        told = false;
        lasting = false;
        drifting = false;
        ready = false;
    }

    /**
     * Takes the next value.
     *
     * @param value finite
     */
    public void next(double value) {
        if (size < LEARNING) {
            learnt[size++] = value;
            newest = value;
            if (size == LEARNING) {
                learn();
            }
        } else if (ready) {
            double score = score(value - share * before);
            up = Math.min(2 * LIMIT, Math.max(0, up + score - ALLOWANCE));
            down = Math.min(2 * LIMIT, Math.max(0, down - score - ALLOWANCE));
            count++;
            if (up == 0) {
                upSince = count;
                upFrom = departure();
            }
            if (down == 0) {
                downSince = count;
                downFrom = departure();
            }
            double sum = Math.max(up, down);
            boolean far = sum >= LIMIT;
            lasting = far && (told ? lasting : leftItsPlace());
            told = far;
            boolean begins = lasting && away() >= MIN_DRIFT;
            boolean countsNoMore = far && !lasting;
            drifting = begins || (drifting && !countsNoMore && sum >= CONTINUE_FRACTION * LIMIT);
            double off = value - newest;
            newest += FORGETTING * Math.max(-WIDEST * deviation, Math.min(WIDEST * deviation, off));
        }
        before = value;
    }

    /**
     * Whether the series had a place: what goes on took no longer than it had stayed before, in which time it had gone but
     * little, for a steady rise. A slow season goes on and on at the same pace.
     */
    private boolean leftItsPlace() {
        boolean rises = up >= down;
        long since = rises ? upSince : downSince;
        double sign = rises ? 1 : -1;
        double paceBefore = sign * (rises ? upFrom : downFrom) / (LEARNING / 2.0 + since);
        double paceNow = sign * departure() / (LEARNING / 2.0 + count);
        return count - since <= LEARNING + since && paceBefore < STEADY * paceNow;
    }

    /** Where it lies among what was learnt, as a standard score; where several are the same, the middle of them. */
    private double score(double rest) {
        return SCORES[(int) (2 * Ranks.below(learnt, rest))];
    }

    private void learn() {
        double[] sorted = learnt.clone();
        Arrays.sort(sorted);
        median = sorted[LEARNING / 2];
        double[] distances = Arrays.stream(learnt)
                .map(value -> Math.abs(value - median))
                .sorted()
                .toArray();
        deviation = USUAL * distances[LEARNING / 2];
        newest = median;
        double products = 0;
        double squares = 0;
        double widest = 2 * WIDEST * deviation;
        for (int i = 1; i < LEARNING; i++) {
            double now = Math.max(-widest, Math.min(widest, learnt[i] - median));
            double earlier = Math.max(-widest, Math.min(widest, learnt[i - 1] - median));
            products += now * earlier;
            squares += earlier * earlier;
        }
        double raw = squares > 0 ? products / squares : 0;
        // taken for as large as it may well be, since the sums grow by what is left of it
        double error = Math.sqrt(Math.max(0, 1 - raw * raw) / LEARNING);
        share = Math.max(0, Math.min(1, raw + (1 + 3 * raw) / LEARNING + error));
        ready = share <= WANDERS && deviation > 1e-9 * Math.abs(median) && Double.isFinite(squares) && squares > 0;
        for (int i = LEARNING - 1; i > 0; i--) {
            learnt[i] -= share * learnt[i - 1];
        }
        learnt[0] *= 1 - share;
        Arrays.sort(learnt);
        ready &= Arrays.stream(learnt).distinct().count() >= MIN_DISTINCT_VALUES;
    }

    /** How far it has gone the way that the larger sum tells, in deviations. */
    private double away() {
        return (up >= down ? 1 : -1) * departure() / deviation;
    }

    /**
     * Whether the series drifts: it does from when the larger sum reaches its limit and the series has gone by half a
     * deviation, until the sum has come down to half of the limit, or has come up again when it no longer counts.
     *
     * @return true if so
     */
    public boolean isDrifting() {
        return drifting;
    }

    /**
     * How far the larger sum has come. One that took longer to grow than the series had stayed in its place before counts
     * for nothing: a slow season does that, and so does what never was in a place.
     *
     * @return 1 or more where the series begins to drift; negative of the same for a drift downward
     */
    public double score() {
        if (told && !lasting) {
            return 0;
        }
        return up >= down ? up / LIMIT : -down / LIMIT;
    }

    /**
     * Where the series was when it was learnt.
     *
     * @return the median
     */
    public double learntMedian() {
        return median;
    }

    /**
     * How much the values scattered when they were learnt.
     *
     * @return the median distance from the median, as a standard deviation
     */
    public double learntDeviation() {
        return deviation;
    }

    /**
     * How far the series has gone from where it was.
     *
     * @return the difference of a mean that forgets, which wild values move but little
     */
    public double departure() {
        return newest - median;
    }
}
