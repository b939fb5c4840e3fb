// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import io.arxsvgx.telemetry.cli.shell.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line without a command: the help and the options of all commands. */
@Command(
        name = "telemetry",
        header = "Real-time telemetry with alerts: runs a server, sends events to it, and shows its data.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Success.",
            "1:The command failed, or a file had bad lines.",
            "2:The command line or a configuration is invalid.",
            "3:No server answered.",
            "4:The server rejected the request."
        },
        footerHeading = "%nEnvironment variables:%n",
        footer = {
            "  TELEMETRY_SERVER      the address of the server",
            "  TELEMETRY_API_TOKEN   the token that the server requires and that commands send",
            "  TELEMETRY_VIEW_TOKEN  a second token of the server, with which clients may only read",
            "  TELEMETRY_CA          the certificates that commands trust on https",
            "  TELEMETRY_HTTP_PORT … every setting of start",
            "  NO_COLOR              no colours",
            "%n\"telemetry help COMMAND\" shows the options of a command."
        })
final class RootCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of a failure.")
    private boolean verbose;

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
