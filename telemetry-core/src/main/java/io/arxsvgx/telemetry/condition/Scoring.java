// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

/**
 * What a {@link SeriesEvaluator} implements besides, if it can score how unusual values are. The processor then keeps the
 * scores beside the values, and gives each event to {@link SeriesEvaluator#evaluate}. Confined to the processor thread.
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
