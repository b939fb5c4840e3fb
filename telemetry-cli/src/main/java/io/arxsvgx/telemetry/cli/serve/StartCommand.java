// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.cli.shell.DetachedOutput;
import io.arxsvgx.telemetry.cli.shell.FileErrors;
import io.arxsvgx.telemetry.cli.shell.Version;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command that runs a server until the user stops it. */
@Command(
        name = "start",
        header = "Run a server until Ctrl-C or SIGTERM.",
        description = {
            "%nIngests events over HTTP and WebSocket, evaluates rules, stores alerts on disk, and serves a dashboard. It listens"
                    + " on this machine only, unless --bind names another address and TELEMETRY_API_TOKEN sets a token.",
            "%nA setting is read from the command line (--http-port), an environment variable (TELEMETRY_HTTP_PORT) or the file"
                    + " of --config (http_port); the command line has precedence over the variable, and the variable over the"
                    + " file. After a crash, start it again with the same folder to continue with the stored alerts and rules."
        },
        footer = {
            "%nExamples:",
            "  telemetry start --demo",
            "  telemetry start --config config.json --rules rules.json --data /var/lib/telemetry",
            "  telemetry start --pack jvm --pack http-service",
            "  TELEMETRY_API_TOKEN=… telemetry start --bind 0.0.0.0 --tls-certificate chain.pem --tls-key key.pem"
        })
public final class StartCommand implements Runnable {
    private static final Path DEFAULT_DATA = Path.of("data");
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final CliContext shell;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final StartOptions options = new StartOptions();

    private StartCommand(CliContext shell) {
        this.shell = shell;
    }

    /** Returns the command with its options. */
    public static CommandLine commandLine(CliContext shell) {
        CommandLine line = new CommandLine(new StartCommand(shell));
        ConfigOptions.addTo(line.getCommandSpec());
        return line;
    }

    /** Runs the server; its output and its log never block it, whether or not they are read. */
    @Override
    public void run() {
        DetachedOutput out = DetachedOutput.to(shell.out(), "telemetry-console-out");
        DetachedOutput err = DetachedOutput.to(shell.err(), "telemetry-console-err");
        try {
            run(shell.with(out.print(), err.print()));
        } finally {
            out.finish(LAST_WORDS);
            err.finish(LAST_WORDS);
        }
    }

    private void run(CliContext console) {
        AccessTokens tokens = AccessTokens.of(shell);
        StartSettings settings = settings(tokens.api());
        Demo demo = options.demo ? Demo.find() : null;
        String level = settings.text("log_level");
        String logFile = settings.text("log_file");
        Logging.configure(console.err(), level == null ? "info" : level, logFile == null ? null : Path.of(logFile));
        try (RunningServer running = RunningServer.start(settings, tokens, data(settings), demo)) {
            Banner.of(running, console, Version.text(), tokens.api() != null).forEach(console::print);
            console.out().flush();
            shell.stop().await();
        } finally {
            Logging.off();
        }
        console.print("stopped: all accepted events are processed");
        console.out().flush();
    }

    private StartSettings settings(@Nullable String token) {
        String variable = shell.variable("TELEMETRY_CONFIG");
        Path file = options.config != null ? options.config : variable == null ? null : Path.of(variable);
        try {
            StartSettings settings = StartSettings.of(file == null ? null : read(file), shell.environment(), given());
            StartCheck.require(settings, token);
            return settings;
        } catch (CliException fault) {
            throw file == null ? fault : CliException.usage(named(file, fault));
        }
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>(options.given());
        given.putAll(ConfigOptions.given(spec));
        return given;
    }

    /** Adds the file to the message of a fault in the file. */
    private static String named(Path file, CliException fault) {
        String message = String.valueOf(fault.getMessage());
        return message.startsWith("--") || message.startsWith("TELEMETRY_") ? message : file + ": " + message;
    }

    private static JsonNode read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new JsonCodec(JsonLimits.defaults()).readWithComments(in);
        } catch (IOException e) {
            throw CliException.usage("cannot read the file: " + FileErrors.reason(file, e));
        } catch (MalformedJsonException e) {
            throw CliException.usage(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Path data(StartSettings settings) {
        String named = settings.text("data");
        if (options.noData) {
            return null;
        }
        return named != null ? Path.of(named) : options.demo ? null : DEFAULT_DATA;
    }
}
