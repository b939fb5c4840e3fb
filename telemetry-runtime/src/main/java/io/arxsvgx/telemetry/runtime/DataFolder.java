// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonFile;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.json.RuleJson;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder with the files that outlive the process. One runtime has it at a time. Not thread-safe. */
final class DataFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");
    /** Where SQLite's driver unpacks its native library. */
    private static final String NATIVE_FOLDER = "org.sqlite.tmpdir";

    private static final String NATIVE_FILES = "sqlite-*sqlitejdbc*";

    /** As the host names it. */
    private final Path path;
    /** Where the files are. */
    private final Path real;

    private final FolderLock lock;
    private final @Nullable Path created;

    private DataFolder(Path path, Path real, FolderLock lock, @Nullable Path created) {
        this.path = path;
        this.real = real;
        this.lock = lock;
        this.created = created;
    }

    /**
     * Locks a folder, and creates it if there is none.
     *
     * @throws DataFolderInUseException if it is locked
     * @throws DataFolderException if it cannot be written
     */
    static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        Path created = firstMissing(path);
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path);
            }
            Path real = path.toRealPath();
            Optional<FolderLock> lock = FolderLock.tryLock(real);
            if (lock.isPresent()) {
                unpackInto(real);
                return new DataFolder(path, real, lock.get(), created);
            }
        } catch (IOException e) {
            deleteEmptyFolders(path, created);
            throw new DataFolderException(path, e);
        }
        throw new DataFolderInUseException(path);
    }

    /** The outermost folder that does not exist yet; null if all exist. */
    private static @Nullable Path firstMissing(Path path) {
        Path missing = null;
        for (Path at = path; at != null && !Files.exists(at, LinkOption.NOFOLLOW_LINKS); at = at.getParent()) {
            missing = at;
        }
        return missing;
    }

    /**
     * Has SQLite's driver unpack its native library here rather than in a folder for temporary files, which may be read-only or
     * allow no programs. A process that was killed leaves it behind.
     */
    private static void unpackInto(Path real) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(real, NATIVE_FILES)) {
            for (Path file : left) {
                Files.delete(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("cannot remove the native library of an earlier process from {}", real, e);
        }
        if (System.getProperty(NATIVE_FOLDER) == null) {
            System.setProperty(NATIVE_FOLDER, real.toString());
        }
    }

    private void unpackElsewhere() {
        if (real.toString().equals(System.getProperty(NATIVE_FOLDER))) {
            System.clearProperty(NATIVE_FOLDER);
        }
    }

    Path path() {
        return path;
    }

    Path alerts() {
        return real.resolve("alerts.db");
    }

    Path rules() {
        return real.resolve("rules.json");
    }

    Path boards() {
        return real.resolve("boards.json");
    }

    Path state() {
        return real.resolve("state");
    }

    /** Whether the folder has no file of rules yet. */
    boolean isUnseeded() {
        return !Files.exists(rules());
    }

    /** Writes the file of rules, from where the rules can be removed for good. */
    void seed(List<AlertRule> rules) {
        JsonCodec json = new JsonCodec(JsonLimits.defaults());
        try {
            new JsonFile<>(rules(), json, RuleJson::readAll, RuleJson::writeAll).write(rules);
        } catch (IOException e) {
            throw new DataFolderException(path, e);
        }
    }

    /** Releases the lock. */
    @Override
    public void close() {
        release(false);
    }

    private void release(boolean deleteLockFile) {
        unpackElsewhere();
        try {
            if (deleteLockFile) {
                lock.closeAndDelete();
            } else {
                lock.close();
            }
        } catch (IOException e) {
            throw new DataFolderException(path, "data folder " + path + " cannot be released: " + e, e);
        }
    }

    /** Releases the lock. If {@link #open} created the folder, its contents are deleted before and the folder after that. */
    void discardIfNew() {
        if (created == null) {
            close();
            return;
        }
        deleteContents();
        release(true);
        deleteEmptyFolders(path, created);
    }

    private void deleteContents() {
        try (Stream<Path> files = Files.walk(real)) {
            files.filter(file -> !file.equals(real) && !file.equals(real.resolve(FolderLock.FILE)))
                    .sorted(Comparator.reverseOrder())
                    .forEach(DataFolder::deleteQuietly);
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("cannot list {}", real, e);
        }
    }

    /** Deletes a folder and those around it that were created with it, up to the first that has other contents. */
    private static void deleteEmptyFolders(Path path, @Nullable Path created) {
        if (created != null) {
            for (Path at = path; at != null && at.startsWith(created) && deleteQuietly(at); at = at.getParent()) {}
        }
    }

    /** The error to report is the one that rejected the start, so that a failure only leaves something behind. */
    private static boolean deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
            return true;
        } catch (IOException e) {
            LOG.debug("cannot delete {}", file, e);
            return false;
        }
    }
}
