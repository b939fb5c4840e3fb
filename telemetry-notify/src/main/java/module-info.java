/** Notifications about alerts: routing, grouping, inhibition, receivers, and a durable outbox. */
@SuppressWarnings("requires-automatic") // re2j has no name of its own
module io.arxsvgx.telemetry.notify {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires transitive io.arxsvgx.telemetry;
    requires io.arxsvgx.telemetry.json;
    requires static jakarta.mail;
    requires java.net.http;
    requires org.jspecify;
    requires org.slf4j;
    requires org.yaml.snakeyaml;
    requires static re2j;
    requires static org.eclipse.angus.mail;

    exports io.arxsvgx.telemetry.notify;
}
