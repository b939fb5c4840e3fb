// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.pattern;

import java.time.Instant;
import java.util.List;

/**
 * A forecast of the values of a series. Immutable.
 *
 * @param source the source of the series
 * @param type the type of the series
 * @param method the method of the computation
 * @param basedOn the number of values it is based on
 * @param steps the expected values, nearest first
 */
public record Forecast(String source, String type, String method, int basedOn, List<Step> steps) {
    /**
     * Copies the steps.
     *
     * @param source as {@link #source()}
     * @param type as {@link #type()}
     * @param method as {@link #method()}
     * @param basedOn as {@link #basedOn()}
     * @param steps as {@link #steps()}
     */
    public Forecast {
        steps = List.copyOf(steps);
    }

    /**
     * One expected value with its prediction interval. Immutable.
     *
     * @param at its time
     * @param value the expected value
     * @param low the lower end of the interval
     * @param high the upper end of the interval
     */
    public record Step(Instant at, double value, double low, double high) {}
}
