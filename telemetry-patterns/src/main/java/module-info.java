/** Failure detection: patterns, forecasts, maintenance and risk. */
module io.arxsvgx.telemetry.patterns {
    requires transitive io.arxsvgx.telemetry;
    requires java.management;
    requires org.jspecify;

    exports io.arxsvgx.telemetry.patterns;

    provides io.arxsvgx.telemetry.condition.ConditionProvider with
            io.arxsvgx.telemetry.patterns.ChangePointCondition,
            io.arxsvgx.telemetry.patterns.ForecastCondition;
    provides io.arxsvgx.telemetry.pattern.PatternDetector with
            io.arxsvgx.telemetry.patterns.FailureDetection;
}
