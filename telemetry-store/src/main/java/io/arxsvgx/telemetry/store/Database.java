// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.StoreMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/**
 * A SQLite file that is opened again after a failure. It uses a write-ahead log with full synchronization: a commit is
 * one write to the log and one fsync. A damaged file is renamed and another one is created. A file that was deleted,
 * replaced or truncated while open is detected before the next write. Operations run one at a time. Thread-safe.
 */
final class Database {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");
    private static final int VERSION = 3;
    private static final int BUSY_MILLIS = 2_000;

    private static final int CORRUPT = 11;
    private static final int NOT_A_DATABASE = 26;

    private final DatabaseFile file;
    private final TimeSource time;
    private final String[][] migrations;
    private final String[] schema;
    private final Work<Integer> refill;
    private final CommitHistogram times = new CommitHistogram();
    private @Nullable Connection connection;
    private volatile @Nullable String trouble;
    private volatile List<String> notices = List.of();
    /** The number of times that committed data was lost. */
    private long generation;
    /** True if the open alerts, patterns and silences must be written into the next file that is opened. */
    private boolean mustRefill;

    private boolean closed;

    /** An operation on an open file. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Creates a database. Opens no file.
     *
     * @param refill writes the known data into a file that replaces a lost one
     * @param migrations the statements that migrate a file from each version, from 1 on, to the next
     * @param schema the statements that create the tables and indexes that do not exist
     */
    Database(Path file, TimeSource time, Work<Integer> refill, String[][] migrations, String... schema) {
        this.time = time;
        this.file = new DatabaseFile(file, () -> SqliteAlertStore.now(time));
        this.refill = refill;
        this.migrations = migrations.clone();
        this.schema = schema.clone();
    }

    /** Returns the reason of the last failed write; null if the last one succeeded. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** Opens the file if it is available. */
    synchronized void open() throws SQLException {
        try {
            read(connection -> connection);
        } catch (SQLException e) {
            if (!isDamage(e)) {
                throw e;
            }
            // the damaged file has been renamed
            read(connection -> connection);
        } finally {
            notices = file.notices();
        }
    }

    /**
     * Checks whether the file is still the one that was opened, and creates it again if not. Returns the number of
     * times that committed data was lost.
     */
    synchronized long look() {
        try {
            if (!closed) {
                checkFile();
                connection();
            }
        } catch (SQLException e) {
            failed(e);
        }
        notices = file.notices();
        return generation;
    }

    /** Returns the notices for an operator, until they are acknowledged. */
    List<String> notices() {
        return notices;
    }

    /** Closes the connection if the file is not the one that was opened, or is damaged. */
    private void checkFile() throws SQLException {
        String change = file.change(connection != null);
        String damage = change == null ? file.damage() : null;
        if (change != null) {
            disconnect();
            if (!change.equals(DatabaseFile.LOST_LOG)) {
                file.removeOwnLog();
            }
            lost();
            file.noteRecreated(change);
        } else if (damage != null) {
            try {
                // rename first, so that closing does not write into the damaged file
                moveAside(damage);
            } catch (IOException e) {
                throw new SQLException(damage + "; cannot be renamed: " + e.getMessage(), e);
            }
            disconnect();
        }
    }

    private void lost() {
        generation++;
        mustRefill = true;
        file.forget();
    }

    /** Runs a reading operation. */
    synchronized <T> T read(Work<T> work) throws SQLException {
        try {
            return work.on(connection());
        } catch (SQLException e) {
            failed(e);
            throw e;
        }
    }

    /**
     * Runs a writing operation as one transaction, which is on disk when this returns. The operation returns its number
     * of rows.
     */
    synchronized void write(Work<Integer> work) throws SQLException {
        long begun = time.nanoTime();
        try {
            checkFile();
            Connection open = connection();
            int rows = work.on(open);
            open.commit();
            trouble = null;
            file.noteCommit();
            times.committed(time.nanoTime() - begun, rows);
        } catch (SQLException e) {
            times.failed();
            failed(e);
            throw e;
        }
    }

