/** Telemetry with alerting and automated response inside a Java program's own process. */
module io.arxsvgx.telemetry {
    requires org.jctools.core.jdk11;
    requires transitive org.jspecify;
    requires org.slf4j;

    exports io.arxsvgx.telemetry;
    exports io.arxsvgx.telemetry.alert;
    exports io.arxsvgx.telemetry.condition;
    exports io.arxsvgx.telemetry.condition.standalone;
    exports io.arxsvgx.telemetry.notification;
    exports io.arxsvgx.telemetry.operations;
    exports io.arxsvgx.telemetry.pattern;
    exports io.arxsvgx.telemetry.rule;
    exports io.arxsvgx.telemetry.series;
    exports io.arxsvgx.telemetry.snapshot;
    exports io.arxsvgx.telemetry.text;

    uses io.arxsvgx.telemetry.alert.InspectionTrigger;
    uses io.arxsvgx.telemetry.alert.NotificationSender;
    uses io.arxsvgx.telemetry.pattern.PatternDetector;
    uses io.arxsvgx.telemetry.condition.ConditionProvider;
}
