/** Replay of recorded events under the events' own time. */
module io.arxsvgx.telemetry.replay {
    requires transitive io.arxsvgx.telemetry;
    requires org.jspecify;

    exports io.arxsvgx.telemetry.replay;
}
