// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

/**
 * An optional part of a {@link SeriesEvaluator}, which learns from alerts that people mark as false positives. Called between
 * events. Confined to the processor thread.
 */
public interface Learning {
    /**
     * Marks an alert of a rule as a false positive, so that the rule breaches for the same reason only at a more
     * extreme figure.
     *
     * @param series the series
     * @param at the index of its first state slot
     * @param rule the rule's index
     * @param figure the alert's figure, as {@link Evaluation#figure} returned it
     * @return true if that changed the state
     */
    boolean markFalsePositive(SeriesContext series, int at, int rule, String figure);

    /**
     * Removes one mark of {@link #markFalsePositive}.
     *
     * @param series the series
     * @param at the index of its first state slot
     * @param rule the rule's index
     * @param figure the alert's figure, as {@link Evaluation#figure} returned it
     * @return true if that changed the state
     */
    boolean clearFalsePositive(SeriesContext series, int at, int rule, String figure);
}
