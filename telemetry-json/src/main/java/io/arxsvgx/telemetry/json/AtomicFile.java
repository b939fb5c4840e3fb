// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * An atomic writer of files: it writes to a temporary file, forces it to disk, and renames it. Thread-safe for different
 * files; one file must not be written by two threads at a time.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** A writer of the content of a file. Confined to the thread that writes the file. */
    @FunctionalInterface
    public interface Writing {
        /**
         * Writes the content.
         *
         * @param out the stream to write to; not closed
         * @throws IOException if the write fails
         */
        void write(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, and creates its folder if it does not exist. On a file system that cannot rename atomically, the file
     * is replaced without that guarantee: a crash at that moment may leave only the temporary file.
     *
     * @param file the file; the temporary file has its name with the suffix {@code .part}
     * @param writing the writer of its content
     * @throws IOException if it cannot be written; the previous file stays
     */
    public static void write(Path file, Writing writing) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            writing.write(out);
            out.flush();
            channel.force(true);
        }
        replace(part, file);
    }

    private static void replace(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