    StoreMetrics metrics() {
        return times.read(trouble != null);
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open != null) {
            return open;
        }
        if (closed) {
            throw new SQLException("store closed");
        }
        try {
            file.createFolder();
            if (!file.isDatabase()) {
                moveAside("not a database of this program");
            }
            Connection made = connect();
            connection = made;
            mustRefill = false;
            trouble = null;
            file.opened();
            return made;
        } catch (IOException e) {
            throw new SQLException("cannot create the file: " + e, e);
        }
    }

    private Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        Connection made = config.createConnection("jdbc:sqlite:" + file.path());
        try (Statement statement = made.createStatement()) {
            int version = version(statement);
            if (isForeign(statement, version)) {
                throw new SQLException("database of another program", null, NOT_A_DATABASE);
            }
            statement.execute("pragma application_id = " + DatabaseFile.APPLICATION_ID);
            made.setAutoCommit(false);
            for (int from = version; from > 0 && from < VERSION; from++) {
                for (String part : migrations[from - 1]) {
                    statement.execute(part);
                }
            }
            for (String part : schema) {
                statement.execute(part);
            }
            statement.execute("pragma user_version = " + VERSION);
            if (mustRefill) {
                refill.on(made);
            }
            made.commit();
            return made;
        } catch (SQLException e) {
            made.close();
            throw e;
        }
    }

    /** Returns the version of the file; 0 if it is new. */
    private static int version(Statement statement) throws SQLException {
        int found;
        try (ResultSet version = statement.executeQuery("pragma user_version")) {
            found = version.next() ? version.getInt(1) : 0;
        }
        if (found > VERSION) {
            throw new NewerVersionException(found);
        }
        return found;
    }

    /** Thrown for a file of a later release, which is not damaged. */
    static final class NewerVersionException extends SQLException {
        private static final long serialVersionUID = 1;

        final int version;

        NewerVersionException(int version) {
            super("file version " + version + " of a later release; expected at most " + VERSION);
            this.version = version;
        }
    }

    private static boolean isForeign(Statement statement, int version) throws SQLException {
        try (ResultSet foreign = statement.executeQuery("select count(*) > 0 and sum(name = 'alert') = 0"
                + " from sqlite_master where type = 'table' and name not like 'sqlite_%'")) {
            return version == 0 && foreign.next() && foreign.getBoolean(1);
        }
    }

    /** Closes the connection, since a new one may succeed. Renames a damaged file. */
    private void failed(SQLException e) {
        trouble = file.path() + ": " + e.getMessage();
        disconnect();
        if (isDamage(e) && !closed) {
            try {
                moveAside(String.valueOf(e.getMessage()));
            } catch (IOException aside) {
                trouble = file.path() + ": " + e.getMessage() + "; cannot be renamed: " + aside.getMessage();
            }
        }
    }

    private void moveAside(String why) throws IOException {
        file.moveAside(why);
        lost();
        notices = file.notices();
    }

    private static boolean isDamage(SQLException e) {
        return e.getErrorCode() == CORRUPT || e.getErrorCode() == NOT_A_DATABASE;
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.warn("alert database {} was not closed cleanly", file.path(), e);
            }
        }
    }

    synchronized void close() {
        closed = true;
        disconnect();
        deregisterDriver();
    }

    /**
     * Deregisters the driver. It registers itself with the JDK, which would keep the class loader of a host that is
     * unloaded. A driver of the system's class loader stays registered. Connections here do not need the registration.
     */
    private static void deregisterDriver() {
        if (JDBC.class.getClassLoader() == ClassLoader.getSystemClassLoader()) {
            return;
        }
        DriverManager.drivers().filter(JDBC.class::isInstance).forEach(driver -> {
            try {
                DriverManager.deregisterDriver(driver);
            } catch (SQLException | SecurityException e) {
                LOG.warn("SQLite driver not deregistered", e);
            }
        });
    }
}
