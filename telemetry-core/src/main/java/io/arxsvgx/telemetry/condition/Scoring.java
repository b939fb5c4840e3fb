// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

/**
 * An optional part of a {@link SeriesEvaluator}, which computes anomaly scores. The processor keeps the scores beside
 * the values, and gives each event to {@link SeriesEvaluator#evaluate}: a {@link FastPath} of the same evaluator is not
 * used. Confined to the processor thread.
 */
public interface Scoring {
    /**
     * Returns the anomaly score of the newest value, which is comparable across series. Called after each event that
     * {@link SeriesEvaluator#evaluate} has evaluated. Allocates nothing.
     *
     * @param series the series, with the event that was evaluated as its newest
     * @param at the index of its first state slot
     * @return from 0 to 1; NaN while unknown
     */
    double score(SeriesContext series, int at);
}
