/** The server of a processor with Jetty: the HTTP API, WebSocket and the dashboard page. */
module io.arxsvgx.telemetry.server {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires transitive io.arxsvgx.telemetry;
    requires transitive io.arxsvgx.telemetry.json;
    requires io.arxsvgx.telemetry.web;
    requires java.net.http;
    requires org.eclipse.jetty.http;
    requires org.eclipse.jetty.io;
    requires org.eclipse.jetty.server;
    requires org.eclipse.jetty.util;
    requires transitive org.eclipse.jetty.websocket.api;
    requires org.eclipse.jetty.websocket.server;
    requires org.jspecify;
    requires org.slf4j;

    exports io.arxsvgx.telemetry.server;
}
