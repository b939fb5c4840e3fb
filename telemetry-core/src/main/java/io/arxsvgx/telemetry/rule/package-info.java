/**
 * Rules as plain data, and the interface behind which conditions stand.
 *
 * <p>{@link io.arxsvgx.telemetry.rule.AlertRule} is what a host writes. A
 * {@link io.arxsvgx.telemetry.condition.ConditionProvider} is found by its kind through the service loader and makes one
 * {@link io.arxsvgx.telemetry.condition.SeriesEvaluator} for all rules of that kind which watch one series.
 */
@NullMarked
package io.arxsvgx.telemetry.rule;

import org.jspecify.annotations.NullMarked;
