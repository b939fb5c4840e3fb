// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a document that a test generates from the code. It lies between the lines {@code <!-- generated: NAME -->} and
 * {@code <!-- /generated -->}. With {@code -Ddocs.update=true} a test writes the part instead of comparing it.
 */
public final class GeneratedBlock {
    /** The system property that makes tests write the documents. */
    public static final String UPDATE = "docs.update";

    private static final String END = "\n<!-- /generated -->\n";
    private static final Pattern BEGIN = Pattern.compile("(?m)^<!-- generated: (.*) -->\n");

    private GeneratedBlock() {}

    /**
     * Returns the names of the generated parts of a document.
     *
     * @param document a Markdown file
     * @return the names, in their order
     */
    public static List<String> names(Path document) throws IOException {
        List<String> names = new ArrayList<>();
        Matcher begins = BEGIN.matcher(Files.readString(document));
        while (begins.find()) {
            names.add(begins.group(1));
        }
        return names;
    }

    /**
     * Compares a part of a document with what the code generates, or writes it.
     *
     * @param document a Markdown file
     * @param name the name of the part
     * @param generated its text, with a newline at the end
     * @throws AssertionError if there is no such part, or its text differs
     */
    public static void check(Path document, String name, String generated) throws IOException {
        String text = Files.readString(document);
        String begin = "<!-- generated: " + name + " -->\n";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(END, from);
        if (from < begin.length() || to < 0) {
            throw new AssertionError(document + " has no part between " + begin.strip() + " and " + END.strip());
        }
        String expected = "\n" + generated;
        if (text.substring(from, to).equals(expected)) {
            return;
        }
        if (!Boolean.getBoolean(UPDATE)) {
            throw new AssertionError(document + ": the part \"" + name
                    + "\" is out of date; see CONTRIBUTING.md, or run this test with -D" + UPDATE + "=true. Expected:\n"
                    + generated);
        }
        Files.writeString(document, text.substring(0, from) + expected + text.substring(to));
    }
}
