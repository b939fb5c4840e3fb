// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.output;

import io.arxsvgx.telemetry.cli.shell.CliContext;

/** Colours on a terminal, and nothing elsewhere. Immutable. */
public final class AnsiStyle {
    private static final String RESET = "\u001b[0m";

    private final boolean on;

    private AnsiStyle(boolean on) {
        this.on = on;
    }

    /**
     * Paint for the results of a run.
     *
     * @param shell knows whether they may be coloured
     * @return a paint
     */
    public static AnsiStyle of(CliContext shell) {
        return new AnsiStyle(shell.outTakesColour());
    }

    /**
     * A heading.
     *
     * @param text the text
     * @return the text in bold
     */
    public String bold(String text) {
        return with("1", text);
    }

    /**
     * Something of less weight.
     *
     * @param text the text
     * @return the text in grey
     */
    public String dim(String text) {
        return with("2", text);
    }

    /**
     * A word that says how things are: a severity, a state, a status.
     *
     * @param word the word, perhaps between blanks
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
