// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import io.arxsvgx.telemetry.alert.Outbox;
import io.arxsvgx.telemetry.alert.OutboxEntry;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** The outbox in the file of a store. Thread-safe. */
final class SqliteOutbox implements Outbox {
    private final Database database;
    private final OutboxTable table;

    SqliteOutbox(Database database, OutboxTable table) {
        this.database = database;
        this.table = table;
    }

    @Override
    public List<OutboxEntry> entries() {
        try {
            return database.read(table::all);
        } catch (SQLException e) {
            throw SqliteAlertStore.unavailable(e);
        }
    }

    @Override
    public void write(Collection<OutboxEntry> changed, Collection<String> removed) {
        try {
            database.write(connection -> table.put(connection, changed) + table.remove(connection, removed));
        } catch (SQLException e) {
            throw SqliteAlertStore.unavailable(e);
        }
    }

    @Override
    public long generation() {
        return database.look();
    }
}
