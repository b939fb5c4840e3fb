/** Events, rules, alerts, patterns, snapshots and configuration as JSON. */
module io.arxsvgx.telemetry.json {
    requires transitive com.fasterxml.jackson.core;
    requires transitive com.fasterxml.jackson.databind;
    requires transitive io.arxsvgx.telemetry;
    requires org.jspecify;

    exports io.arxsvgx.telemetry.json;
}
