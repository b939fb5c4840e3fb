// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import io.arxsvgx.telemetry.text.DoubleList;
import java.util.List;

/**
 * The verdict of a condition on a rule, with the figures that explain it. Immutable.
 *
 * @param verdict the verdict
 * @param values the window of values that led to the verdict, oldest first; may be empty
 * @param figure the name of the computed figure, such as a slope or a z score
 * @param computed the computed figure, in {@code figure}'s unit; NaN while unknown
 * @param limit the rule's limit for it; NaN where there is none
 * @param text the same in words, such as {@code 82.0 > 80.0}
 */
public record Evaluation(
        Verdict verdict, List<Double> values, String figure, double computed, double limit, String text) {

    /** The verdicts a condition can give. Immutable. */
    public enum Verdict {
        /** The condition does not hold. */
        NORMAL,
        /** The condition holds. */
        BREACHING,
        /** The condition neither holds nor has recovered. */
        HOLDING,
        /** Not enough is known, for example during warm-up. */
        UNKNOWN
    }

    /**
     * Copies the values.
     *
     * @param verdict as {@link #verdict()}
     * @param values as {@link #values()}
     * @param figure as {@link #figure()}
     * @param computed as {@link #computed()}
     * @param limit as {@link #limit()}
     * @param text as {@link #text()}
     */
    public Evaluation {
        values = DoubleList.copyOf(values);
    }
}
