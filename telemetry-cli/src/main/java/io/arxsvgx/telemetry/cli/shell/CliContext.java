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
 * What surrounds a run. Immutable; what it holds is thread-safe.
 *
 * @param environment the variables
 * @param in the standard input
 * @param out where results go
 * @param err where progress and complaints go
 * @param outIsTerminal whether a person sees {@code out} as it is written
 * @param errIsTerminal the same of {@code err}
 * @param stop tells when the user wants the command to stop
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
     * The surroundings of this process.
     *
     * @param out where results go
     * @return UTF-8 streams; the launcher script says what is a terminal, and without it the console does
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
     * The same surroundings with other streams.
     *
     * @param results where results go
     * @param complaints where progress and complaints go
     * @return a copy
     */
    public CliContext with(PrintStream results, PrintStream complaints) {
        return new CliContext(environment, in, results, complaints, outIsTerminal, errIsTerminal, stop);
    }

    @SuppressWarnings("SystemConsoleNull") // where it is never null, the console itself is asked
    private static boolean isTerminal(String property) {
        String told = System.getProperty(property);
        if (told != null) {
            return told.equals("true");
        }
        Console console = System.console();
        return console != null && answersAsTerminal(console);
    }

    /** Since Java 22 there is a console without a terminal too, and a method that tells the two apart. */
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
     * A variable.
     *
     * @param name its name
     * @return null if it is not set, or blank
     */
    public @Nullable String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /**
     * Whether results may be coloured.
     *
     * @return true on a terminal that is not dumb, unless {@code NO_COLOR} is set
     */
    public boolean outTakesColour() {
        return outIsScreen() && variable("NO_COLOR") == null;
    }

    /**
     * Whether results can be written anywhere on a screen, and over what is there.
     *
     * @return true on a terminal that is not dumb
     */
    public boolean outIsScreen() {
        return outIsTerminal && !"dumb".equals(variable("TERM"));
    }

    /**
     * How wide the terminal is.
     *
     * @return what {@code COLUMNS} says, which the launcher script sets, else 80
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
     * Writes to the user beside the results. What is no visible character is escaped, but for the ends of line.
     *
     * @param lines one line or more; foreign text in it is escaped already, so that it is no line of its own
     */
    public void complain(String lines) {
        out.flush();
        for (String line : lines.split("\n", -1)) {
            err.println(ForeignText.escape(line));
        }
    }
}
