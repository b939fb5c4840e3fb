// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

import java.util.Arrays;

/**
 * A matrix profile: for each stretch of a series the most similar other stretch, by correlation. The most similar pair
 * is a motif; the stretch least similar to any other is a discord. Costs the square of the number of values. Immutable.
 *
 * <p>Yeh, Zhu, Ulanova and others, "Matrix profile I", IEEE ICDM (2016); the order of computation: Zhu, Zimmerman,
 * Senobari and others, "Matrix profile II", ibid.
 */
public final class MatrixProfile {
    private final int length;
    private final double[] correlation;
    private final int[] nearest;
    private final double[] deviations;

    private MatrixProfile(int length, double[] correlation, int[] nearest, double[] deviations) {
        this.length = length;
        this.correlation = correlation;
        this.nearest = nearest;
        this.deviations = deviations;
    }

    /**
     * Compares all stretches of a length. Those that overlap by more than half are not compared.
     *
     * @param values the values, finite
     * @param length the number of values of a stretch, at least 4
     * @return the profile; empty if there are fewer than two stretches
     */
    public static MatrixProfile of(double[] values, int length) {
        int count = Math.max(0, values.length - length + 1);
        double[] means = new double[count];
        double[] deviations = new double[count];
        double unit = Arrays.stream(values).map(Math::abs).max().orElse(1);
        double[] scaled =
                Arrays.stream(values).map(value -> unit > 0 ? value / unit : 0).toArray();
        for (int i = 0; i < count; i++) {
            double sum = 0;
            double squares = 0;
            for (int j = i; j < i + length; j++) {
                sum += scaled[j];
            }
            means[i] = sum / length;
            for (int j = i; j < i + length; j++) {
                squares += (scaled[j] - means[i]) * (scaled[j] - means[i]);
            }
            deviations[i] = Math.sqrt(squares / length);
        }
        double[] best = new double[count];
        int[] nearest = new int[count];
        Arrays.fill(best, -1);
        Arrays.fill(nearest, -1);
        for (int apart = length / 2 + 1; apart < count; apart++) {
            double product = 0;
            for (int j = 0; j < length; j++) {
                product += scaled[j] * scaled[j + apart];
            }
            for (int i = 0; i + apart < count; i++) {
                int other = i + apart;
                double deviation = deviations[i] * deviations[other];
                double alike = deviation > 1e-18 ? (product / length - means[i] * means[other]) / deviation : -1;
                if (alike > best[i]) {
                    best[i] = alike;
                    nearest[i] = other;
                }
                if (alike > best[other]) {
                    best[other] = alike;
                    nearest[other] = i;
                }
                if (other + 1 < count) {
                    product += scaled[i + length] * scaled[other + length] - scaled[i] * scaled[other];
                }
            }
        }
        for (int i = 0; i < count; i++) {
            deviations[i] *= unit;
        }
        return new MatrixProfile(length, best, nearest, deviations);
    }

    /**
     * Returns the number of stretches.
     *
     * @return 0 or more
     */
    public int size() {
        return correlation.length;
    }

    /**
     * Returns the number of values of a stretch.
     *
     * @return as given
     */
    public int length() {
        return length;
    }

    /**
     * Returns the correlation of a stretch with the most similar one.
     *
     * @param begin its first value
     * @return a correlation, -1 to 1; -1 for a constant stretch
     */
    public double correlation(int begin) {
        return Math.max(-1, Math.min(1, correlation[begin]));
    }

    /**
     * Returns the stretch most similar to another.
     *
     * @param begin its first value
     * @return the other's first value, or -1
     */
    public int nearest(int begin) {
        return nearest[begin];
    }

    /**
     * Returns the scatter of the values of a stretch.
     *
     * @param begin its first value
     * @return the standard deviation
     */
    public double deviation(int begin) {
        return deviations[begin];
    }

    /**
     * Returns the stretch least similar to any other.
     *
     * @return its first value, or -1 for none
     */
    public int discord() {
        int found = -1;
        for (int i = 0; i < correlation.length; i++) {
            if (nearest[i] >= 0 && (found < 0 || correlation[i] < correlation[found])) {
                found = i;
            }
        }
        return found;
    }
}
