// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder into which SQLite's driver unpacks its native library: one that is known to be writable, rather than a folder for
 * temporary files, which may be read-only or allow no programs. Not thread-safe.
 */
final class NativeLibraryFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");
    private static final String PROPERTY = "org.sqlite.tmpdir";
    private static final String FILES = "sqlite-*sqlitejdbc*";

    private final Path folder;

    private NativeLibraryFolder(Path folder) {
        this.folder = folder;
    }

    /** Uses a folder unless the host has set one. Deletes what a process that was killed has left there. */
    static NativeLibraryFolder use(Path folder) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, FILES)) {
            for (Path file : left) {
                Files.delete(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("cannot remove the native library of an earlier process from {}", folder, e);
        }
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, folder.toString());
        }
        return new NativeLibraryFolder(folder);
    }

    @Override
    public void close() {
        if (folder.toString().equals(System.getProperty(PROPERTY))) {
            System.clearProperty(PROPERTY);
        }
    }
}
