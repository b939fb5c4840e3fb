// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import io.arxsvgx.telemetry.patterns.internal.series.MaintenanceResets.Reset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The remaining useful life: the time until degradation crosses a limit. The model of the series since the last reset
 * is a + b g(t) plus noise, where g is a straight line or one of several exponentials with an upward or downward bend.
 * Each of these shapes is fitted by least squares and weighted by its likelihood. Each predicts a crossing with an
 * error. The result is the weighted median of all, and the interval their quantiles. Costs the number of values for
 * each of 41 shapes. Immutable.
 *
 * <p>Exponential degradation: Gebraeel, Lawley, Li and Ryan, IIE Transactions 37 (2005); averaging over shapes:
 * Hoeting, Madigan, Raftery and Volinsky, Statistical Science 14 (1999); the error of a crossing: Fieller, JRSS B 16
 * (1954).
 */
public final class TimeToLimit {
    /** The minimum number of values since the last reset. */
    public static final int MIN_VALUES = 10;

    private static final double[] BENDS =
            IntStream.rangeClosed(-8, 32).mapToDouble(quarter -> quarter / 4.0).toArray();
    /** The prior likelihood of a straight line relative to any one bend. */
    private static final double STRAIGHT = 3;

    private static final double BEND_MEAN = 1.5;
    private static final double BEND_SPREAD = 1.5;

    private static final int POINTS = 41;
    private static final double WIDEST = 3;
    private static final double SIGNIFICANT = 3;
    /** The maximum number of stretches before the last reset that are used. */
    private static final int EARLIER = 3;

    private TimeToLimit() {}

    /**
     * Predicts the crossing.
     *
     * @param values the values, oldest first, at equal steps
     * @param limit the limit
     * @param rising true if the limit is crossed from below
     * @return the crossing; empty if the series does not move toward the limit, or there are too few values
     */
    public static Optional<LimitCrossing> of(double[] values, double limit, boolean rising) {
        boolean[] measured = new boolean[values.length];
        Arrays.fill(measured, true);
        return of(values, measured, limit, rising);
    }

    /**
     * Predicts the crossing when some values are not measured but bridge gaps, as in a {@link RegularSeries}.
     *
     * @param values the values, oldest first, at equal steps
     * @param measured true for values that were measured
     * @param limit the limit
     * @param rising true if the limit is crossed from below
     * @return the crossing; empty if the series does not move toward the limit, or there are too few values
     */
    public static Optional<LimitCrossing> of(double[] values, boolean[] measured, double limit, boolean rising) {
        double[] wear = Arrays.stream(values)
                .map(value -> rising ? value - limit : limit - value)
                .toArray();
        List<Reset> resets = MaintenanceResets.of(wear, measured);
        int begin = resets.isEmpty() ? 0 : resets.get(resets.size() - 1).begin();
        double unit = Arrays.stream(wear).map(Math::abs).max().orElse(1);
        if (wear.length - begin < MIN_VALUES || !(unit > 0) || Double.isInfinite(unit)) {
            return Optional.empty();
        }
        double[] scaled = Arrays.stream(wear).map(value -> value / unit).toArray();
        double[] now = Arrays.copyOfRange(scaled, begin, scaled.length);
        Shape[] shapes = Arrays.stream(BENDS)
                .mapToObj(bend -> new Shape(now, bend, now.length))
                .toArray(Shape[]::new);
        return combined(shapes, weights(shapes, scaled, resets), now.length);
    }

    /**
     * Returns the likelihood of each shape, from this stretch and the last few before it, which degraded in the same
     * way.
     */
    private static double[] weights(Shape[] shapes, double[] values, List<Reset> resets) {
        Shape best = Arrays.stream(shapes)
                .min(Comparator.comparingDouble(shape -> shape.rest))
                .orElseThrow();
        double share = best.independent / best.size;
        double[] weights = new double[shapes.length];
        for (int s = 0; s < shapes.length; s++) {
            weights[s] = shapes[s].likelihood(share) + prior(shapes[s].bend);
            for (int r = resets.size() - 1; r >= Math.max(0, resets.size() - EARLIER); r--) {
                int begin = r == 0 ? 0 : resets.get(r - 1).begin();
                int end = resets.get(r).end();
                if (end - begin >= MIN_VALUES) {
                    double[] before = Arrays.copyOfRange(values, begin, end);
                    weights[s] += new Shape(before, shapes[s].bend, shapes[s].size).likelihood(share);
                }
            }
        }
        double most = Arrays.stream(weights).max().orElse(0);
        return Arrays.stream(weights).map(weight -> Math.exp(weight - most)).toArray();
    }

    /** Returns the logarithm of the prior likelihood of a bend: straight lines, then upward bends, are preferred. */
    private static double prior(double bend) {
        double off = (bend - BEND_MEAN) / BEND_SPREAD;
        return bend == 0 ? Math.log(STRAIGHT) : -off * off / 2;
    }

