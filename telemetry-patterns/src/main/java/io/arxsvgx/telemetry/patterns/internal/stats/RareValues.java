// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.stats;

/**
 * The values that are rare in their series: their number, and the standard score of their joint probability under
 * noise. Immutable.
 */
public record RareValues(int count, double score, double farthest) {
    /** The probability below which a value is rare. */
    private static final double RARE = 0.005;

    public static RareValues among(double[] values, TailIndex tail) {
        int count = 0;
        double logarithm = 0;
        double farthest = tail.median;
        for (double value : values) {
            double chance = tail.chance(value);
            if (chance < RARE) {
                count++;
                // correct for the choice of these values among all
                logarithm += Math.log(chance) + Math.log((values.length - count + 1.0) / count);
                farthest = Math.abs(value - tail.median) > Math.abs(farthest - tail.median) ? value : farthest;
            }
        }
        return new RareValues(count, logarithm < 0 ? Math.sqrt(-2 * logarithm * tail.independent) : 0, farthest);
    }
}
