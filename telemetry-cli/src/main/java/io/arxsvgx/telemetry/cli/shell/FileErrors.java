// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.shell;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The messages of file errors. */
public final class FileErrors {
    private FileErrors() {}

    /**
     * Returns the reason of a failure.
     *
     * @param file the file
     * @param why the failure
     * @return for example {@code no such file}
     */
    public static String reason(Path file, IOException why) {
        if (Files.isDirectory(file)) {
            return Files.isWritable(file) ? "is a folder" : "access denied";
        }
        if (why instanceof NoSuchFileException) {
            Path folder = file.toAbsolutePath().getParent();
            return folder == null || Files.isDirectory(folder) ? "no such file" : "no such folder: " + folder;
        }
        if (why instanceof AccessDeniedException) {
            return "access denied";
        }
        if (why instanceof FileAlreadyExistsException) {
            return "a file of that name exists";
        }
        if (why instanceof EOFException) {
            return "unexpected end of file";
        }
        String reason = why instanceof FileSystemException named ? named.getReason() : null;
        return reason != null ? reason : String.valueOf(why.getMessage());
    }
}
