// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.json.AtomicFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A processor's state in a file, written at an interval and when it is closed, so that another process goes on where this
 * one was: windows, pending and firing alerts, what people have said of anomalies, and the store's silences. After a crash
 * windows are those of the last time it was written, alerts those of the store. Thread-safe.
 */
public final class StateFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    private final TelemetryProcessor processor;
    private final Path file;
    private final long interval;
    private volatile @Nullable Thread writer;
    private volatile @Nullable String trouble;

    private StateFile(TelemetryProcessor processor, Path file, Duration interval) {
        this.processor = processor;
        this.file = file;
        this.interval = interval.toNanos();
    }

    /**
     * Has a processor go on where the file and the store tell that an earlier one was, and begins to write the file. Call it
     * once the rules are set, before the processor is started. A file that is damaged is put aside, and windows begin
     * anew. A store that cannot be had has no firing alerts and no silences to tell of; that is logged.
     *
     * @param processor the processor, whose store is {@code store}
     * @param store tells which alerts fired, and what is silenced
     * @param file the file
     * @param interval how often it is written; at least 100 ms, for example 10 s
     * @return what writes the file until it is closed
     * @throws IllegalArgumentException if the interval is too short
     * @throws IllegalStateException if the processor was started before
     */
    public static StateFile attach(TelemetryProcessor processor, SqliteAlertStore store, Path file, Duration interval) {
        requireNonNull(processor, "processor");
        if (interval.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("the interval is " + interval + "; it takes 100 ms or more");
        }
        StateFile made = new StateFile(processor, requireNonNull(file, "file"), interval);
        made.restore(toTakeUp(processor, store));
        made.begin();
        return made;
    }

    private static List<Alert> toTakeUp(TelemetryProcessor processor, SqliteAlertStore store) {
        Instant now = Instant.ofEpochSecond(0, processor.config().timeSource().epochNanos());
        try {
            store.endPatterns(now);
            store.silences().stream()
                    .filter(silence -> silence.endsAt().isAfter(now))
                    .map(silence -> bounded(silence, now))
                    .forEach(processor::silence);
            List<Alert> all = new ArrayList<>(store.withFeedback());
            store.open().stream()
                    .filter(alert -> alert.state() == AlertState.FIRING)
                    .forEach(all::add);
            return all;
        } catch (SQLException e) {
            LOG.error(
                    "alerts and silences of earlier times cannot be had ({}); the processor goes on without",
                    store.trouble());
            return List.of();
        }
    }

    /** Earlier versions took an end that lies further ahead than a processor takes. */
    private static Silence bounded(Silence silence, Instant now) {
        Instant latest = now.atOffset(ZoneOffset.UTC).plusYears(10).toInstant();
        if (!silence.endsAt().isAfter(latest)) {
            return silence;
        }
        LOG.warn(
                "silence {} ended at {}, more than ten years ahead; it ends at {}",
                silence.id(),
                silence.endsAt(),
                latest);
        Instant starts = silence.startsAt().isBefore(latest) ? silence.startsAt() : now;
        return new Silence(silence.id(), silence.matchers(), starts, latest, silence.who(), silence.note());
    }

    private void restore(List<Alert> alerts) {
        try {
            if (Files.exists(file)) {
                try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                    processor.restoreState(in, alerts);
                    return;
                }
            }
        } catch (IOException e) {
            putAside(e);
        }
        try {
            processor.restoreState(null, alerts);
        } catch (IOException e) {
            throw new IllegalStateException("nothing was read", e);
        }
    }

    private void putAside(IOException why) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        LOG.error(
                "{} cannot be read ({}); windows begin anew, and it is put aside as {}", file, why.getMessage(), aside);
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("{} cannot be put aside", file, e);
        }
    }

    private void begin() {
        Thread writing = new Thread(this::write, "telemetry-state");
        writing.setDaemon(true);
        writer = writing;
        writing.start();
    }

    private void write() {
        Thread me = Thread.currentThread();
        while (writer == me) {
            LockSupport.parkNanos(this, interval);
            if (writer == me) {
                try {
                    save();
                } catch (IOException e) {
                    LOG.warn("{} cannot be written; it is tried again", file, e);
                }
            }
        }
    }

    /**
     * Writes the file now: whole, or not at all.
     *
     * @throws IOException if it cannot be written; the one before it stays
     */
    public synchronized void save() throws IOException {
        try {
            AtomicFile.write(file, processor::saveState);
            trouble = null;
        } catch (IOException e) {
            trouble = file + ": " + e;
            throw e;
        }
    }

    /**
     * Why the file was not written last time.
     *
     * @return null if it was
     */
    public @Nullable String trouble() {
        return trouble;
    }

    /** Writes the file a last time. Call it after the processor was stopped, so that all events are in it. */
    @Override
    public void close() {
        Thread writing = writer;
        writer = null;
        if (writing != null) {
            LockSupport.unpark(writing);
            try {
                save();
            } catch (IOException e) {
                LOG.error("{} cannot be written; after a restart windows are as it has them from before", file, e);
            }
        }
    }
}
