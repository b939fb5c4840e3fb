// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.cli.shell.FileErrors;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonFile;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.json.RuleJson;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder in which a server keeps what has to outlive it. One process has it at a time. Thread-safe. */
final class DataFolder implements AutoCloseable {
    private static final String UNPACKED = "org.sqlite.tmpdir";

    private final Path path;
    private final FileChannel lock;
    private final @Nullable Path created;

    private DataFolder(Path path, FileChannel lock, @Nullable Path created) {
        this.path = path;
        this.lock = lock;
        this.created = created;
    }

    /** Takes a folder, and makes it where there is none. */
    static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        Path created = firstMissing(path);
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw CliException.failed("the folder " + path
                        + " is in use by another server; --data names another folder, --no-data keeps nothing");
            }
            unpackInto(path);
            return new DataFolder(path, channel, created);
        } catch (IOException e) {
            throw CliException.failed(
                    "the folder " + path + " cannot be written (" + FileErrors.reason(path, e)
                            + "); --data names another, --no-data keeps nothing",
                    e);
        }
    }

    /**
     * SQLite's driver unpacks its native part, here rather than in a folder for temporary files, which may be read only or
     * allow no programs. A process that was killed leaves it behind.
     */
    private static void unpackInto(Path path) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(path, "sqlite-*")) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
        if (System.getProperty(UNPACKED) == null) {
            System.setProperty(UNPACKED, path.toString());
        }
    }

    /** The outermost folder that is not there yet; null if all are. */
    private static @Nullable Path firstMissing(Path path) {
        Path missing = null;
        for (Path at = path; at != null && !Files.exists(at); at = at.getParent()) {
            missing = at;
        }
        return missing;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Deletes the folder again if it was made by this start, which was refused. It must be closed. */
    void discardIfNew() {
        if (created == null) {
            return;
        }
        if (path.toString().equals(System.getProperty(UNPACKED))) {
            System.clearProperty(UNPACKED);
        }
        try (Stream<Path> files = Files.walk(created)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // only a new folder is left behind; the error to report is the one that rejected the start
        }
    }

    Path path() {
        return path;
    }

    Path alerts() {
        return path.resolve("alerts.db");
    }

    Path rules() {
        return path.resolve("rules.json");
    }

    Path boards() {
        return path.resolve("boards.json");
    }

    Path state() {
        return path.resolve("state");
    }

    /** Puts rules into a new folder, from where they can be removed for good. */
    void seed(List<AlertRule> rules) {
        if (Files.exists(rules())) {
            return;
        }
        JsonCodec json = new JsonCodec(JsonLimits.defaults());
        try {
            new JsonFile<>(rules(), json, RuleJson::readAll, RuleJson::writeAll).write(rules);
        } catch (IOException e) {
            throw CliException.failed(rules() + " cannot be written: " + FileErrors.reason(rules(), e), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw CliException.failed("the folder " + path + " cannot be given back: " + e, e);
        }
    }
}
