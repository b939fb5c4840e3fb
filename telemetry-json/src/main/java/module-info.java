/** The JSON form of events, rules, alerts, patterns, snapshots and configuration. */
module io.arxsvgx.telemetry.json {
    requires transitive com.fasterxml.jackson.core;
    requires transitive com.fasterxml.jackson.databind;
    requires transitive io.arxsvgx.telemetry;
    requires org.jspecify;

    exports io.arxsvgx.telemetry.json;
}
