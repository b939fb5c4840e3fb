// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.json.AlertJson;
import io.arxsvgx.telemetry.json.Json;
import io.arxsvgx.telemetry.json.JsonLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * Alerts in a SQLite file. What {@link #append} has answered is on the disk: it survives the process and the machine. While
 * the file cannot be had, batches fail, and the processor goes on with alerts that are marked as not durable; each batch
 * tries again. Thread-safe.
 */
public final class SqliteAlertStore implements AlertStore {
    /*
     * One row for an alert, as it is after its last step, and one for each step. The order of alerts is that in which they
     * came first. Write-ahead log with full synchronisation: a commit is one write to the log and one fsync, shared by all
     * alerts of a batch.
     */
    private static final int VERSION = 1;
    private static final String[] SCHEMA = {
        "create table if not exists alert (number integer primary key autoincrement, id text not null unique,"
                + " state text not null, severity text not null, source text not null, rule_id text not null,"
                + " changed_at integer not null, document text not null)",
        "create index if not exists alert_open on alert (state) where state <> 'resolved'",
        "create index if not exists alert_source on alert (source, number)",
        "create index if not exists alert_rule on alert (rule_id, number)",
        "create table if not exists step (alert text not null, at integer not null, state text not null,"
                + " description text not null)",
        "create index if not exists step_alert on step (alert)",
        "pragma user_version = " + VERSION,
    };
    private static final String PUT = "insert into alert (id, state, severity, source, rule_id, changed_at, document)"
            + " values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set state = excluded.state,"
            + " severity = excluded.severity, changed_at = excluded.changed_at, document = excluded.document";
    private static final String STEP = "insert into step (alert, at, state, description) values (?, ?, ?, ?)";
    private static final String FORGET_STEPS =
            "delete from step where alert in (select id from alert where state = 'resolved' and (changed_at < ? or number"
                    + " <= (select max(number) from alert) - ?))";
    private static final String FORGET = "delete from alert where state = 'resolved' and (changed_at < ? or number"
            + " <= (select max(number) from alert) - ?)";
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");
    private static final long TIDY_EVERY = Duration.ofMinutes(10).toNanos();
    private static final int BUSY_MILLIS = 2_000;

    private final Path file;
    private final Duration maxAge;
    private final int maxAlerts;
    private final Json json = new Json(new JsonLimits(1_000, 10_000_000, 1_000, 100_000, 1 << 20));
    private @Nullable Connection connection;
    private volatile @Nullable String trouble;
    private long tidied = System.nanoTime();
    private boolean closed;

    private SqliteAlertStore(Path file, Duration maxAge, int maxAlerts) {
        this.file = file;
        this.maxAge = maxAge;
        this.maxAlerts = maxAlerts;
    }

    /**
     * Opens a file, and makes it if need be. Resolved alerts are kept for 90 days, and a million of them.
     *
     * @param file the file, in a folder of this machine's own disks; its neighbours with {@code -wal} and {@code -shm} belong
     *     to it
     * @return the store; if the file cannot be had, {@link #trouble} says why, and each batch tries again
     */
    public static SqliteAlertStore open(Path file) {
        return open(file, Duration.ofDays(90), 1_000_000);
    }

    /**
     * Opens a file, and makes it if need be.
     *
     * @param file the file
     * @param maxAge how long resolved alerts are kept
     * @param maxAlerts how many of the newest alerts are kept, beside those that are open
     * @return the store; if the file cannot be had, {@link #trouble} says why, and each batch tries again
     * @throws IllegalArgumentException if a bound is not more than zero
     */
    public static SqliteAlertStore open(Path file, Duration maxAge, int maxAlerts) {
        if (maxAge.isNegative() || maxAge.isZero() || maxAlerts < 1) {
            throw new IllegalArgumentException(
                    "alerts are kept for " + maxAge + ", " + maxAlerts + " of them; both take more than zero");
        }
        SqliteAlertStore store = new SqliteAlertStore(requireNonNull(file, "file"), maxAge, maxAlerts);
        try {
            synchronized (store) {
                store.connection();
            }
        } catch (SQLException e) {
            LOG.error("the store {} cannot be opened; alerts are not durable until it can: {}", file, store.trouble);
        }
        return store;
    }

    /**
     * Why alerts are not durable now.
     *
     * @return null if they are
     */
    public @Nullable String trouble() {
        return trouble;
    }

    /** The connection, opened anew after a failure. */
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
            SQLiteConfig config = new SQLiteConfig();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.setBusyTimeout(BUSY_MILLIS);
            Connection made = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
            try (Statement statement = made.createStatement()) {
                checkVersion(statement);
                for (String part : SCHEMA) {
                    statement.execute(part);
                }
            } catch (SQLException e) {
                made.close();
                throw e;
            }
            made.setAutoCommit(false);
            connection = made;
            trouble = null;
            return made;
        } catch (IOException e) {
            trouble = file + " cannot be made: " + e;
            throw new SQLException(trouble, e);
        } catch (SQLException e) {
            trouble = file + ": " + e.getMessage();
            throw e;
        }
    }

    private static void checkVersion(Statement statement) throws SQLException {
        try (ResultSet version = statement.executeQuery("pragma user_version")) {
            if (version.next() && version.getInt(1) > VERSION) {
                throw new SQLException("the file is of version " + version.getInt(1)
                        + ", which a later release wrote; this" + " one knows " + VERSION);
            }
        }
    }

    @Override
    public synchronized CompletionStage<Void> append(List<Alert> alerts) {
        try {
            write(alerts);
            trouble = null;
            tidyNowAndThen();
            return CompletableFuture.completedFuture(null);
        } catch (SQLException e) {
            failed(e);
            return CompletableFuture.failedFuture(e);
        }
    }

    private void write(List<Alert> alerts) throws SQLException {
        Connection open = connection();
        try (PreparedStatement put = open.prepareStatement(PUT);
                PreparedStatement step = open.prepareStatement(STEP)) {
            for (Alert alert : alerts) {
                long now = Instant.now().toEpochMilli();
                put.setString(1, alert.id());
                put.setString(2, alert.state().label());
                put.setString(3, alert.severity().label());
                put.setString(4, alert.source());
                put.setString(5, alert.ruleId());
                put.setLong(6, now);
                put.setString(7, json.text(out -> AlertJson.write(out, alert)));
                put.addBatch();
                step.setString(1, alert.id());
                step.setLong(2, now);
                step.setString(3, alert.state().label());
                step.setString(4, alert.description());
                step.addBatch();
            }
            put.executeBatch();
            step.executeBatch();
            open.commit();
        }
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

    private void tidyNowAndThen() throws SQLException {
        if (System.nanoTime() - tidied > TIDY_EVERY) {
            tidy();
        }
    }

    /**
     * Forgets resolved alerts that are too old or too many. Done by itself every ten minutes while alerts come.
     *
     * @throws SQLException if the file cannot be had
     */
    public synchronized void tidy() throws SQLException {
        tidied = System.nanoTime();
        Connection open = connection();
        for (String forget : new String[] {FORGET_STEPS, FORGET}) {
            try (PreparedStatement statement = open.prepareStatement(forget)) {
                statement.setLong(1, Instant.now().minus(maxAge).toEpochMilli());
                statement.setLong(2, maxAlerts);
                statement.executeUpdate();
            }
        }
        open.commit();
    }

    /**
     * Lists alerts, those that are pending left out unless asked for.
     *
     * @param query which ones
     * @return newest last; of those that match the newest ones
     * @throws SQLException if the file cannot be had
     * @throws IllegalArgumentException if {@code before} is not the id of an alert that is kept
     */
    public synchronized List<Alert> find(AlertQuery query) throws SQLException {
        StringBuilder sql = new StringBuilder("select document from alert where ");
        List<Object> values = new ArrayList<>();
        if (query.state() == null) {
            sql.append("state <> 'pending'");
        } else {
            sql.append("state = ?");
            values.add(query.state().label());
        }
        if (query.severity() != null) {
            sql.append(" and severity = ?");
            values.add(query.severity().label());
        }
        if (query.source() != null) {
            sql.append(" and source = ?");
            values.add(query.source());
        }
        if (query.ruleId() != null) {
            sql.append(" and rule_id = ?");
            values.add(query.ruleId());
        }
        if (query.before() != null) {
            sql.append(" and number < ?");
            values.add(number(query.before()));
        }
        sql.append(" order by number desc limit ?");
        values.add(query.limit());
        List<Alert> found = read(sql.toString(), values);
        java.util.Collections.reverse(found);
        return found;
    }

    private long number(String id) throws SQLException {
        try (PreparedStatement statement = connection().prepareStatement("select number from alert where id = ?")) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalArgumentException("no alert \"" + id + "\" is kept");
                }
                return rows.getLong(1);
            }
        }
    }

    /**
     * The alerts that were pending or firing when they were last written, such as those that a process that ended had
     * open.
     *
     * @return oldest first
     * @throws SQLException if the file cannot be had
     */
    public synchronized List<Alert> open() throws SQLException {
        return read(
                "select document from alert where state <> ? order by number", List.of(AlertState.RESOLVED.label()));
    }

    private List<Alert> read(String sql, List<Object> values) throws SQLException {
        List<Alert> found = new ArrayList<>();
        try (PreparedStatement statement = connection().prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(AlertJson.read(json.read(rows.getString(1))));
                }
            }
        } catch (SQLException e) {
            failed(e);
            throw e;
        }
        return found;
    }

    /**
     * The steps in an alert's life.
     *
     * @param alertId the alert's id
     * @return oldest first; empty if it is not kept
     * @throws SQLException if the file cannot be had
     */
    public synchronized List<Step> steps(String alertId) throws SQLException {
        List<Step> steps = new ArrayList<>();
        try (PreparedStatement statement = connection()
                .prepareStatement("select at, state, description from step where alert = ? order by rowid")) {
            statement.setString(1, alertId);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    steps.add(new Step(Instant.ofEpochMilli(rows.getLong(1)), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return steps;
    }

    /**
     * One step in an alert's life. Immutable.
     *
     * @param at when it was written
     * @param state the state after it, in lower case
     * @param description the alert in words
     */
    public record Step(Instant at, String state, String description) {}

    /** Closes the file. */
    @Override
    public synchronized void close() {
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
