// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.backup;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.runtime.DataBackup;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Copies a data folder into one file. */
@Command(
        name = "backup",
        header = "Copy a data folder into one file.",
        description = {
            "%nCopies alerts, silences, rules, boards and the checkpoint of a data folder into a ZIP file. The server can keep"
                    + " running. Files outside the folder, such as those of --config and --rules, are not copied."
        },
        footer = {"%nExample:", "  telemetry backup --data /var/lib/telemetry --to telemetry-backup.zip"})
public final class BackupCommand implements Runnable {
    private final CliContext shell;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The data folder: the one given to start.")
    private Path data = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description = "The file to create; it must not exist.")
    private Path to = Path.of("");

    /** Creates the command. */
    public BackupCommand(CliContext shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        BackupOutput.print(
                shell, "backed up " + data + " to " + to, BackupOutput.of(to, () -> DataBackup.create(data, to)));
    }
}
