// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The lock of a folder, which one runtime has at a time, over all processes of the machine. The operating system releases it
 * when the process ends. Thread-safe.
 */
final class FolderLock implements AutoCloseable {
    static final String FILE = "lock";

    /**
     * The folders that are locked by this class. Their lock files must not be opened again: on POSIX systems a process that
     * closes a file loses all its locks on it.
     */
    private static final Set<Path> LOCKED = new HashSet<>();

    /** Files that another class loader of this process has locked, and that are left open for the same reason. */
    private static final Collection<FileChannel> LOCKED_ELSEWHERE = new ConcurrentLinkedQueue<>();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Locks a folder.
     *
     * @param folder the real path of a folder
     * @return empty if it is locked
     */
    static Optional<FolderLock> tryLock(Path folder) throws IOException {
        synchronized (LOCKED) {
            if (LOCKED.contains(folder)) {
                return Optional.empty();
            }
            while (true) {
                FileChannel channel =
                        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (!acquire(channel)) {
                    return Optional.empty();
                }
                if (Files.exists(folder.resolve(FILE))) {
                    LOCKED.add(folder);
                    return Optional.of(new FolderLock(folder, channel));
                }
                // the owner before has deleted it: a lock on a file without a name locks nothing
                channel.close();
            }
        }
    }

    private static boolean acquire(FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return true;
            }
        } catch (OverlappingFileLockException e) {
            LOCKED_ELSEWHERE.add(channel);
            return false;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return false;
    }

    /** Releases the lock. */
    @Override
    public void close() throws IOException {
        synchronized (LOCKED) {
            try {
                channel.close();
            } finally {
                LOCKED.remove(folder);
            }
        }
    }

    /** Deletes the lock file, then releases the lock, so that nobody can lock the file meanwhile and lose it. */
    void closeAndDelete() throws IOException {
        synchronized (LOCKED) {
            try {
                Files.deleteIfExists(folder.resolve(FILE));
            } finally {
                close();
            }
        }
    }
}
