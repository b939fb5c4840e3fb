// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

import java.io.Console;
import java.io.PrintStream;

/** A console with lines of text and a line of progress below them. Thread-safe. */
public final class DemoConsole {
    private final PrintStream out;
    private final boolean rewrites;
    private int progressLength;

    private DemoConsole(PrintStream out, boolean rewrites) {
        this.out = out;
        this.rewrites = rewrites;
    }

    /**
     * Creates a console.
     *
     * @param out the stream to write to
     * @param rewrites true if the next text overwrites a line of progress; false if progress is written as ordinary
     *     lines
     * @return a new console
     */
    public static DemoConsole on(PrintStream out, boolean rewrites) {
        return new DemoConsole(out, rewrites);
    }

    /**
     * Returns whether this process writes to a terminal, where a line can be rewritten.
     *
     * @return false also if this is unknown
     */
    @SuppressWarnings("SystemConsoleNull") // if it is never null, the console itself is asked
    public static boolean isTerminal() {
        Console console = System.console();
        return console != null && answersAsTerminal(console);
    }

    /**
     * Writes a text.
     *
     * @param text one line or more, without the end of the last one
     */
    public synchronized void line(String text) {
        out.println(overwriting(text));
        out.flush();
        progressLength = 0;
    }

    /**
     * Writes a line of progress.
     *
     * @param text one line
     */
    public synchronized void progress(String text) {
        if (!rewrites) {
            line(text);
            return;
        }
        out.print(overwriting(text));
        out.flush();
        progressLength = text.length();
    }

    private String overwriting(String text) {
        if (progressLength == 0) {
            return text;
        }
        return '\r' + " ".repeat(progressLength) + '\r' + text;
    }

    /**
     * Returns whether a console is a terminal. Since Java 22 there is a console without a terminal too, with a method
     * that distinguishes them.
     */
    private static boolean answersAsTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
