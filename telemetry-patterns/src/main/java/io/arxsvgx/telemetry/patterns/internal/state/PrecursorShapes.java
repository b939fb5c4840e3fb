// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.state;

import io.arxsvgx.telemetry.patterns.internal.stats.Ranking;
import io.arxsvgx.telemetry.patterns.internal.stats.RobustScale;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The shapes of a series shortly before its last few failures. Not thread-safe. */
public final class PrecursorShapes {
    /** The number of values of a shape. */
    public static final int LENGTH = 24;
    /** The number of values from the end of a shape to the failure. */
    public static final int LEAD = 8;

    private static final int MAX_SHAPES = 8;

    private final Deque<double[]> shapes = new ArrayDeque<>();
    private long noted = -1;

    /** Records the shape before a failure, once for each failure. The failure is an index over all values. */
    public void record(long failure, double[] values, int at) {
        int end = at - LEAD;
        if (failure <= noted || end < LENGTH) {
            return;
        }
        noted = failure;
        double[] shape = Arrays.copyOfRange(values, end - LENGTH, end);
        if (RobustScale.deviation(shape) > 0) {
            if (shapes.size() == MAX_SHAPES) {
                shapes.remove();
            }
            shapes.add(shape);
        }
    }

    public Deque<double[]> all() {
        return shapes;
    }

    /** Returns the index of the last recorded failure, over all values; -1 for none. */
    public long noted() {
        return noted;
    }

    /** Returns the correlation of a shape with the stretch that begins at an index; 0 if one is constant. */
    public static double alike(double[] shape, double[] values, int begin) {
        double shapeMean = RobustScale.mean(shape);
        double mean = 0;
        for (int i = 0; i < shape.length; i++) {
            mean += values[begin + i] / shape.length;
        }
        double products = 0;
        double shapeSquares = 0;
        double squares = 0;
        for (int i = 0; i < shape.length; i++) {
            double a = shape[i] - shapeMean;
            double b = values[begin + i] - mean;
            products += a * b;
            shapeSquares += a * a;
            squares += b * b;
        }
        double both = Math.sqrt(shapeSquares) * Math.sqrt(squares);
        double ratio = Math.sqrt(squares / (shapeSquares + 1e-300));
        return both > 0 && ratio > 0.5 && ratio < 2 ? products / both : 0;
    }

    /** Returns the rank correlation of the steps within two stretches. */
    public static double sameCourse(double[] first, int firstBegin, double[] second, int secondBegin) {
        double[] a = new double[LENGTH - 1];
        double[] b = new double[LENGTH - 1];
        for (int i = 0; i < LENGTH - 1; i++) {
            a[i] = first[firstBegin + i + 1] - first[firstBegin + i];
            b[i] = second[secondBegin + i + 1] - second[secondBegin + i];
        }
        double[] ranks = Ranking.unit(Ranking.ranks(a));
        double[] others = Ranking.unit(Ranking.ranks(b));
        double sum = 0;
        for (int i = 0; i < ranks.length; i++) {
            sum += ranks[i] * others[i];
        }
        return sum;
    }
}
