// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.stats;

import java.util.Arrays;

/**
 * A test whether the newest values differ in level or scatter from those before them, by ranks, without the
 * autocorrelation. The medians must differ too: a few more outliers are no shift.
 */
public final class ShiftTest {
    /** The minimum score of a shift. */
    public static final double MIN_SCORE = 3.5;

    private static final double LEVEL = 1;
    private static final double RATIO = 1.6;

    private ShiftTest() {}

    /** Returns the larger of the two scores, 0 or more. */
    public static double score(double[] values, int newest) {
        int middle = values.length - newest;
        if (middle < newest) {
            return 0;
        }
        if (!showsInMedians(Arrays.copyOf(values, middle), Arrays.copyOfRange(values, middle, values.length))) {
            return 0;
        }
        double[] white = whitened(values, middle);
        double[] before = Arrays.copyOf(white, middle - 1);
        double[] since = Arrays.copyOfRange(white, middle, white.length);
        double level = MannWhitney.score(before, since);
        double scatter = MannWhitney.score(distances(before), distances(since));
        return Math.max(Math.abs(level), Math.abs(scatter));
    }

    private static boolean showsInMedians(double[] before, double[] since) {
        double scatter = Math.max(Medians.distance(before), Math.ulp(Medians.of(before)));
        double ratio = Math.max(Medians.distance(since), Math.ulp(Medians.of(since))) / scatter;
        return Math.abs(Medians.of(since) - Medians.of(before)) > LEVEL * scatter || ratio > RATIO || ratio < 1 / RATIO;
    }

    /**
     * Returns each value minus a share of the previous one, estimated from the clipped residuals of the two stretches.
     */
    private static double[] whitened(double[] values, int middle) {
        double[] rest = values.clone();
        clip(rest, 0, middle);
        clip(rest, middle, rest.length);
        double products = 0;
        double squares = 0;
        for (int i = 1; i < rest.length; i++) {
            products += i == middle ? 0 : rest[i] * rest[i - 1];
            squares += i == middle ? 0 : rest[i - 1] * rest[i - 1];
        }
        double raw = squares > 0 ? products / squares : 0;
        double share = Math.max(0, Math.min(1, raw + (1 + 4 * raw) / rest.length));
        double[] white = new double[values.length - 1];
        for (int i = 1; i < values.length; i++) {
            white[i - 1] = values[i] - share * values[i - 1];
        }
        return white;
    }

    private static void clip(double[] values, int from, int to) {
        double[] part = Arrays.copyOfRange(values, from, to);
        double median = Medians.of(part);
        double most = 4 * Medians.distance(part);
        for (int i = from; i < to; i++) {
            values[i] = Math.max(-most, Math.min(most, values[i] - median));
        }
    }

    private static double[] distances(double[] values) {
        double median = Medians.of(values);
        return Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
    }
}
