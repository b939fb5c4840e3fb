// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.output;

import io.arxsvgx.telemetry.cli.shell.CliContext;

/** The ANSI styles of a terminal, which are empty elsewhere. Immutable. */
public final class AnsiStyle {
    private static final String RESET = "\u001b[0m";

    private final boolean on;

    private AnsiStyle(boolean on) {
        this.on = on;
    }

    /**
     * Returns the style for the results of a run.
     *
     * @param shell determines whether results may be coloured
     * @return the style
     */
    public static AnsiStyle of(CliContext shell) {
        return new AnsiStyle(shell.outTakesColour());
    }

    /**
     * Formats a heading.
     *
     * @param text the text
     * @return the text in bold
     */
    public String bold(String text) {
        return with("1", text);
    }

    /**
     * Formats a less important text.
     *
     * @param text the text
     * @return the text in grey
     */
    public String dim(String text) {
        return with("2", text);
    }

    /**
     * Formats a severity, a state or a status.
     *
     * @param word the word, with or without blanks around it
     * @return the word in the colour of its meaning
     */
    public String verdict(String word) {
        return switch (word.strip()) {
            case "critical", "no" -> with("31", word);
            case "warning", "firing", "pending" -> with("33", word);
            case "healthy", "resolved" -> with("32", word);
            case "info" -> with("36", word);
            default -> word;
        };
    }

    private String with(String code, String text) {
        return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
