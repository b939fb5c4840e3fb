// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The service provider interface of conditions: what decides whether a value breaches a rule.
 *
 * <p>A {@link io.arxsvgx.telemetry.condition.ConditionProvider} declares the name and the {@link
 * io.arxsvgx.telemetry.condition.Parameter}s of a condition, and makes a {@link
 * io.arxsvgx.telemetry.condition.SeriesEvaluator} for the rules that watch one series. Providers are found by the service
 * loader, or given to the builder of a processor. Hosts that only write rules do not need this package.
 *
 * <pre>{@code
 * class NegativeCondition implements ConditionProvider {
 *     @Override
 *     public String kind() {
 *         return "negative";
 *     }
 *
 *     @Override
 *     public String description() {
 *         return "A value is below zero.";
 *     }
 *
 *     @Override
 *     public List<Parameter> parameters() {
 *         return List.of();
 *     }
 *
 *     @Override
 *     public SeriesEvaluator evaluator(List<AlertRule> rules) {
 *         return new SeriesEvaluator() {
 *             @Override
 *             public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
 *                 for (int rule = 0; value < 0 && rule < rules.size(); rule++) {
 *                     verdicts.breaching(rule);
 *                 }
 *             }
 *
 *             @Override
 *             public Evaluation explain(SeriesContext series, int at, int rule) {
 *                 double value = series.valueAgo(0);
 *                 Evaluation.Verdict verdict =
 *                         value < 0 ? Evaluation.Verdict.BREACHING : Evaluation.Verdict.NORMAL;
 *                 return new Evaluation(verdict, List.of(value), "value", value, 0, value + " against 0");
 *             }
 *         };
 *     }
 * }
 *
 * TelemetryProcessor processor =
 *         TelemetryProcessor.builder().condition(new NegativeCondition()).build();
 * processor.addAlertRule(AlertRule.builder("below_zero")
 *         .on("level")
 *         .when(Condition.of("negative"))
 *         .build());
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.condition;

import org.jspecify.annotations.NullMarked;
