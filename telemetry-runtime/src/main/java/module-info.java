/** Assembles a processor, its store, its state, its rules and its server by one builder. */
module io.arxsvgx.telemetry.runtime {
    requires transitive io.arxsvgx.telemetry;
    requires io.arxsvgx.telemetry.json;
    requires io.arxsvgx.telemetry.notify;
    requires io.arxsvgx.telemetry.patterns;
    requires transitive io.arxsvgx.telemetry.rules;
    requires transitive io.arxsvgx.telemetry.server;
    requires transitive io.arxsvgx.telemetry.store;
    requires org.jspecify;
    requires org.slf4j;

    exports io.arxsvgx.telemetry.runtime;
}