    private static Optional<LimitCrossing> combined(Shape[] shapes, double[] weights, int size) {
        Shape best = shapes[0];
        double most = 0;
        double[][] points = new double[shapes.length * POINTS][];
        int at = 0;
        double crossing = 0;
        double total = 0;
        for (int s = 0; s < shapes.length; s++) {
            Shape shape = shapes[s];
            if (weights[s] > most) {
                most = weights[s];
                best = shape;
            }
            for (int i = 0; i < POINTS; i++) {
                double score = WIDEST * (2.0 * i / (POINTS - 1) - 1);
                double part = weights[s] * Math.exp(-score * score / 2);
                double time = shape.crossing(score) - (size - 1);
                points[at++] = new double[] {Math.max(0, time), part};
                total += part;
                crossing += Double.isInfinite(time) ? 0 : part;
            }
        }
        Arrays.sort(points, Comparator.comparingDouble(point -> point[0]));
        double middle = quantile(points, total, 0.5);
        if (!(best.slope > SIGNIFICANT * best.slopeError) || Double.isInfinite(middle)) {
            return Optional.empty();
        }
        String method = best.bend == 0 ? "linear" : best.bend > 0 ? "exponential" : "slowing";
        return Optional.of(new LimitCrossing(
                middle,
                quantile(points, total, 0.025),
                quantile(points, total, 0.975),
                crossing / total,
                method,
                size,
                best.bend));
    }

    /**
     * Returns a stretch without its bend: the residuals of its best shape, added to a straight line with the same rise.
     * A test for a trend then sees noise about a line; otherwise it would treat the bend as correlated noise.
     *
     * @param stretch the values that a crossing is based on, oldest first
     * @param crossing the prediction for them
     * @return the same number of values
     */
    public static double[] straightened(double[] stretch, LimitCrossing crossing) {
        Shape shape = new Shape(stretch, crossing.bend(), stretch.length);
        Shape line = new Shape(stretch, 0, stretch.length);
        double rise = shape.growth(stretch.length - 1) * shape.slope;
        double[] straight = new double[stretch.length];
        for (int i = 0; i < straight.length; i++) {
            straight[i] = stretch[i] - shape.growth(i) * shape.slope + rise * line.growth(i);
        }
        return straight;
    }

    private static double quantile(double[][] points, double total, double share) {
        double sum = 0;
        for (double[] point : points) {
            sum += point[1];
            if (sum >= share * total) {
                return point[0];
            }
        }
        return points[points.length - 1][0];
    }

    /** A fitted shape: a + b (exp(bend t / n) - 1) / bend. */
    private static final class Shape {
        final double bend;
        final double slope;
        final double slopeError;
        final double rest;
        final double independent;
        private final int size;
        private final int length;
        private final double level;
        private final double middle;
        private final double noise;
        private final double squares;

        /** Fits a shape; the bend is relative to a length. */
        Shape(double[] values, double bend, int length) {
            this.bend = bend;
            this.length = length;
            size = values.length;
            double[] growth = new double[size];
            double factor = Math.exp(bend / length);
            double power = 1;
            for (int i = 0; i < size; i++) {
                growth[i] = bend == 0 ? (double) i / length : (power - 1) / bend;
                power *= factor;
            }
            middle = Arrays.stream(growth).average().orElse(0);
            level = Arrays.stream(values).average().orElse(0);
            double products = 0;
            double square = 0;
            for (int i = 0; i < size; i++) {
                products += (growth[i] - middle) * (values[i] - level);
                square += (growth[i] - middle) * (growth[i] - middle);
            }
            squares = square;
            slope = products / square;
            double sum = 0;
            double neighbours = 0;
            double before = 0;
            for (int i = 0; i < size; i++) {
                double error = values[i] - level - slope * (growth[i] - middle);
                sum += error * error;
                neighbours += error * before;
                before = error;
            }
            rest = sum / size;
            double share = sum > 0 ? Math.max(0, Math.min(0.95, neighbours / sum)) : 0;
            independent = Math.max(4, size * (1 - share) / (1 + share));
            noise = Math.sqrt(sum / (size - 2) * size / independent);
            slopeError = noise / Math.sqrt(squares);
        }

        double growth(int step) {
            return bend == 0 ? (double) step / length : Math.expm1(bend * step / length) / bend;
        }

        /** Returns its log-likelihood, where only a share of the values is independent. */
        double likelihood(double share) {
            return -share * size / 2 * Math.log(rest + 1e-12);
        }

        /** Returns the step at which it is 0, if the fit is off by a number of its standard errors. */
        double crossing(double score) {
            double growth = middle - level / slope;
            double off = growth - middle;
            double error = noise / Math.abs(slope) * Math.sqrt(1.0 / size + off * off / squares);
            growth += score * error;
            double time = bend == 0 ? growth : Math.log1p(bend * growth) / bend;
            return slope > 0 && !Double.isNaN(time) ? time * length : Double.POSITIVE_INFINITY;
        }
    }
}
