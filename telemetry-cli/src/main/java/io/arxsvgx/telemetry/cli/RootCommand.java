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

/** What stands before the name of a command. */
@Command(
        name = "telemetry",
        header = "Real-time telemetry with alerts: runs a server, feeds it, and shows what it sees.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All was done.",
            "1:Something failed, or some lines of a file were bad.",
            "2:The command line or a configuration is wrong.",
            "3:No server answered.",
            "4:The server refused."
        },
        footerHeading = "%nVariables:%n",
        footer = {
            "  TELEMETRY_SERVER      the server that commands talk to",
            "  TELEMETRY_API_TOKEN   the token that a server wants, and that commands bring",
            "  TELEMETRY_CA          the certificates that commands believe on https",
            "  TELEMETRY_HTTP_PORT … each setting of start",
            "  NO_COLOR              no colours",
            "%n\"telemetry help COMMAND\" tells the rest."
        })
final class RootCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "When something fails, show the stack trace.")
    private boolean verbose;

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command is given");
    }
}
