// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertHistory;
import io.arxsvgx.telemetry.alert.AlertQuery;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.AlertStoreException;
import io.arxsvgx.telemetry.json.AtomicFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A processor's state in a file, written at an interval and when it is closed, so that another process goes on where this
 * one was: windows, pending and firing alerts, and what people have said of anomalies. After a crash
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
     * once the rules are set, before the processor is started. A file that is damaged is renamed, and windows begin empty. If
     * the history is unavailable, no firing alert is restored; that is logged.
     *
     * @param processor the processor
     * @param history the alerts that the processor's store has: {@link io.arxsvgx.telemetry.operations.AlertOperations#history}, or the store
     * @param file the file
     * @param interval how often it is written; at least 100 ms, for example 10 s
     * @return what writes the file until it is closed
     * @throws IllegalArgumentException if the interval is too short
     * @throws IllegalStateException if the processor was started before
     */
    public static StateFile attach(TelemetryProcessor processor, AlertHistory history, Path file, Duration interval) {
        requireNonNull(processor, "processor");
        if (interval.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("the interval is " + interval + "; it takes 100 ms or more");
        }
        StateFile made = new StateFile(processor, requireNonNull(file, "file"), interval);
        made.restore(toRestore(requireNonNull(history, "history")));
        made.begin();
        return made;
    }

    private static List<Alert> toRestore(AlertHistory history) {
        try {
            List<Alert> all = new ArrayList<>(history.withFeedback());
            all.addAll(history.find(AlertQuery.newest(AlertState.FIRING, Integer.MAX_VALUE)));
            return all;
        } catch (AlertStoreException e) {
            LOG.error("alerts of earlier processes not restored: {}", e.getMessage());
            return List.of();
        }
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
            try {
                saveUnlessClosed(me);
            } catch (IOException e) {
                LOG.warn("{} cannot be written; it is tried again", file, e);
            }
        }
    }

    /** Once it is closed the file may belong to the next process. */
    private synchronized void saveUnlessClosed(Thread me) throws IOException {
        if (writer == me) {
            save();
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
    public synchronized void close() {
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
