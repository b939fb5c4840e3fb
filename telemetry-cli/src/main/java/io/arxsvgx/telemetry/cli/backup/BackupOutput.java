// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.backup;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.cli.shell.FileErrors;
import io.arxsvgx.telemetry.runtime.DataFolderException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipException;

/** The messages of the commands that copy data folders. */
final class BackupOutput {
    private BackupOutput() {}

    /** A copy of files. */
    interface Copy {
        Map<String, Long> run() throws IOException;
    }

    /**
     * Runs a copy.
     *
     * @param backup the ZIP file
     * @return the names and lengths of the copied files
     * @throws CliException if it fails
     */
    static Map<String, Long> of(Path backup, Copy copy) {
        try {
            return copy.run();
        } catch (FileSystemException e) {
            Path file = e.getFile() == null ? backup : Path.of(e.getFile());
            String reason = e.getReason() != null ? e.getReason() : FileErrors.reason(file, e);
            throw CliException.failed(file + ": " + reason, e);
        } catch (ZipException e) {
            throw CliException.failed(
                    backup + " is not a backup of a data folder, or is damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw CliException.failed(String.valueOf(e.getMessage()), e);
        } catch (DataFolderException e) {
            throw CliException.failed(String.valueOf(e.getMessage()), e);
        }
    }

    static void print(CliContext shell, String done, Map<String, Long> files) {
        shell.print(done);
        files.forEach((name, bytes) -> shell.print("  " + name + ", " + bytes + " bytes"));
    }
}
