/**
 * The conditions an alert rule can name: {@code threshold}, {@code trend}, {@code anomaly}, {@code rate}, {@code aggregate},
 * {@code count}, {@code status_ratio} and {@code ratio}.
 */
module io.arxsvgx.telemetry.rules {
    requires transitive io.arxsvgx.telemetry;
    requires org.jspecify;

    exports io.arxsvgx.telemetry.rules;

    provides io.arxsvgx.telemetry.condition.ConditionProvider with
            io.arxsvgx.telemetry.rules.AnomalyCondition,
            io.arxsvgx.telemetry.rules.ThresholdCondition,
            io.arxsvgx.telemetry.rules.TrendCondition,
            io.arxsvgx.telemetry.rules.internal.aggregate.AggregateCondition,
            io.arxsvgx.telemetry.rules.internal.aggregate.CountCondition,
            io.arxsvgx.telemetry.rules.internal.aggregate.RateCondition,
            io.arxsvgx.telemetry.rules.internal.aggregate.RatioCondition,
            io.arxsvgx.telemetry.rules.internal.aggregate.StatusRatioCondition;
}
