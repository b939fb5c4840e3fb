// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.output;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.text.ForeignText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under headings, as wide as they need. On a terminal a last column that has no room is broken between words, or stands
 * under its row. Not thread-safe.
 */
public final class TextTable {
    private static final String GAP = "  ";
    private static final String INDENT = "    ";
    /** A column narrower than this is no pleasure to read. */
    private static final int NARROWEST = 24;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * An empty table.
     *
     * @param headings of its columns; one that begins with {@code >} stands over numbers
     */
    public TextTable(String... headings) {
        this.headings = Arrays.asList(headings);
    }

    /**
     * Adds a row.
     *
     * @param cells as many as there are headings
     */
    public void row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + headings.size() + " columns");
        }
        rows.add(Arrays.stream(cells).map(TextTable::oneLine).toList());
    }

    /** A control character out of a foreign text must not reach the terminal. */
    private static String oneLine(String text) {
        return ForeignText.escape(text);
    }

    /**
     * Prints the table.
     *
     * @param shell where to
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
        } else if (room >= NARROWEST) {
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

    private static List<String> with(List<String> cells, String last) {
        List<String> changed = new ArrayList<>(cells);
        changed.set(cells.size() - 1, last);
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

    private String line(List<String> cells, int[] widths, AnsiStyle paint, boolean isTitle) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String blanks = " ".repeat(widths[i] - cells.get(i).length());
            String cell = isTitle ? cells.get(i) : paint.verdict(cells.get(i));
            boolean isLast = i == cells.size() - 1;
            line.append(i == 0 ? "" : GAP);
            if (isNumber(headings.get(i))) {
                line.append(blanks).append(cell);
            } else {
                line.append(cell).append(isLast ? "" : blanks);
            }
        }
        return line.toString();
    }
}
