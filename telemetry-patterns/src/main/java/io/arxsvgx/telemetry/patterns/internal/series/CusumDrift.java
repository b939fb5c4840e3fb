// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A detector of drift by cumulative sums. It learns the distribution of an initial part of the series. The deviation of
 * each value from its prediction by the previous value is ranked among the learnt deviations, and the rank is converted
 * to a standard score, so that heavy tails and quantized values do not matter. The scores are summed, minus an
 * allowance, upward and downward. Noise keeps the sums near 0; a small lasting shift lets one grow. The cost of a value
 * is a binary search; the memory is the learnt values. Not thread-safe.
 *
 * <p>Page, Biometrika 41 (1954); on the residuals of an autoregression: Lu and Reynolds, Journal of Quality Technology
 * 33 (2001); on ranks: Bakir and Reynolds, Technometrics 21 (1979).
 */
public final class CusumDrift {
    /** The number of learnt values. */
    public static final int LEARNING = 200;

    /** The minimum departure of a drift, in standard deviations. */
    private static final double MIN_DRIFT = 0.5;
    /** The fraction of the limit above which a drift continues. */
    private static final double CONTINUE_FRACTION = 0.5;

    private static final double ALLOWANCE = 0.35;
    private static final double LIMIT = 20;
    /** The maximum autocorrelation; a series with a larger one has no stable level from which it could drift. */
    private static final double WANDERS = 0.92;
    /** The weight of the newest value in the smoothed value. */
    private static final double FORGETTING = 0.02;
    /** The minimum number of distinct deviations; a series with fewer has steps, not noise. */
    private static final int MIN_DISTINCT_VALUES = 5;

    /** The maximum ratio of the earlier slope to the current one; a steadier rise is no drift. */
    private static final double STEADY = 0.35;

    private static final double WIDEST = 3;
    /** The scores, indexed by twice the number of learnt values that are less. */
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
    /** The number of values and the departure when the sum was last 0. */
    private long upSince;

    private double upFrom;
    private long downSince;
    private double downFrom;
    private boolean isOverLimit;
    private boolean lasting;
    private boolean drifting;
    private double up;
    private double down;
    private double newest;

    /** Creates a detector without values. */
    public CusumDrift() {}

    /** Starts to learn again. */
    public void restart() {
        size = 0;
        up = 0;
        down = 0;
        count = 0;
        upSince = 0;
        upFrom = 0;
        downSince = 0;
        downFrom = 0;
        isOverLimit = false;
        lasting = false;
        drifting = false;
        ready = false;
    }

    /**
     * Adds the next value.
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
            lasting = far && (isOverLimit ? lasting : leftItsPlace());
            isOverLimit = far;
            boolean begins = lasting && away() >= MIN_DRIFT;
            boolean countsNoMore = far && !lasting;
            drifting = begins || (drifting && !countsNoMore && sum >= CONTINUE_FRACTION * LIMIT);
            double off = value - newest;
            newest += FORGETTING * Math.max(-WIDEST * deviation, Math.min(WIDEST * deviation, off));
        }
        before = value;
    }

    /**
     * Returns whether the series had a stable level before the drift: the drift has lasted no longer than the time
     * before it, in which the series moved little compared with a steady rise. A slow season moves with the same slope
     * for a long time.
     */
    private boolean leftItsPlace() {
        boolean rises = up >= down;
        long since = rises ? upSince : downSince;
        double sign = rises ? 1 : -1;
        double paceBefore = sign * (rises ? upFrom : downFrom) / (LEARNING / 2.0 + since);
        double paceNow = sign * departure() / (LEARNING / 2.0 + count);
        return count - since <= LEARNING + since && paceBefore < STEADY * paceNow;
    }

    /** Returns the standard score of a deviation among the learnt ones; ties get the middle of their ranks. */
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
        // an upper estimate, since the sums grow by the autocorrelation that remains
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

    /** Returns the departure in the direction of the larger sum, in standard deviations. */
    private double away() {
        return (up >= down ? 1 : -1) * departure() / deviation;
    }

    /**
     * Returns whether the series drifts. A drift starts when the larger sum reaches its limit and the series has moved
     * by half a standard deviation. It ends when the sum falls to half of the limit, or when it reaches the limit again
     * but does not count (see {@link #score}).
     *
     * @return true if it drifts
     */
    public boolean isDrifting() {
        return drifting;
    }

    /**
     * Returns the larger sum relative to its limit. A sum that took longer to grow than the series had been stable
     * before counts as 0: this is the case for a slow season, and for a series without a stable level.
     *
     * @return 1 or more if the series starts to drift upward; -1 or less for downward
     */
    public double score() {
        if (isOverLimit && !lasting) {
            return 0;
        }
        return up >= down ? up / LIMIT : -down / LIMIT;
    }

    /**
     * Returns the level of the learnt values.
     *
     * @return the median
     */
    public double learntMedian() {
        return median;
    }

    /**
     * Returns the scatter of the learnt values.
     *
     * @return the median distance from the median, as a standard deviation
     */
    public double learntDeviation() {
        return deviation;
    }

    /**
     * Returns the distance of the series from its learnt level.
     *
     * @return the difference of an exponentially weighted mean, on which outliers have little influence
     */
    public double departure() {
        return newest - median;
    }
}
