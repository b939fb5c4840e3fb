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

/** Why something could not be done with a file, in the user's words. */
public final class FileErrors {
    private FileErrors() {}

    /**
     * Why.
     *
     * @param file the file
     * @param why what happened
     * @return for example {@code there is no such file}
     */
    public static String reason(Path file, IOException why) {
        if (Files.isDirectory(file)) {
            return Files.isWritable(file) ? "it is a folder" : "access is denied";
        }
        if (why instanceof NoSuchFileException) {
            Path folder = file.toAbsolutePath().getParent();
            return folder == null || Files.isDirectory(folder)
                    ? "there is no such file"
                    : "there is no folder " + folder;
        }
        if (why instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (why instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        if (why instanceof EOFException) {
            return "it ends too early";
        }
        String reason = why instanceof FileSystemException named ? named.getReason() : null;
        return reason != null ? reason : String.valueOf(why.getMessage());
    }
}
