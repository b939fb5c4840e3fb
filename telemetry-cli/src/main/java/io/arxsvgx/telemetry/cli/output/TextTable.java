// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.output;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.text.ForeignText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table with headings and columns of the required width. On a terminal, a last column that is too wide is wrapped between
 * words, or printed below its row. Not thread-safe.
 */
public final class TextTable {
    private static final String GAP = "  ";
    private static final String INDENT = "    ";
    /** The minimum width of a wrapped column. */
    private static final int MIN_WRAPPED_WIDTH = 24;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Creates an empty table.
     *
     * @param headings the headings of its columns; a heading that begins with {@code >} marks a column of numbers
     */
    public TextTable(String... headings) {
        this.headings = Arrays.asList(headings);
    }

    /**
     * Adds a row.
     *
     * @param values one value per heading
     */
    public void row(String... values) {
        if (values.length != headings.size()) {
            throw new IllegalArgumentException(
                    "expected " + headings.size() + " values, one per column, got " + values.length);
        }
        rows.add(Arrays.stream(values).map(TextTable::oneLine).toList());
    }

    /** Escapes a text, since control characters of foreign text must not reach the terminal. */
    private static String oneLine(String text) {
        return ForeignText.escape(text);
    }

    /**
     * Prints the table.
     *
     * @param shell the environment of the run
     */
    public void print(CliContext shell) {
        AnsiStyle paint = AnsiStyle.of(shell);
        int[] widths = widths();
        int last = widths.length - 1;
        int before = Arrays.stream(widths, 0, last).sum() + GAP.length() * last;
        int room = shell.outIsTerminal() ? shell.columns() - before : Integer.MAX_VALUE;
        if (isNumber(headings.get(last)) || widths[last] <= room) {
            shell.print(paint.bold(line(titles(), widths, paint, true)));
            rows.forEach(row -> shell.print(line(row, widths, paint, false)));
        } else if (room >= MIN_WRAPPED_WIDTH) {
            shell.print(paint.bold(line(titles(), widths, paint, true)));
            for (List<String> row : rows) {
                List<String> text = Formats.broken(row.get(last), room);
                shell.print(line(with(row, text.get(0)), widths, paint, false));
                text.stream().skip(1).forEach(part -> shell.print(" ".repeat(before) + part));
            }
        } else {
            shell.print(paint.bold(line(with(titles(), ""), widths, paint, true).stripTrailing()));
            shell.print(paint.bold(INDENT + titles().get(last)));
            for (List<String> row : rows) {
                shell.print(line(with(row, ""), widths, paint, false).stripTrailing());
                Formats.broken(row.get(last), shell.columns() - INDENT.length())
                        .forEach(part -> shell.print(INDENT + part));
            }
        }
    }

    private static List<String> with(List<String> values, String last) {
        List<String> changed = new ArrayList<>(values);
        changed.set(values.size() - 1, last);
        return changed;
    }

    private List<String> titles() {
        return headings.stream()
                .map(heading -> isNumber(heading) ? heading.substring(1) : heading)
                .toList();
    }

    private static boolean isNumber(String heading) {
        return heading.startsWith(">");
    }

    private int[] widths() {
        List<String> titles = titles();
        int[] widths = new int[titles.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    titles.get(i).length(),
                    rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0));
        }
        return widths;
    }

    private String line(List<String> values, int[] widths, AnsiStyle paint, boolean isTitle) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            String blanks = " ".repeat(widths[i] - values.get(i).length());
            String value = isTitle ? values.get(i) : paint.verdict(values.get(i));
            boolean isLast = i == values.size() - 1;
            line.append(i == 0 ? "" : GAP);
            if (isNumber(headings.get(i))) {
                line.append(blanks).append(value);
            } else {
                line.append(value).append(isLast ? "" : blanks);
            }
        }
        return line.toString();
    }
}
