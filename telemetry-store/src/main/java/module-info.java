/** Alerts in an embedded database, which survive the process. */
module io.arxsvgx.telemetry.store {
    requires transitive io.arxsvgx.telemetry;
    requires io.arxsvgx.telemetry.json;
    requires java.sql;
    requires org.jspecify;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;

    exports io.arxsvgx.telemetry.store;
}
