// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import io.arxsvgx.telemetry.cli.events.CsvRows.Row;
import io.arxsvgx.telemetry.text.ForeignText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names of a table's columns, which ignore case; the columns behind the last name are ignored. Immutable.
 *
 * @param names the names; those that an event has of its own in lower case, others as they are written
 */
record CsvHeader(List<String> names) {
    private static final List<String> NEEDED = List.of("source", "type", "value");
    private static final Set<String> OWN = Set.of("timestamp", "source", "type", "value", "status");

    CsvHeader {
        names = List.copyOf(names);
    }

    /** Reads the first row. */
    static CsvHeader of(Row row) throws MalformedLineException {
        List<String> cells = new ArrayList<>(row.cells());
        while (!cells.isEmpty() && cells.get(cells.size() - 1).isEmpty()) {
            cells.remove(cells.size() - 1);
        }
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : cells) {
            String lower = name.toLowerCase(Locale.ROOT);
            names.add(OWN.contains(lower) ? lower : name);
            if (!seen.add(lower)) {
                throw MalformedLineException.end(
                        row.line(),
                        row.column(names.size() - 1),
                        name.isEmpty()
                                ? "two columns have no name"
                                : "two columns have the name " + ForeignText.quote(name));
            }
        }
        for (String needed : NEEDED) {
            if (!names.contains(needed)) {
                throw MalformedLineException.end(row.line(), 1, missing(needed, row.text()));
            }
        }
        if (seen.contains("")) {
            throw MalformedLineException.end(row.line(), row.column(names.indexOf("")), "a column has no name");
        }
        return new CsvHeader(names);
    }

    private static String missing(String needed, String text) {
        String takes = "the first row of a CSV file names its columns, and has to name source, type and value; ";
        if (text.stripLeading().startsWith("#")) {
            return takes + "a comment line is not allowed";
        }
        if (isSeparatedBy(";", text)) {
            return takes + "the separator is \";\", expected \",\"";
        }
        return takes
                + (isSeparatedBy("\t", text)
                        ? "the separator is a tab, expected \",\""
                        : "\"" + needed + "\" is not there");
    }

    private static boolean isSeparatedBy(String separator, String text) {
        return text.contains(separator)
                && (!text.contains(",")
                        || List.of(text.toLowerCase(Locale.ROOT).split("\\s*" + separator + "\\s*"))
                                .containsAll(NEEDED));
    }

    int size() {
        return names.size();
    }

    String name(int index) {
        return names.get(index);
    }

    boolean isOwn(int index) {
        return OWN.contains(names.get(index));
    }
}
