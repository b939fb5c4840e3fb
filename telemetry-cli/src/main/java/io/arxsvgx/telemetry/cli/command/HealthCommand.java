// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.client.ServerOptions;
import io.arxsvgx.telemetry.cli.client.ServerResponse;
import io.arxsvgx.telemetry.cli.output.AnsiStyle;
import io.arxsvgx.telemetry.cli.output.OutputOptions;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command that shows whether a server is healthy. */
@Command(
        name = "health",
        header = "Check whether the server runs; exit code 0 if it does, else 1 or 3.",
        description =
                "%nShows the server's status and the reason for it. It requires no token. The exit code is 1 if the server reports"
                        + " that its processor is not running, and 3 if no server answers.",
        footer = {"%nExample:", "  telemetry health || systemctl restart telemetry"})
public final class HealthCommand implements Callable<Integer> {
    private static final int NOT_RUNNING = 503;

    private final CliContext shell;

    @Mixin
    private final ServerOptions server;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    /** Creates the command. */
    public HealthCommand(CliContext shell) {
        this.shell = shell;
        server = new ServerOptions(shell);
    }

    @Override
    public Integer call() {
        ServerResponse answer = server.client().read("/health");
        JsonNode health = answer.status() == NOT_RUNNING ? answer.document() : answer.expectSuccess();
        output.print(shell, health, this::line);
        return health.path("processor_running").asBoolean() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void line(JsonNode health) {
        String reason = health.path("reason").asText();
        shell.print(
                AnsiStyle.of(shell).verdict(health.path("status").asText()) + (reason.isEmpty() ? "" : ": " + reason));
    }
}
