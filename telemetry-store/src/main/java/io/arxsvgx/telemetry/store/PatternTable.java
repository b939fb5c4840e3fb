// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.PatternJson;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of failure patterns, a row for each in its newest state. An id is unique among open patterns; after a
 * pattern has ended, another one with its id gets a new row. Not thread-safe.
 */
final class PatternTable {
    static final String[] SCHEMA = {
        "create table if not exists pattern (number integer primary key autoincrement, id text not null,"
                + " lasts integer not null, changed_at integer not null, document text not null)",
        "create index if not exists pattern_id on pattern (id)",
        "create unique index if not exists pattern_lasts on pattern (id) where lasts = 1",
    };
    private static final String UPDATE =
            "update pattern set lasts = ?, changed_at = ?, document = ? where id = ? and lasts = 1";
    private static final String INSERT = "insert into pattern (lasts, changed_at, document, id) values (?, ?, ?, ?)";
    private static final String FORGET =
            "delete from pattern where lasts = 0 and (changed_at < ? or number <= (select max(number) from pattern) - ?)";

    private final JsonCodec json;
    private final InstantSource clock;

    PatternTable(JsonCodec json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
    }

    int put(Connection connection, List<FailurePattern> patterns) throws SQLException {
        for (FailurePattern pattern : patterns) {
            if (execute(connection, UPDATE, pattern) == 0) {
                execute(connection, INSERT, pattern);
            }
        }
        return patterns.size();
    }

    private int execute(Connection connection, String sql, FailurePattern pattern) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, pattern.endsAt() == null ? 1 : 0);
            statement.setLong(2, clock.millis());
            statement.setString(3, json.text(out -> PatternJson.write(out, pattern)));
            statement.setString(4, pattern.patternId());
            return statement.executeUpdate();
        }
    }

    int forget(Connection connection, long before, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setLong(1, before);
            statement.setLong(2, most);
            return statement.executeUpdate();
        }
    }

    /** Returns patterns, newest last. */
    List<FailurePattern> find(Connection connection, @Nullable String before, int limit) throws SQLException {
        List<FailurePattern> found = before == null
                ? read(connection, "select document from pattern order by number desc limit ?", limit)
                : read(
                        connection,
                        "select document from pattern where number < (select max(number) from pattern where id = ?)"
                                + " order by number desc limit ?",
                        before,
                        limit);
        Collections.reverse(found);
        return found;
    }

    boolean has(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1 from pattern where id = ?")) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    List<FailurePattern> lasting(Connection connection) throws SQLException {
        return read(connection, "select document from pattern where lasts = 1 order by number");
    }

    private List<FailurePattern> read(Connection connection, String sql, Object... values) throws SQLException {
        List<FailurePattern> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(PatternJson.read(json.read(rows.getString(1))));
                }
            }
        }
        return found;
    }
}
