// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import io.arxsvgx.telemetry.text.DoubleList;
import java.time.Duration;
import java.util.List;

/**
 * The values and the computed figure that made an alert fire. Immutable.
 *
 * @param values the window of values that led there, oldest first; may be empty
 * @param figure the name of the computed figure, such as a slope or a z score
 * @param computed the computed figure
 * @param limit the limit with which it was compared
 * @param held the time for which the condition had held when the alert fired
 * @param text the same in words, such as {@code 82.0 > 80.0 for 5 s}
 */
public record Evidence(List<Double> values, String figure, double computed, double limit, Duration held, String text) {
    /**
     * Copies the values.
     *
     * @param values as {@link #values()}
     * @param figure as {@link #figure()}
     * @param computed as {@link #computed()}
     * @param limit as {@link #limit()}
     * @param held as {@link #held()}
     * @param text as {@link #text()}
     */
    public Evidence {
        values = DoubleList.copyOf(values);
    }

    @Override
    public String toString() {
        return text;
    }
}
