// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A watch on files that compares their content. Sizes and modification times do not show a change behind a symbolic
 * link, nor a file that was copied with its times. Thread-safe.
 */
public final class FileWatcher {
    private static final long INTERVAL_NANOS = 2_000_000_000;

    private final String name;
    private final List<Path> files;
    private final Runnable onChange;
    private volatile @Nullable Thread watcher;
    /** The contents at the last {@link #mark} or change; null for a file that could not be read. */
    private List<byte @Nullable []> seen = List.of();

    /**
     * Creates a watch. Starts no thread.
     *
     * @param name the name of its thread
     * @param files the files to watch
     * @param onChange called on the thread of the watch after any file has changed; it must not throw
     */
    public FileWatcher(String name, List<Path> files, Runnable onChange) {
        this.name = name;
        this.files = List.copyOf(files);
        this.onChange = onChange;
    }

    /** Records the current contents as known. Call it before the files are read. */
    public synchronized void mark() {
        seen = read();
    }

    /** Starts to watch for contents that differ from the known ones. */
    public synchronized void start() {
        if (watcher == null) {
            Thread watching = new Thread(this::watch, name);
            watching.setDaemon(true);
            watcher = watching;
            watching.start();
        }
    }

    /** Stops the watch; {@link #start} starts it again. */
    public synchronized void stop() {
        Thread watching = watcher;
        watcher = null;
        if (watching != null) {
            LockSupport.unpark(watching);
        }
    }

    private void watch() {
        Thread me = Thread.currentThread();
        while (watcher == me) {
            LockSupport.parkNanos(this, INTERVAL_NANOS);
            if (watcher == me && hasChanged()) {
                onChange.run();
            }
        }
    }

    private synchronized boolean hasChanged() {
        List<byte @Nullable []> now = read();
        boolean changed = now.size() != seen.size();
        for (int i = 0; !changed && i < now.size(); i++) {
            changed = !Arrays.equals(now.get(i), seen.get(i));
        }
        seen = now;
        return changed;
    }

    private List<byte @Nullable []> read() {
        List<byte @Nullable []> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(content(file));
        }
        return contents;
    }

    private static byte @Nullable [] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return null;
        }
    }
}
