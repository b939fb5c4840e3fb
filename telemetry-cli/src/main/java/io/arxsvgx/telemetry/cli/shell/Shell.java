// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

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
public record Shell(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        StopSignal stop) {
    /** Copies the variables. */
    public Shell {
        environment = Map.copyOf(environment);
    }

    /**
     * The surroundings of this process.
     *
     * @return UTF-8 streams; the launcher script says what is a terminal, and without it the console does
     */
    public static Shell system() {
        return new Shell(
                System.getenv(),
                System.in,
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
                isTerminal("telemetry.out.terminal"),
                isTerminal("telemetry.err.terminal"),
                new StopSignal());
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
        return outIsTerminal && variable("NO_COLOR") == null && !"dumb".equals(variable("TERM"));
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
     * Writes one line to the user beside the results.
     *
     * @param line the line
     */
    public void complain(String line) {
        out.flush();
        err.println(line);
    }
}
