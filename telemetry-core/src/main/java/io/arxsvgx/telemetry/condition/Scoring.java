// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

/**
 * An optional part of a {@link SeriesEvaluator}, which scores how unusual values are. The processor keeps the scores beside the
 * values, and gives each event to {@link SeriesEvaluator#evaluate}: a {@link FastPath} of the same evaluator is not used.
 * Confined to the processor thread.
 */
public interface Scoring {
    /**
     * Returns how unusual the newest value is, in a measure that is comparable across series. Called after each event that
     * {@link SeriesEvaluator#evaluate} has evaluated. Allocates nothing.
     *
     * @param series the series, with the event that was evaluated as its newest
     * @param at where its state slots begin
     * @return from 0 to 1; NaN while that is not known
     */
    double score(SeriesContext series, int at);
}
