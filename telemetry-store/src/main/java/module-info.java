/** Durable storage of alerts and state: an embedded database, and checkpoints. */
module io.arxsvgx.telemetry.store {
    requires transitive io.arxsvgx.telemetry;
    requires io.arxsvgx.telemetry.json;
    requires java.sql;
    requires org.jspecify;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;

    exports io.arxsvgx.telemetry.store;
}
