// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.pattern.FailurePattern;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alerts, failure patterns and silences in a SQLite file. What {@link #append} has answered is on the disk: it survives the
 * process and the machine. While the file is unavailable, batches fail, and the processor goes on with alerts that are
 * marked as not durable and are written when it is available again.
 *
 * <p>A file that is damaged, or is no database of this program, is renamed to {@code ….damaged} ({@code ….damaged-2}, and so
 * on, up to nine), and a new one is created. A file that is deleted, replaced or truncated while in use is noticed within
 * seconds and created again; a note {@code ….recreated} lies beside it then. In both cases listed alerts, lasting patterns
 * and silences are written again, and {@link #problems} reports it until the renamed file or the note is removed.
 * Thread-safe.
 */
public final class SqliteAlertStore implements AlertStore {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");
    private static final long TIDY_EVERY = Duration.ofMinutes(10).toNanos();
    private static final JsonLimits LIMITS = new JsonLimits(1_000, 10_000_000, 1_000, 100_000, 1 << 20);

    private final Database database;
    private final AlertTable alerts;
    private final PatternTable patterns;
    private final SilenceTable silences;
    private final Duration maxAge;
    private final int maxAlerts;
    /** The silences in force, for a file that takes the place of a lost one. */
    private final Map<String, Silence> known = Collections.synchronizedMap(new LinkedHashMap<>());

    private final AtomicLong tidied = new AtomicLong(System.nanoTime());

    private SqliteAlertStore(Path file, Duration maxAge, int maxAlerts) {
        this.maxAge = maxAge;
        this.maxAlerts = maxAlerts;
        JsonCodec json = new JsonCodec(LIMITS);
        alerts = new AlertTable(json);
        patterns = new PatternTable(json);
        silences = new SilenceTable(json);
        database = new Database(
                file,
                this::refill,
                AlertTable.FROM_FIRST,
                Stream.of(AlertTable.SCHEMA, PatternTable.SCHEMA, SilenceTable.SCHEMA)
                        .flatMap(Arrays::stream)
                        .toArray(String[]::new));
    }

    /**
     * Opens a file, and makes it if need be. Resolved alerts, and patterns that are over, are kept for 90 days, and a million
     * of each.
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
     * @param maxAge how long resolved alerts, and patterns that are over, are kept
     * @param maxAlerts how many of the newest of each are kept, beside those that are open
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
            store.database.open();
        } catch (SQLException e) {
            LOG.error("the store {} cannot be opened; alerts are not durable until it can: {}", file, e.getMessage());
        }
        return store;
    }

    /**
     * Why alerts are not durable now.
     *
     * @return null if they are
     */
    public @Nullable String trouble() {
        return database.trouble();
    }

    /**
     * What the store has done since it was opened.
     *
     * @return the counts
     */
    public StoreMetrics metrics() {
        return database.metrics();
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
    public CompletionStage<Void> appendPatterns(List<FailurePattern> reported) {
        return write(connection -> patterns.put(connection, reported));
    }

    private CompletionStage<Void> write(Database.Work<Integer> work) {
        try {
            database.write(work);
            tidyNowAndThen();
            return CompletableFuture.completedFuture(null);
        } catch (SQLException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void tidyNowAndThen() throws SQLException {
        if (System.nanoTime() - tidied.get() > TIDY_EVERY) {
            tidy();
        }
    }

    /**
     * Forgets resolved alerts and ended patterns that are too old or too many, and silences that have ended. Done by itself
     * every ten minutes while alerts come.
     *
     * @throws SQLException if the file cannot be had
     */
    public void tidy() throws SQLException {
        tidied.set(System.nanoTime());
        Instant now = Instant.now();
        long before = now.minus(maxAge).toEpochMilli();
        database.write(connection -> {
            alerts.forget(connection, before, maxAlerts);
            patterns.forget(connection, before, maxAlerts);
            silences.forget(connection, now.toEpochMilli());
            return 0;
        });
        known.values().removeIf(silence -> !silence.endsAt().isAfter(now));
    }

    /**
     * Lists alerts, those that are pending left out unless asked for.
     *
     * @param query which ones
     * @return newest last; of those that match the newest ones
     * @throws SQLException if the file cannot be had
     * @throws IllegalArgumentException if {@code before} is not the id of an alert that is kept
     */
    public List<Alert> find(AlertQuery query) throws SQLException {
        return database.read(connection -> alerts.find(connection, query));
    }

    /**
     * The alerts that were pending or firing when they were last written, such as those that a process that ended had
     * open.
     *
     * @return oldest first
     * @throws SQLException if the file cannot be had
     */
    public List<Alert> open() throws SQLException {
        return database.read(alerts::open);
    }

    /**
     * The resolved alerts of which people have said by {@link io.arxsvgx.telemetry.TelemetryProcessor#feedback} that they
     * were no anomaly, or were one after all.
     *
     * @return oldest first
     * @throws SQLException if the file cannot be had
     */
    public List<Alert> withFeedback() throws SQLException {
        return database.read(alerts::withFeedback);
    }

    /**
     * One alert.
     *
     * @param alertId the alert's id
     * @return the alert as it was last written; empty if it is not kept
     * @throws SQLException if the file cannot be had
     */
    public Optional<Alert> alert(String alertId) throws SQLException {
        return database.read(connection -> Optional.ofNullable(alerts.one(connection, alertId)));
    }

    /**
     * Acknowledges an alert that the processor no longer lists, such as a resolved one of an earlier process.
     *
     * @param alertId the alert's id
     * @param acknowledgement who has seen it
     * @return false if the alert is not kept
     * @throws SQLException if the file is unavailable
     */
    public boolean acknowledge(String alertId, Acknowledgement acknowledgement) throws SQLException {
        int[] rows = new int[1];
        database.write(connection -> rows[0] = alerts.acknowledge(connection, alertId, acknowledgement));
        return rows[0] > 0;
    }

    /**
     * The steps in an alert's life.
     *
     * @param alertId the alert's id
     * @return oldest first; empty if it is not kept
     * @throws SQLException if the file cannot be had
     */
    public List<Step> steps(String alertId) throws SQLException {
        return database.read(connection -> alerts.steps(connection, alertId));
    }

    /**
     * Lists failure patterns.
     *
     * @param before those that came before the one with this id; null for the newest
     * @param limit how many at most
     * @return newest last
     * @throws SQLException if the file cannot be had
     * @throws IllegalArgumentException if {@code before} is not the id of a pattern that is kept
     */
    public List<FailurePattern> patterns(@Nullable String before, int limit) throws SQLException {
        return database.read(connection -> {
            if (before != null && !patterns.has(connection, before)) {
                throw new IllegalArgumentException("no pattern \"" + before + "\" is kept");
            }
            return patterns.find(connection, before, limit);
        });
    }

    /** Ends the patterns that lasted when an earlier process ended: no detector will. */
    void endPatterns(Instant now) throws SQLException {
        database.write(connection -> patterns.put(
                connection,
                patterns.lasting(connection).stream()
                        .map(one -> one.toBuilder().endsAt(now).build())
                        .toList()));
    }

    /**
     * Keeps a silence; one with the same id is replaced.
     *
     * @param silence the silence
     * @throws SQLException if the file cannot be had
     */
    public void keep(Silence silence) throws SQLException {
        database.write(connection -> silences.put(connection, silence));
        known.put(silence.id(), silence);
    }

    /**
     * Keeps a silence no longer.
     *
     * @param id its id
     * @throws SQLException if the file cannot be had
     */
    public void forgetSilence(String id) throws SQLException {
        database.write(connection -> silences.remove(connection, id));
        known.remove(id);
    }

    /**
     * The silences that are kept.
     *
     * @return in the order in which they were set; some may have ended
     * @throws SQLException if the file cannot be had
     */
    public List<Silence> silences() throws SQLException {
        List<Silence> all = database.read(silences::all);
        all.forEach(silence -> known.put(silence.id(), silence));
        return all;
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
    public void close() {
        database.close();
    }
}
