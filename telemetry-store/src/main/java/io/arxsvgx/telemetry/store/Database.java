// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * A SQLite file that is opened anew after a failure. Write-ahead log with full synchronisation: a commit is one write to the
 * log and one fsync. One piece of work at a time. Thread-safe.
 */
final class Database {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");
    private static final int VERSION = 2;
    private static final int BUSY_MILLIS = 2_000;

    private final Path file;
    private final String[] fromFirst;
    private final String[] schema;
    private final CommitTimes times = new CommitTimes();
    private @Nullable Connection connection;
    private volatile @Nullable String trouble;
    private boolean closed;

    /** Works on an open file. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Tells how a file is made.
     *
     * @param fromFirst what makes a file of the first version one of this
     * @param schema what makes a new file, and changes nothing in one that is there
     */
    Database(Path file, String[] fromFirst, String... schema) {
        this.file = file;
        this.fromFirst = fromFirst.clone();
        this.schema = schema.clone();
    }

    /** Why the file could not be written last time, or null. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** Opens the file, if it can be had. */
    void open() throws SQLException {
        read(connection -> connection);
    }

    /** Reads. */
    synchronized <T> T read(Work<T> work) throws SQLException {
        try {
            return work.on(connection());
        } catch (SQLException e) {
            failed(e);
            throw e;
        }
    }

    /** Writes, all or nothing; on the disk when this returns. The work tells how many rows it was. */
    synchronized void write(Work<Integer> work) throws SQLException {
        long begun = System.nanoTime();
        try {
            Connection open = connection();
            int rows = work.on(open);
            open.commit();
            trouble = null;
            times.committed(System.nanoTime() - begun, rows);
        } catch (SQLException e) {
            times.failed();
            failed(e);
            throw e;
        }
    }

    synchronized StoreMetrics metrics() {
        return times.read();
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open != null) {
            return open;
        }
        if (closed) {
            throw new SQLException("the store is closed");
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Connection made = connect();
            connection = made;
            trouble = null;
            return made;
        } catch (IOException e) {
            throw new SQLException("it cannot be made: " + e, e);
        }
    }

    private Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        Connection made = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        try (Statement statement = made.createStatement()) {
            int version = version(statement);
            made.setAutoCommit(false);
            for (String part : version == 1 ? fromFirst : new String[0]) {
                statement.execute(part);
            }
            for (String part : schema) {
                statement.execute(part);
            }
            statement.execute("pragma user_version = " + VERSION);
            made.commit();
            return made;
        } catch (SQLException e) {
            made.close();
            throw e;
        }
    }

    /** The version of the file; 0 if it is new. */
    private static int version(Statement statement) throws SQLException {
        int found;
        try (ResultSet version = statement.executeQuery("pragma user_version")) {
            found = version.next() ? version.getInt(1) : 0;
        }
        if (found > VERSION) {
            throw new SQLException(
                    "the file is of version " + found + ", which a later release wrote; this one knows " + VERSION);
        }
        return found;
    }

    /** Gives the connection up: what is wrong with it may be gone with the next one. */
    private void failed(SQLException e) {
        trouble = file + ": " + e.getMessage();
        Connection broken = connection;
        connection = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
        }
    }

    synchronized void close() {
        closed = true;
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.warn("the store {} was not closed cleanly", file, e);
            }
        }
    }
}
