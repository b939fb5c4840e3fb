// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import io.arxsvgx.telemetry.alert.OutboxEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The table of a notifier's documents, by key. Not thread-safe. */
final class OutboxTable {
    static final String[] SCHEMA = {
        "create table if not exists outbox (key text not null primary key, document text not null) without rowid",
    };

    private static final String PUT = "insert into outbox (key, document) values (?, ?)"
            + " on conflict (key) do update set document = excluded.document";

    int put(Connection connection, Collection<OutboxEntry> entries) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            for (OutboxEntry entry : entries) {
                put.setString(1, entry.key());
                put.setString(2, entry.document());
                put.addBatch();
            }
            put.executeBatch();
        }
        return entries.size();
    }

    int remove(Connection connection, Collection<String> keys) throws SQLException {
        try (PreparedStatement remove = connection.prepareStatement("delete from outbox where key = ?")) {
            for (String key : keys) {
                remove.setString(1, key);
                remove.addBatch();
            }
            remove.executeBatch();
        }
        return keys.size();
    }

    List<OutboxEntry> all(Connection connection) throws SQLException {
        List<OutboxEntry> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select key, document from outbox order by key")) {
            while (rows.next()) {
                all.add(new OutboxEntry(rows.getString(1), rows.getString(2)));
            }
        }
        return all;
    }
}
