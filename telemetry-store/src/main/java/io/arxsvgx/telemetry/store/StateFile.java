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
import io.arxsvgx.telemetry.series.CheckpointVersionException;
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
 * A checkpoint of a processor's state in a file, written at an interval and on close. Another process restores it:
 * windows, pending and firing alerts, and feedback on anomalies. After a crash, windows are restored from the last
 * checkpoint and alerts from the store. Thread-safe.
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
     * Restores the state of an earlier process from the file and the store, and starts to write the file. Call it after
     * the rules are set and before the processor is started. A damaged file is renamed, and windows start empty. If the
     * history is unavailable, no firing alert is restored, and an error is logged.
     *
     * @param processor the processor
     * @param history the alerts in the processor's store: {@link io.arxsvgx.telemetry.operations.AlertOperations#history}, or the store
     * @param file the file
     * @param interval the time between two checkpoints; at least 100 ms, for example 10 s
     * @return the checkpoint, which writes the file until it is closed
     * @throws IllegalArgumentException if the interval is too short
     * @throws NewerFileException if a later release wrote the file
     * @throws IllegalStateException if the processor was started before
     */
    public static StateFile attach(TelemetryProcessor processor, AlertHistory history, Path file, Duration interval) {
        requireNonNull(processor, "processor");
        if (interval.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("interval: expected at least 100 ms, got " + interval);
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
        } catch (CheckpointVersionException e) {
            if (e.isNewer()) {
                throw new NewerFileException(file, e.version(), e);
            }
            moveAside(e);
        } catch (IOException e) {
            moveAside(e);
        }
        try {
            processor.restoreState(null, alerts);
        } catch (IOException e) {
            throw new IllegalStateException("cannot restore an empty state", e);
        }
    }

    private void moveAside(IOException why) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        LOG.error(
                "cannot read state file {} ({}); windows start empty, and the file is renamed to {}",
                file,
                why.getMessage(),
                aside);
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("cannot rename state file {}", file, e);
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
                LOG.warn("cannot write state file {}; retrying", file, e);
            }
        }
    }

    /** Writes a checkpoint unless this object is closed; after that the file may belong to the next process. */
    private synchronized void saveUnlessClosed(Thread me) throws IOException {
        if (writer == me) {
            save();
        }
    }

    /**
     * Writes the file atomically now.
     *
     * @throws IOException if it cannot be written; the previous checkpoint stays
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
     * Returns the reason of the last failed write.
     *
     * @return null if the last write succeeded
     */
    public @Nullable String trouble() {
        return trouble;
    }

    /** Writes the last checkpoint. Call it after the processor was stopped, so that it includes all events. */
    @Override
    public synchronized void close() {
        Thread writing = writer;
        writer = null;
        if (writing != null) {
            LockSupport.unpark(writing);
            try {
                save();
            } catch (IOException e) {
                LOG.error("cannot write state file {}; a restart resumes from the previous checkpoint", file, e);
            }
        }
    }
}
