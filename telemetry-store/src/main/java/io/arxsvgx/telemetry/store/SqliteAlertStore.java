// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertActivity;
import io.arxsvgx.telemetry.alert.AlertHistory;
import io.arxsvgx.telemetry.alert.AlertQuery;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.AlertStep;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.alert.AlertStoreException;
import io.arxsvgx.telemetry.alert.Outbox;
import io.arxsvgx.telemetry.alert.OutboxEntry;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.alert.StoreMetrics;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.text.ForeignText;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store of alerts, failure patterns and silences in a SQLite file. A batch for which {@link #append} has returned is
 * on disk: it survives a crash of the process and of the machine. While the file is unavailable, batches fail, and the
 * processor continues with alerts that are marked as not durable. They are written when the file is available again.
 * Queries and changes of silences throw {@link AlertStoreException} in that time. A change of a silence that has
 * returned is on disk.
 *
 * <p>A file that is damaged, or is not a database of this program, is renamed to {@code ….damaged} ({@code
 * ….damaged-2}, and so on, up to nine), and a new one is created. A file that is deleted, replaced or truncated while
 * in use is detected within seconds and created again, with a note {@code ….recreated} beside it. In both cases the
 * listed alerts, open patterns and silences are written again, and {@link #problems} reports it until the renamed file
 * or the note is removed. Thread-safe.
 */
public final class SqliteAlertStore implements AlertStore, AlertHistory {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");
    private static final long PURGE_INTERVAL_NANOS = Duration.ofMinutes(10).toNanos();
    private static final JsonLimits LIMITS = new JsonLimits(1_000, 10_000_000, 1_000, 100_000, 1 << 20);

    private final TimeSource time;
    private final Database database;
    private final AlertTable alerts;
    private final PatternTable patterns;
    private final SilenceTable silences;
    private final OutboxTable outbox = new OutboxTable();
    private final Duration maxAge;
    private final int maxAlerts;
    /** The silences in force, for a file that replaces a lost one. */
    private final Map<String, Silence> known = Collections.synchronizedMap(new LinkedHashMap<>());

    private final AtomicLong purged;

    private SqliteAlertStore(Path file, Duration maxAge, int maxAlerts, TimeSource time) {
        this.time = time;
        purged = new AtomicLong(time.nanoTime());
        this.maxAge = maxAge;
        this.maxAlerts = maxAlerts;
        JsonCodec json = new JsonCodec(LIMITS);
        alerts = new AlertTable(json, () -> now(time));
        patterns = new PatternTable(json, () -> now(time));
        silences = new SilenceTable(json);
        database = new Database(
                file,
                time,
                this::refill,
                new String[][] {AlertTable.FROM_FIRST, AlertTable.FROM_SECOND},
                Stream.of(AlertTable.SCHEMA, PatternTable.SCHEMA, SilenceTable.SCHEMA, OutboxTable.SCHEMA)
                        .flatMap(Arrays::stream)
                        .toArray(String[]::new));
    }

    static Instant now(TimeSource time) {
        return Instant.ofEpochSecond(0, time.epochNanos());
    }

    /**
     * Opens a file, and creates it if it does not exist. Resolved alerts and ended patterns are kept for 90 days, at
     * most one million of each.
     *
     * @param file the file, on a local disk; the files with the suffixes {@code -wal} and {@code -shm} belong to it
     * @return the store; if the file is unavailable, {@link #trouble} returns the reason, and each batch tries again
     * @throws NewerFileException if a later release wrote the file
     */
    public static SqliteAlertStore open(Path file) {
        return open(file, TimeSource.system());
    }

    /**
     * Opens a file with the clocks of a processor and the limits of {@link #open(Path)}, and creates it if it does not
     * exist.
     *
     * @param file the file
     * @param time the clock for the times of steps and the age of alerts
     * @return the store; if the file is unavailable, {@link #trouble} returns the reason, and each batch tries again
     * @throws NewerFileException if a later release wrote the file
     */
    public static SqliteAlertStore open(Path file, TimeSource time) {
        return open(file, Duration.ofDays(90), 1_000_000, time);
    }

    /**
     * Opens a file, and creates it if it does not exist.
     *
     * @param file the file
     * @param maxAge how long resolved alerts and ended patterns are kept
     * @param maxAlerts the maximum number of resolved alerts, and of ended patterns; the newest are kept, and all that
     *     are open
     * @return the store; if the file is unavailable, {@link #trouble} returns the reason, and each batch tries again
     * @throws IllegalArgumentException if a limit is not more than zero
     * @throws NewerFileException if a later release wrote the file
     */
    public static SqliteAlertStore open(Path file, Duration maxAge, int maxAlerts) {
        return open(file, maxAge, maxAlerts, TimeSource.system());
    }

    /**
     * Opens a file with the clocks of a processor, and creates it if it does not exist.
     *
     * @param file the file
     * @param maxAge how long resolved alerts and ended patterns are kept
     * @param maxAlerts the maximum number of resolved alerts, and of ended patterns; the newest are kept, and all that
     *     are open
     * @param time the clock for the times of steps and the age of alerts; {@link TimeSource#system()} by default
     * @return the store; if the file is unavailable, {@link #trouble} returns the reason, and each batch tries again
     * @throws IllegalArgumentException if a limit is not more than zero
     * @throws NewerFileException if a later release wrote the file
     */
    public static SqliteAlertStore open(Path file, Duration maxAge, int maxAlerts, TimeSource time) {
        if (maxAge.isNegative() || maxAge.isZero() || maxAlerts < 1) {
            throw new IllegalArgumentException(
                    "maxAge, maxAlerts: expected more than zero, got " + maxAge + " and " + maxAlerts);
        }
        SqliteAlertStore store =
                new SqliteAlertStore(requireNonNull(file, "file"), maxAge, maxAlerts, requireNonNull(time, "time"));
        try {
            store.database.open();
        } catch (Database.NewerVersionException e) {
            store.close();
            throw new NewerFileException(file, e.version, e);
        } catch (SQLException e) {
            LOG.error(
                    "cannot open alert database {}; alerts are not durable until it can be opened: {}",
                    file,
                    e.getMessage());
        }
        return store;
    }

    /**
     * Copies a database as it is at one moment, also while a store in this or another process writes to it.
     *
     * @param database the file of a store
     * @param copy the file to create, which must not exist
     * @throws IOException if the copy fails or the database is damaged
     */
    public static void copy(Path database, Path copy) throws IOException {
        DatabaseCopy.write(requireNonNull(database, "database"), requireNonNull(copy, "copy"));
    }

    /**
     * Returns the reason why alerts are not durable now.
     *
     * @return null if they are durable
     */
    public @Nullable String trouble() {
        return database.trouble();
    }

    @Override
    public Optional<StoreMetrics> metrics() {
        return Optional.of(database.metrics());
    }

    private int refill(Connection connection) throws SQLException {
        List<Silence> all;
        synchronized (known) {
            all = List.copyOf(known.values());
        }
        for (Silence silence : all) {
            silences.put(connection, silence);
        }
        return all.size();
    }

    @Override
    public long generation() {
        return database.look();
    }

    @Override
    public List<String> problems() {
        String trouble = database.trouble();
        if (trouble == null) {
            return database.notices();
        }
        List<String> all = new ArrayList<>(database.notices());
        all.add("alert database unavailable: " + trouble);
        return all;
    }

    @Override
    public CompletionStage<Void> append(List<Alert> steps) {
        return write(connection -> alerts.put(connection, steps));
    }

    @Override
    public CompletionStage<Void> append(List<Alert> steps, List<OutboxEntry> entries) {
        return write(connection -> alerts.put(connection, steps) + outbox.put(connection, entries));
    }

    @Override
    public Optional<Outbox> outbox() {
        return Optional.of(new SqliteOutbox(database, outbox));
    }

    @Override
    public CompletionStage<Void> appendPatterns(List<FailurePattern> reported) {
        return write(connection -> patterns.put(connection, reported));
    }

    private CompletionStage<Void> write(Database.Work<Integer> work) {
        try {
            database.write(work);
            purgeWhenDue();
            return CompletableFuture.completedFuture(null);
        } catch (SQLException | AlertStoreException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T> T read(Database.Work<T> work) {
        try {
            return database.read(work);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** Runs a change and waits until it is on disk. Returns its number of rows. */
    private int change(Database.Work<Integer> work) {
        int[] rows = new int[1];
        try {
            database.write(connection -> rows[0] = work.on(connection));
            return rows[0];
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    static AlertStoreException unavailable(SQLException e) {
        return new AlertStoreException("alert store unavailable: " + e.getMessage(), e);
    }

    private void purgeWhenDue() {
        if (time.nanoTime() - purged.get() > PURGE_INTERVAL_NANOS) {
            purge();
        }
    }

    /**
     * Deletes resolved alerts and ended patterns beyond the limits, and silences that have ended. The store does so
     * itself every ten minutes while alerts arrive.
     *
     * @throws AlertStoreException if the file is unavailable
     */
    public void purge() {
        purged.set(time.nanoTime());
        Instant now = now(time);
        long before = now.minus(maxAge).toEpochMilli();
        change(connection -> {
            alerts.forget(connection, before, maxAlerts);
            patterns.forget(connection, before, maxAlerts);
            silences.forget(connection, now.toEpochMilli());
            return 0;
        });
        known.values().removeIf(silence -> !silence.endsAt().isAfter(now));
    }

    @Override
    public List<Alert> find(AlertQuery query) {
        return read(connection -> alerts.find(connection, query));
    }

    @Override
    public Map<AlertState, Map<Severity, Long>> count(AlertQuery query, Set<String> except) {
        return read(connection -> alerts.count(connection, query, except));
    }

    /**
     * Returns the alerts that were firing when they were last written, for example by a process that has ended.
     *
     * @return oldest first
     * @throws AlertStoreException if the file is unavailable
     */
    public List<Alert> open() {
        return find(AlertQuery.newest(AlertState.FIRING, Integer.MAX_VALUE));
    }

    @Override
    public List<Alert> withFeedback() {
        return read(alerts::withFeedback);
    }

    @Override
    public Optional<Alert> alert(String alertId) {
        return read(connection -> Optional.ofNullable(alerts.one(connection, alertId)));
    }

    @Override
    public List<AlertStep> steps(String alertId) {
        return read(connection -> alerts.steps(connection, alertId));
    }

    @Override
    public boolean acknowledge(String alertId, Acknowledgement acknowledgement) {
        return change(connection -> alerts.acknowledge(connection, alertId, acknowledgement)) > 0;
    }

    @Override
    public boolean unacknowledge(String alertId, AlertActivity by) {
        return change(connection -> alerts.unacknowledge(connection, alertId, by)) > 0;
    }

    @Override
    public List<FailurePattern> patterns(@Nullable String before, int limit) {
        return read(connection -> {
            if (before != null && !patterns.has(connection, before)) {
                throw new IllegalArgumentException("before: no pattern " + ForeignText.quote(before));
            }
            return patterns.find(connection, before, Math.max(0, limit));
        });
    }

    @Override
    public void endPatterns(Instant at) {
        change(connection -> patterns.put(
                connection,
                patterns.lasting(connection).stream()
                        .map(one -> one.toBuilder().endsAt(at).build())
                        .toList()));
    }

    @Override
    public void saveSilence(Silence silence) {
        change(connection -> silences.put(connection, silence));
        known.put(silence.id(), silence);
    }

    @Override
    public boolean removeSilence(String silenceId) {
        boolean found = change(connection -> silences.remove(connection, silenceId)) > 0;
        known.remove(silenceId);
        return found;
    }

    @Override
    public List<Silence> silences() {
        List<Silence> all = read(silences::all);
        all.forEach(silence -> known.put(silence.id(), silence));
        return all;
    }

    /** Closes the file. */
    @Override
    public void close() {
        database.close();
    }
}
