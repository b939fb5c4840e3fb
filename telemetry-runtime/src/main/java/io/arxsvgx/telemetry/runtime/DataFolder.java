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
import java.nio.file.FileAlreadyExistsException;
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
    /** The folder of a restore that is under way, or was interrupted. */
    private static final String RESTORING = "restoring";

    /** As the host names it. */
    private final Path path;
    /** Where the files are. */
    private final Path real;

    private final FolderLock lock;
    private final NativeLibraryFolder library;
    private final @Nullable Path created;

    private DataFolder(Path path, Path real, FolderLock lock, @Nullable Path created) {
        this.path = path;
        this.real = real;
        this.lock = lock;
        library = NativeLibraryFolder.use(real);
        this.created = created;
    }

    /**
     * Locks a folder, and creates it if there is none.
     *
     * @throws DataFolderInUseException if it is locked
     * @throws UnfinishedRestoreException if it has only a part of a backup
     * @throws DataFolderException if it cannot be written
     */
    static DataFolder open(Path folder) {
        DataFolder opened = lock(folder);
        if (Files.exists(opened.restoring())) {
            opened.close();
            throw new UnfinishedRestoreException(opened.path);
        }
        return opened;
    }

    /**
     * Locks a folder that has no data, or a part of a backup only, which is deleted; creates it if there is none.
     *
     * @throws DataFolderInUseException if it is locked
     * @throws DataFolderException if it cannot be written
     * @throws FileAlreadyExistsException if it has data
     */
    static DataFolder openForRestore(Path folder) throws IOException {
        DataFolder opened = lock(folder);
        try {
            opened.beginRestore();
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private void beginRestore() throws IOException {
        List<String> found = DataFiles.inTheWay(real);
        if (Files.exists(restoring())) {
            discardRestored();
        } else if (!found.isEmpty()) {
            throw new FileAlreadyExistsException(
                    path.toString(),
                    null,
                    "the folder has data (" + String.join(", ", found) + "); choose another one");
        }
        Files.createDirectory(restoring());
    }

    /** Moves the restored files to their places. */
    void finishRestore() throws IOException {
        for (String name : DataFiles.in(restoring())) {
            Files.move(restoring().resolve(name), real.resolve(name));
        }
        Files.delete(restoring());
    }

    /** Deletes what was restored, and the folder if {@link #openForRestore} created it. */
    void discardRestore() {
        if (created == null) {
            discardRestored();
            close();
        } else {
            discardIfNew();
        }
    }

    private void discardRestored() {
        for (String name : DataFiles.NAMES) {
            deleteQuietly(real.resolve(name));
            deleteQuietly(restoring().resolve(name));
            deleteQuietly(restoring().resolve(name + ".part"));
        }
        deleteQuietly(restoring());
    }

    Path restoring() {
        return real.resolve(RESTORING);
    }

    private static DataFolder lock(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        Path created = firstMissing(path);
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path);
            }
            Path real = path.toRealPath();
            Optional<FolderLock> lock = FolderLock.tryLock(real);
            if (lock.isPresent()) {
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

    Path path() {
        return path;
    }

    Path alerts() {
        return real.resolve(DataFiles.ALERTS);
    }

    Path rules() {
        return real.resolve(DataFiles.RULES);
    }

    Path boards() {
        return real.resolve(DataFiles.BOARDS);
    }

    Path state() {
        return real.resolve(DataFiles.STATE);
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
        library.close();
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
