/** The HTTP API and the dashboard page of a processor, independent of any web server. */
@SuppressWarnings("module")
module io.arxsvgx.telemetry.web {
    requires transitive com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires transitive io.arxsvgx.telemetry;
    requires transitive io.arxsvgx.telemetry.json;
    requires io.arxsvgx.telemetry.replay;
    requires org.jspecify;
    requires org.slf4j;

    exports io.arxsvgx.telemetry.web;
    exports io.arxsvgx.telemetry.web.http;
    exports io.arxsvgx.telemetry.web.file to
            io.arxsvgx.telemetry.server;
}
