// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.client.ServerOptions;
import io.arxsvgx.telemetry.cli.output.OutputOptions;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import picocli.CommandLine.Mixin;

/** A command that calls a server. Not thread-safe. */
public abstract class ClientCommand implements Runnable {
    public final CliContext shell;

    @Mixin
    final ServerOptions server;

    @Mixin
    public final OutputOptions output = new OutputOptions();

    public ClientCommand(CliContext shell) {
        this.shell = shell;
        server = new ServerOptions(shell);
    }

    @Override
    public final void run() {
        run(server.client());
    }

    /** Runs the command. */
    public abstract void run(ServerClient client);

    /** Checks the value of {@code --limit}. */
    protected static int limit(int given) {
        if (given < 0) {
            throw CliException.usage("--limit: expected a whole number of at least 0, got " + given);
        }
        return given;
    }
}
