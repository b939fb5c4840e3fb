// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import io.arxsvgx.telemetry.cli.backup.BackupCommand;
import io.arxsvgx.telemetry.cli.backup.RestoreCommand;
import io.arxsvgx.telemetry.cli.command.AckCommand;
import io.arxsvgx.telemetry.cli.command.AlertsCommand;
import io.arxsvgx.telemetry.cli.command.AnalyticsCommand;
import io.arxsvgx.telemetry.cli.command.CompletionCommand;
import io.arxsvgx.telemetry.cli.command.CreateConfigCommand;
import io.arxsvgx.telemetry.cli.command.DashboardCommand;
import io.arxsvgx.telemetry.cli.command.GenerateCommand;
import io.arxsvgx.telemetry.cli.command.HealthCommand;
import io.arxsvgx.telemetry.cli.command.IngestCommand;
import io.arxsvgx.telemetry.cli.command.PatternsCommand;
import io.arxsvgx.telemetry.cli.command.SilenceCommand;
import io.arxsvgx.telemetry.cli.command.SilencesCommand;
import io.arxsvgx.telemetry.cli.command.UnsilenceCommand;
import io.arxsvgx.telemetry.cli.monitor.MonitorCommand;
import io.arxsvgx.telemetry.cli.monitor.TailCommand;
import io.arxsvgx.telemetry.cli.notification.NotificationsCommand;
import io.arxsvgx.telemetry.cli.notification.ReloadCommand;
import io.arxsvgx.telemetry.cli.rule.AddRuleCommand;
import io.arxsvgx.telemetry.cli.rule.CreateRuleCommand;
import io.arxsvgx.telemetry.cli.rule.DisableRuleCommand;
import io.arxsvgx.telemetry.cli.rule.EnableRuleCommand;
import io.arxsvgx.telemetry.cli.rule.ListRulesCommand;
import io.arxsvgx.telemetry.cli.rule.RemoveRuleCommand;
import io.arxsvgx.telemetry.cli.rule.ValidateCommand;
import io.arxsvgx.telemetry.cli.serve.Logging;
import io.arxsvgx.telemetry.cli.serve.StartCommand;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.cli.shell.ExitCode;
import io.arxsvgx.telemetry.cli.shell.StandardOutput;
import io.arxsvgx.telemetry.text.ForeignText;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/** The command line program. */
public final class TelemetryCli {
    private TelemetryCli() {}

    /**
     * Runs one command and exits the process.
     *
     * @param args the command and its arguments
     */
    public static void main(String[] args) {
        StandardOutput out = new StandardOutput();
        CliContext shell = CliContext.system(out);
        shell.stop().install();
        int code = run(shell, args);
        int last = shell.stop().last(code, () -> out.finish(code, shell.err()));
        System.exit(shell.stop().exitCode(last));
    }

    /**
     * Runs one command.
     *
     * @param shell the environment of the run
     * @param args the command and its arguments
     * @return one of {@link ExitCode}
     */
    public static int run(CliContext shell, String... args) {
        Logging.off();
        return commandLine(shell).execute(args);
    }

    static CommandLine commandLine(CliContext shell) {
        RootCommand root = new RootCommand();
        CommandLine line = new CommandLine(root);
        line.addSubcommand(StartCommand.commandLine(shell));
        line.addSubcommand(new IngestCommand(shell));
        line.addSubcommand(new GenerateCommand(shell));
        line.addSubcommand(new MonitorCommand(shell));
        line.addSubcommand(new TailCommand(shell));
        line.addSubcommand(new DashboardCommand(shell));
        line.addSubcommand(new HealthCommand(shell));
        line.addSubcommand(new AlertsCommand(shell));
        line.addSubcommand(new AckCommand(shell));
        line.addSubcommand(new SilenceCommand(shell));
        line.addSubcommand(new UnsilenceCommand(shell));
        line.addSubcommand(new SilencesCommand(shell));
        line.addSubcommand(NotificationsCommand.commandLine(shell));
        line.addSubcommand(new ReloadCommand(shell));
        line.addSubcommand(new PatternsCommand(shell));
        line.addSubcommand(new AnalyticsCommand(shell));
        line.addSubcommand(new ListRulesCommand(shell));
        line.addSubcommand(new AddRuleCommand(shell));
        line.addSubcommand(new RemoveRuleCommand(shell));
        line.addSubcommand(new EnableRuleCommand(shell));
        line.addSubcommand(new DisableRuleCommand(shell));
        line.addSubcommand(new CreateConfigCommand(shell));
        line.addSubcommand(new CreateRuleCommand(shell));
        line.addSubcommand(new ValidateCommand(shell));
        line.addSubcommand(new BackupCommand(shell));
        line.addSubcommand(new RestoreCommand(shell));
        line.addSubcommand(new CompletionCommand(shell));
        line.addSubcommand(new WarmUpCommand());
        line.addSubcommand(new HelpCommand());
        line.getSubcommands().values().forEach(TelemetryCli::helpful);
        line.setOut(writer(shell.out())).setErr(writer(shell.err()));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                shell.outTakesColour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        Numbers.register(line);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(shell.outIsTerminal());
        line.setUsageHelpWidth(100);
        line.setParameterExceptionHandler((fault, given) -> misused(shell, fault));
        line.setExecutionExceptionHandler((fault, at, parsed) -> failed(shell, fault, root.isVerbose()));
        return line;
    }

    private static void helpful(CommandLine command) {
        command.getSubcommands().values().forEach(TelemetryCli::helpful);
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getCommandSpec()
                .usageMessage()
                .parameterListHeading("%nParameters:%n")
                .optionListHeading("%nOptions:%n");
    }

    private static PrintWriter writer(java.io.OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static int misused(CliContext shell, ParameterException fault) {
        shell.complain("telemetry: " + ForeignText.escape(UsageErrors.text(fault)) + " (see \"telemetry "
                + help(fault.getCommandLine()) + "\")");
        return ExitCode.USAGE;
    }

    private static String help(CommandLine at) {
        CommandLine parent = at.getParent();
        if (parent == null) {
            return "help";
        }
        return parent.getParent() == null
                ? "help " + at.getCommandName()
                : parent.getCommandName() + " " + at.getCommandName() + " --help";
    }

    private static int failed(CliContext shell, Exception fault, boolean verbose) {
        CliException known = fault instanceof CliException given ? given : null;
        shell.complain("telemetry: "
                + (known != null
                        ? known.getMessage()
                        : "unexpected failure: " + ForeignText.escape(String.valueOf(fault))
                                + (verbose ? "" : "; --verbose shows the stack trace")));
        if (verbose) {
            ForeignText.escape(fault).printStackTrace(shell.err());
        }
        return known != null ? known.exitCode() : ExitCode.FAILED;
    }
}
