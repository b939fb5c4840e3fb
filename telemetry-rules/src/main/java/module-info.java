/** The conditions that an alert rule can name, and packs of rules as resources. */
@SuppressWarnings("opens") // the package of the packs has no class
module io.arxsvgx.telemetry.rules {
    requires transitive io.arxsvgx.telemetry;
    requires org.jspecify;

    exports io.arxsvgx.telemetry.rules;

    opens io.arxsvgx.telemetry.rules.packs;

    provides io.arxsvgx.telemetry.condition.ConditionProvider with
            io.arxsvgx.telemetry.rules.AnomalyCondition,
            io.arxsvgx.telemetry.rules.ThresholdCondition,
            io.arxsvgx.telemetry.rules.TrendCondition,
            io.arxsvgx.telemetry.rules.internal.composite.CompositeCondition.AllOf,
            io.arxsvgx.telemetry.rules.internal.composite.CompositeCondition.AnyOf,
            io.arxsvgx.telemetry.rules.internal.composite.CompositeCondition.Not,
            io.arxsvgx.telemetry.rules.internal.composite.CompositeCondition.Sequence,
            io.arxsvgx.telemetry.rules.internal.silence.AbsenceCondition,
            io.arxsvgx.telemetry.rules.internal.silence.FlatlineCondition,
            io.arxsvgx.telemetry.rules.internal.aggregate.AggregateCondition,
            io.arxsvgx.telemetry.rules.internal.aggregate.CountCondition,
            io.arxsvgx.telemetry.rules.internal.aggregate.RateCondition,
            io.arxsvgx.telemetry.rules.internal.aggregate.RatioCondition,
            io.arxsvgx.telemetry.rules.internal.aggregate.StatusRatioCondition;
}
