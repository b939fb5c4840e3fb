// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * A uniform sample of the courses that a series has taken, in the series' cells, and the distance of the present one from
 * the nearest three. Confined to the processor thread.
 */
final class Reservoir {
    /*
     * J. S. Vitter, "Random Sampling with a Reservoir", ACM Transactions on Mathematical Software 11 (1), 1985,
     * algorithm R, on every seventh course, since neighbours are alike; the random numbers are a function of the event's
     * number (G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014), so that
     * the same events make the same sample. Distance to the k-th nearest neighbour as a measure of outlyingness:
     * S. Ramaswamy, R. Rastogi, K. Shim, "Efficient Algorithms for Mining Outliers from Large Data Sets", SIGMOD 2000.
     */
    private static final int COURSES = 36;
    private static final int NEAREST = 3;

    /** Of how many courses one is looked at for the sample. */
    static final int EVERY = 7;

    /** How many looked-at courses the sample is of, at most: from then on the oldest are forgotten at this rate. */
    private static final long MEMORY = 20_000;

    static final int CELLS = COURSES * RollingFeatures.PIECES;

    private final int cells;

    Reservoir(int cells) {
        this.cells = cells;
    }

    /** How many courses there are before the event of a number, from 1. */
    private static int size(long event) {
        return (int) Math.min(COURSES, looked(event - 1));
    }

    /** How many courses have been looked at up to the event of a number. */
    private static long looked(long event) {
        return event < RollingFeatures.LONG ? 0 : (event - RollingFeatures.LONG) / EVERY + 1;
    }

    /** The mean distance of a course from the nearest three; there are at least so many. */
    double distance(SeriesContext series, int at, double[] course, long event) {
        int size = size(event);
        double first = Double.MAX_VALUE;
        double second = Double.MAX_VALUE;
        double third = Double.MAX_VALUE;
        int cell = at + cells;
        for (int i = 0; i < size; i++, cell += RollingFeatures.PIECES) {
            double a = course[0] - series.stateDouble(cell);
            double b = course[1] - series.stateDouble(cell + 1);
            double c = course[2] - series.stateDouble(cell + 2);
            double d = course[3] - series.stateDouble(cell + 3);
            double e = course[4] - series.stateDouble(cell + 4);
            double f = course[5] - series.stateDouble(cell + 5);
            double square = a * a + b * b + c * c + (d * d + e * e + f * f);
            if (square >= third) {
                // as it is for almost all, so that the branch is well predicted
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

    /** Takes the course of an event in, if it is one of those that are. */
    void learn(SeriesContext series, int at, double[] course, long event) {
        if (event < RollingFeatures.LONG || (event - RollingFeatures.LONG) % EVERY != 0) {
            return;
        }
        long looked = looked(event);
        long place = looked <= COURSES ? looked - 1 : random(event, Math.min(looked, MEMORY));
        if (place < COURSES) {
            for (int piece = 0; piece < RollingFeatures.PIECES; piece++) {
                series.stateDouble(at + cells + (int) place * RollingFeatures.PIECES + piece, course[piece]);
            }
        }
    }

    /** A number from 0 to below a bound. */
    static long random(long event, long bound) {
        long mixed = event * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return Math.floorMod(mixed ^ (mixed >>> 31), bound);
    }

    /** Whether the cells can be those of a reservoir. */
    boolean isStateValid(SeriesContext series, int at) {
        for (int cell = 0; cell < CELLS; cell++) {
            if (!(Math.abs(series.stateDouble(at + cells + cell)) <= RollingFeatures.bounded(Double.MAX_VALUE))) {
                return false;
            }
        }
        return true;
    }
}
