// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

/** A power of two by which values are multiplied if their squares could overflow or underflow. */
final class PowerOfTwoScale {
    private static final int PLAIN_EXPONENT = 200;
    private static final int MIN_EXPONENT = -1000;
    private static final int MAX_EXPONENT = 960;

    private PowerOfTwoScale() {}

    /** The scale for differences up to a magnitude. */
    static double of(double size) {
        int exponent = Math.getExponent(size);
        if (size == 0 || Math.abs(exponent) <= PLAIN_EXPONENT) {
            return 1;
        }
        return Math.scalb(1.0, Math.max(MIN_EXPONENT, Math.min(MAX_EXPONENT, -exponent)));
    }

    /** Whether a number can be a scale. */
    static boolean isScale(double number) {
        int exponent = Math.getExponent(number);
        return exponent >= MIN_EXPONENT && exponent <= MAX_EXPONENT && number == Math.scalb(1.0, exponent);
    }
}
