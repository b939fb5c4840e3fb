// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.StopSignal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** One run of the command line inside the test, with what it printed. */
final class Run {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StopSignal stop = new StopSignal();
    private final CliContext shell;
    private int code = -1;

    private Run(Map<String, String> environment, String input, boolean isTerminal) {
        shell = new CliContext(
                environment,
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                isTerminal,
                isTerminal,
                stop);
    }

    static Run of(String... args) {
        return with(Map.of(), args);
    }

    static Run with(Map<String, String> environment, String... args) {
        return new Run(environment, "", false).execute(args);
    }

    static Run fed(Map<String, String> environment, String input, String... args) {
        return new Run(environment, input, false).execute(args);
    }

    static Run onTerminal(Map<String, String> environment, String... args) {
        return new Run(environment, "", true).execute(args);
    }

    /** A run that has not finished. */
    static Run begun(Map<String, String> environment) {
        return new Run(environment, "", false);
    }

    Run execute(String... args) {
        code = TelemetryCli.run(shell, args);
        return this;
    }

    void stop() {
        stop.request();
    }

    int code() {
        return code;
    }

    String out() {
        return out.toString(UTF_8);
    }

    String err() {
        return err.toString(UTF_8);
    }

    List<String> lines() {
        return out().lines().toList();
    }
}
