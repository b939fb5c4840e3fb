// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arxsvgx.telemetry.text.ForeignText;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environment of a run. Immutable; its parts are thread-safe.
 *
 * @param environment the environment variables
 * @param in the standard input
 * @param out the stream for results
 * @param err the stream for progress and messages
 * @param outIsTerminal whether {@code out} is a terminal
 * @param errIsTerminal whether {@code err} is a terminal
 * @param stop the signal with which the user stops the command
 */
public record CliContext(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        StopSignal stop) {
    private static final int COLUMNS = 80;

    /** Copies the variables. */
    public CliContext {
        environment = Map.copyOf(environment);
    }

    /**
     * Returns the environment of this process.
     *
     * @param out the stream for results
     * @return UTF-8 streams; the launcher script, or else the console, determines what is a terminal
     */
    public static CliContext system(PrintStream out) {
        return new CliContext(
                System.getenv(),
                System.in,
                out,
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
                isTerminal("telemetry.out.terminal"),
                isTerminal("telemetry.err.terminal"),
                new StopSignal());
    }

    /**
     * Returns this environment with other streams.
     *
     * @param results the stream for results
     * @param complaints the stream for progress and messages
     * @return a copy
     */
    public CliContext with(PrintStream results, PrintStream complaints) {
        return new CliContext(environment, in, results, complaints, outIsTerminal, errIsTerminal, stop);
    }

    @SuppressWarnings("SystemConsoleNull") // where it is never null, isTerminal of the console is used
    private static boolean isTerminal(String property) {
        String given = System.getProperty(property);
        if (given != null) {
            return given.equals("true");
        }
        Console console = System.console();
        return console != null && answersAsTerminal(console);
    }

    /** Whether a console is a terminal; since Java 22 it has a method for this, as it can exist without a terminal. */
    private static boolean answersAsTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /**
     * Returns an environment variable.
     *
     * @param name its name
     * @return the value; null if it is not set, or blank
     */
    public @Nullable String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /**
     * Returns whether results may be coloured.
     *
     * @return true on a terminal that is not dumb, unless {@code NO_COLOR} is set
     */
    public boolean outTakesColour() {
        return outIsScreen() && variable("NO_COLOR") == null;
    }

    /**
     * Returns whether the cursor can be positioned on the screen.
     *
     * @return true on a terminal that is not dumb
     */
    public boolean outIsScreen() {
        return outIsTerminal && !"dumb".equals(variable("TERM"));
    }

    /**
     * Returns the width of the terminal.
     *
     * @return the value of {@code COLUMNS}, which the launcher script sets; 80 by default
     */
    public int columns() {
        String columns = variable("COLUMNS");
        return columns != null && columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : COLUMNS;
    }

    /**
     * Writes one line of results.
     *
     * @param line the line
     */
    public void print(String line) {
        out.println(line);
    }

    /**
     * Writes messages to the user, separately from the results. Invisible characters except line ends are escaped.
     *
     * @param lines one line or more; foreign text in it is already escaped, so that it contains no line end
     */
    public void complain(String lines) {
        out.flush();
        for (String line : lines.split("\n", -1)) {
            err.println(ForeignText.escape(line));
        }
    }
}
