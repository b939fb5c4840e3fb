// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.output;

import io.arxsvgx.telemetry.cli.shell.Shell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows under headings, as wide as they need. Not thread-safe. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * An empty table.
     *
     * @param headings of its columns; one that begins with {@code >} stands over numbers
     */
    public Table(String... headings) {
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
        rows.add(Arrays.stream(cells).map(Table::oneLine).toList());
    }

    /** A control character out of a foreign text must not reach the terminal. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /**
     * Prints the table.
     *
     * @param shell where to
     */
    public void print(Shell shell) {
        Paint paint = Paint.of(shell);
        int[] widths = widths();
        shell.print(paint.bold(line(titles(), widths, paint, true)));
        rows.forEach(row -> shell.print(line(row, widths, paint, false)));
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

    private String line(List<String> cells, int[] widths, Paint paint, boolean isTitle) {
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
