// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.crossing;

/** The quantile of Student's t distribution at 99.9 %. */
final class StudentQuantile {
    /** The quantile of the normal distribution. */
    private static final double Z = 3.090232306167813;

    private static final double CUBE = Z * Z * Z;
    private static final double FIFTH = CUBE * Z * Z;
    private static final double SEVENTH = FIFTH * Z * Z;

    /** The coefficients of the powers of 1 over the degrees of freedom (Abramowitz and Stegun, 26.7.5). */
    private static final double FIRST = (CUBE + Z) / 4;

    private static final double SECOND = (5 * FIFTH + 16 * CUBE + 3 * Z) / 96;
    private static final double THIRD = (3 * SEVENTH + 19 * FIFTH + 17 * CUBE - 15 * Z) / 384;

    private StudentQuantile() {}

    /**
     * Returns the quantile, to 1 % from 6 degrees of freedom on.
     *
     * @param freedom the degrees of freedom, at least 1
     */
    static double at999(double freedom) {
        return Z + (FIRST + (SECOND + THIRD / freedom) / freedom) / freedom;
    }
}
