// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.backup;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.runtime.DataBackup;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Restores a data folder from a backup. */
@Command(
        name = "restore",
        header = "Restore a data folder from a backup.",
        description = {
            "%nWrites the files of a backup into a folder that has no data yet. Then start the server with this folder: it"
                    + " continues as after a crash at the time of the backup."
        },
        footer = {"%nExample:", "  telemetry restore --from telemetry-backup.zip --data /var/lib/telemetry"})
public final class RestoreCommand implements Runnable {
    private final CliContext shell;

    @Option(names = "--from", paramLabel = "FILE", required = true, description = "The file that backup has created.")
    private Path from = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The data folder: an empty one, or one that does not exist.")
    private Path data = Path.of("");

    /** Creates the command. */
    public RestoreCommand(CliContext shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        BackupOutput.print(
                shell,
                "restored " + from + " into " + data,
                BackupOutput.of(from, () -> DataBackup.restore(from, data)));
    }
}
