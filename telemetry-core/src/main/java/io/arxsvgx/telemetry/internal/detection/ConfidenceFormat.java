// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.detection;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The format of a confidence and the threshold it exceeds, with the fewest digits that show the difference, at least
 * two.
 */
final class ConfidenceFormat {
    private static final int MIN_DIGITS = 2;
    private static final int MAX_DIGITS = 17;

    private ConfidenceFormat() {}

    /** Returns a text such as {@code 0.99 > 0.8}; {@code 0.801 > 0.8} if both are equal at two digits. */
    static String above(double confidence, double threshold) {
        BigDecimal limit = BigDecimal.valueOf(threshold);
        BigDecimal exact = BigDecimal.valueOf(confidence);
        int digits = MIN_DIGITS;
        BigDecimal shown = rounded(exact, digits);
        while (shown.compareTo(limit) <= 0 && digits < MAX_DIGITS) {
            shown = rounded(exact, ++digits);
        }
        return shown.stripTrailingZeros().toPlainString() + " > "
                + limit.stripTrailingZeros().toPlainString();
    }

    /** Rounds a number, but down if it would become 1. */
    private static BigDecimal rounded(BigDecimal exact, int digits) {
        BigDecimal near = exact.setScale(digits, RoundingMode.HALF_UP);
        return near.compareTo(BigDecimal.ONE) >= 0 && exact.compareTo(BigDecimal.ONE) < 0
                ? exact.setScale(digits, RoundingMode.DOWN)
                : near;
    }
}
