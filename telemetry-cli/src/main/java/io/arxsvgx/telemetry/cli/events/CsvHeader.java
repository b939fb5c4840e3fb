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
 * The column names of a CSV file, which ignore case, except those of labels, such as {@code label.uri}; columns after the
 * last name are ignored. Immutable.
 *
 * @param names the names; those of an event's own fields in lower case, others as in the file
 */
record CsvHeader(List<String> names) {
    private static final List<String> NEEDED = List.of("source", "type", "value");
    private static final String LABEL = "label.";
    private static final Set<String> OWN = Set.of("timestamp", "source", "type", "value", "status");

    CsvHeader {
        names = List.copyOf(names);
    }

    /** Reads the first row. */
    static CsvHeader of(Row row) throws MalformedLineException {
        List<String> fields = new ArrayList<>(row.fields());
        while (!fields.isEmpty() && fields.get(fields.size() - 1).isEmpty()) {
            fields.remove(fields.size() - 1);
        }
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : fields) {
            String lower = name.toLowerCase(Locale.ROOT);
            names.add(OWN.contains(lower) ? lower : name);
            if (!seen.add(lower.startsWith(LABEL) ? LABEL + name.substring(LABEL.length()) : lower)) {
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
        String expected = "invalid CSV header: expected the columns source, type and value; ";
        if (text.stripLeading().startsWith("#")) {
            return expected + "a comment line is not allowed";
        }
        if (isSeparatedBy(";", text)) {
            return expected + "the separator is \";\", expected \",\"";
        }
        return expected
                + (isSeparatedBy("\t", text)
                        ? "the separator is a tab, expected \",\""
                        : "missing column \"" + needed + "\"");
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

    /** Returns the name of the label in a column; empty if it is no column of a label. */
    String label(int index) {
        String name = names.get(index);
        boolean isLabel = name.regionMatches(true, 0, LABEL, 0, LABEL.length());
        return isLabel ? name.substring(LABEL.length()) : "";
    }

    boolean isOwn(int index) {
        return OWN.contains(names.get(index));
    }
}
