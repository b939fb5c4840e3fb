// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** A consistent copy of a SQLite file, also while other processes write to it. */
final class DatabaseCopy {
    private static final int BUSY_MILLIS = (int) Duration.ofSeconds(10).toMillis();

    private DatabaseCopy() {}

    /**
     * Copies a file as it is at one moment, and checks the copy.
     *
     * @throws IOException if the file cannot be read, is not a database, or is damaged
     */
    static void write(Path database, Path copy) throws IOException {
        try {
            try (Connection source = open(database);
                    PreparedStatement vacuum = source.prepareStatement("vacuum into ?")) {
                vacuum.setString(1, copy.toString());
                vacuum.execute();
            }
            try (Connection made = open(copy)) {
                requireSound(made);
            }
        } catch (SQLException e) {
            throw new IOException("cannot copy alert database " + database + ": " + e.getMessage(), e);
        }
    }

    private static Connection open(Path database) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setBusyTimeout(BUSY_MILLIS);
        return config.createConnection("jdbc:sqlite:" + database);
    }

    private static void requireSound(Connection made) throws SQLException {
        try (Statement statement = made.createStatement();
                ResultSet check = statement.executeQuery("pragma integrity_check(1)")) {
            String result = check.next() ? check.getString(1) : "no result";
            if (!result.equals("ok")) {
                throw new SQLException("the database is damaged: " + result);
            }
        }
    }
}
