// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * A uniform sample of the past shapes of a series, in state slots of the series, and the distance of the present shape from
 * the nearest three. Confined to the processor thread.
 */
final class Reservoir {
    /*
     * J. S. Vitter, "Random Sampling with a Reservoir", ACM Transactions on Mathematical Software 11 (1), 1985,
     * algorithm R, on every seventh shape, since neighbours are alike; the random numbers are a function of the event's
     * number (G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014), so that
     * the same events make the same sample. Distance to the k-th nearest neighbour as a measure of outlyingness:
     * S. Ramaswamy, R. Rastogi, K. Shim, "Efficient Algorithms for Mining Outliers from Large Data Sets", SIGMOD 2000.
     */
    private static final int SHAPES = 36;
    private static final int NEAREST = 3;

    /** One in so many shapes is a candidate for the sample. */
    static final int EVERY = 7;

    /** The maximum number of candidates that the sample covers; beyond it the oldest are replaced at this rate. */
    private static final long MEMORY = 20_000;

    static final int STATE_SLOTS = SHAPES * RollingFeatures.PIECES;

    private final int firstSlot;

    Reservoir(int firstSlot) {
        this.firstSlot = firstSlot;
    }

    /** The number of sampled shapes before the event with a number, from 1. */
    private static int size(long event) {
        return (int) Math.min(SHAPES, candidates(event - 1));
    }

    /** The number of candidates up to the event with a number. */
    private static long candidates(long event) {
        return event < RollingFeatures.LONG ? 0 : (event - RollingFeatures.LONG) / EVERY + 1;
    }

    /** The mean distance of a shape from the nearest three of at least three sampled shapes. */
    double distance(SeriesContext series, int at, double[] shape, long event) {
        int size = size(event);
        double first = Double.MAX_VALUE;
        double second = Double.MAX_VALUE;
        double third = Double.MAX_VALUE;
        int slot = at + firstSlot;
        for (int i = 0; i < size; i++, slot += RollingFeatures.PIECES) {
            double a = shape[0] - series.stateDouble(slot);
            double b = shape[1] - series.stateDouble(slot + 1);
            double c = shape[2] - series.stateDouble(slot + 2);
            double d = shape[3] - series.stateDouble(slot + 3);
            double e = shape[4] - series.stateDouble(slot + 4);
            double f = shape[5] - series.stateDouble(slot + 5);
            double square = a * a + b * b + c * c + (d * d + e * e + f * f);
            if (square >= third) {
                // true for almost all shapes, so the branch is predicted well
                continue;
            }
            if (square < first) {
                third = second;
                second = first;
                first = square;
            } else if (square < second) {
                third = second;
                second = square;
            } else {
                third = square;
            }
        }
        return (Math.sqrt(first) + Math.sqrt(second) + Math.sqrt(third)) / NEAREST;
    }

    /** Adds the shape of an event to the sample, if it is a candidate and is drawn. */
    void learn(SeriesContext series, int at, double[] shape, long event) {
        if (event < RollingFeatures.LONG || (event - RollingFeatures.LONG) % EVERY != 0) {
            return;
        }
        long candidates = candidates(event);
        long place = candidates <= SHAPES ? candidates - 1 : random(event, Math.min(candidates, MEMORY));
        if (place < SHAPES) {
            for (int piece = 0; piece < RollingFeatures.PIECES; piece++) {
                series.stateDouble(at + firstSlot + (int) place * RollingFeatures.PIECES + piece, shape[piece]);
            }
        }
    }

    /** A pseudorandom number from 0 to below a bound. */
    static long random(long event, long bound) {
        long mixed = event * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return Math.floorMod(mixed ^ (mixed >>> 31), bound);
    }

    /** Whether the state slots are consistent. */
    boolean isStateValid(SeriesContext series, int at) {
        for (int slot = 0; slot < STATE_SLOTS; slot++) {
            if (!(Math.abs(series.stateDouble(at + firstSlot + slot)) <= RollingFeatures.bounded(Double.MAX_VALUE))) {
                return false;
            }
        }
        return true;
    }
}
