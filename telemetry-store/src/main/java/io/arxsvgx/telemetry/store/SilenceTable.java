// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.SilenceJson;
import io.arxsvgx.telemetry.text.ForeignText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table of silences, a row for each. Not thread-safe. */
final class SilenceTable {
    static final String[] SCHEMA = {
        "create table if not exists silence (id text primary key, ends_at integer not null, document text not null)",
    };

    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    private final JsonCodec json;

    SilenceTable(JsonCodec json) {
        this.json = json;
    }

    int put(Connection connection, Silence silence) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert or replace into silence (id, ends_at, document) values (?, ?, ?)")) {
            statement.setString(1, silence.id());
            statement.setLong(2, endMillis(silence));
            statement.setString(3, json.text(out -> SilenceJson.write(out, silence)));
            return statement.executeUpdate();
        }
    }

    /** Returns the end in milliseconds, at most the maximum of a column. */
    private static long endMillis(Silence silence) {
        return silence.endsAt().isBefore(LAST) ? silence.endsAt().toEpochMilli() : Long.MAX_VALUE;
    }

    int remove(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("delete from silence where id = ?")) {
            statement.setString(1, id);
            return statement.executeUpdate();
        }
    }

    int forget(Connection connection, long now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("delete from silence where ends_at <= ?")) {
            statement.setLong(1, now);
            return statement.executeUpdate();
        }
    }

    /** Returns all valid silences. A silence of an earlier version that this one rejects is logged and omitted. */
    List<Silence> all(Connection connection) throws SQLException {
        List<Silence> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select document, id from silence order by rowid")) {
            while (rows.next()) {
                try {
                    found.add(SilenceJson.read(json.read(rows.getString(1))));
                } catch (IllegalArgumentException | DateTimeException e) {
                    LOG.warn(
                            "invalid silence {} in the store ignored: {}",
                            ForeignText.escape(rows.getString(2)),
                            ForeignText.escape(String.valueOf(e.getMessage())));
                }
            }
        }
        return found;
    }
}
