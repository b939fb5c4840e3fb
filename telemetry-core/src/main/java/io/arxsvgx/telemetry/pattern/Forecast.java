// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.pattern;

import io.arxsvgx.telemetry.text.LabelSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A forecast of the values of a series. Immutable.
 *
 * @param source the source of the series
 * @param type the type of the series
 * @param labels the labels of the series, sorted by name; empty for a series without labels
 * @param method the method of the computation
 * @param basedOn the number of values it is based on
 * @param steps the expected values, nearest first
 */
public record Forecast(
        String source, String type, Map<String, String> labels, String method, int basedOn, List<Step> steps) {
    /**
     * Copies the labels and the steps.
     *
     * @param source as {@link #source()}
     * @param type as {@link #type()}
     * @param labels as {@link #labels()}; an empty value counts as absent
     * @param method as {@link #method()}
     * @param basedOn as {@link #basedOn()}
     * @param steps as {@link #steps()}
     */
    public Forecast {
        labels = LabelSet.of(labels);
        steps = List.copyOf(steps);
    }

    /**
     * Creates a forecast of a series without labels.
     *
     * @param source as {@link #source()}
     * @param type as {@link #type()}
     * @param method as {@link #method()}
     * @param basedOn as {@link #basedOn()}
     * @param steps as {@link #steps()}
     */
    public Forecast(String source, String type, String method, int basedOn, List<Step> steps) {
        this(source, type, Map.of(), method, basedOn, steps);
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
