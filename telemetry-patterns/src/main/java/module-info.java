/** Failure detection: patterns, forecasts, maintenance and risk. */
module io.arxsvgx.telemetry.patterns {
    requires transitive io.arxsvgx.telemetry;
    requires java.management;
    requires org.jspecify;

    exports io.arxsvgx.telemetry.patterns;
    exports io.arxsvgx.telemetry.patterns.forecast;
    exports io.arxsvgx.telemetry.patterns.series;

    provides io.arxsvgx.telemetry.pattern.PatternDetector with
            io.arxsvgx.telemetry.patterns.FailureDetection;
}
