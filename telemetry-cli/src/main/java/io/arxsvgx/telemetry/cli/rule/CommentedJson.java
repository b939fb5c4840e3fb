// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON as lines of text with comments. An optional entry of an object is a comment that begins with a comma: without the
 * slashes it is an entry. Thread-safe.
 */
final class CommentedJson {
    private static final JsonCodec JSON = new JsonCodec(JsonLimits.defaults());
    private static final String INDENT = "  ";
    private static final String COMMENT = "//";

    private CommentedJson() {}

    /**
     * An entry of an object. Immutable.
     *
     * @param comment the comment before it; empty for none
     * @param name its key
     * @param value the lines of its value
     */
    record Entry(String comment, String name, List<String> value) {
        /** Returns an entry whose value is a single line. */
        static Entry of(String comment, String name, Object value) {
            return new Entry(comment, name, List.of(text(value)));
        }
    }

    /** Returns a value as a line of JSON. */
    static String text(Object value) {
        return JSON.text(out -> JsonCodec.any(out, value));
    }

    /** Returns a comment as a line. */
    static String comment(String words) {
        return COMMENT + ' ' + words.replaceAll("\\s+", " ").strip();
    }

    /** Returns the lines of an object: the entries, then the optional ones, each with its value in one line. */
    static List<String> object(List<Entry> entries, List<Entry> optional) {
        List<String> lines = new ArrayList<>();
        lines.add("{");
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            addComment(lines, entry.comment());
            List<String> value = separated(entry.value(), i == entries.size() - 1);
            lines.add(INDENT + key(entry) + value.get(0));
            value.subList(1, value.size()).forEach(line -> lines.add(INDENT + line));
        }
        for (Entry entry : optional) {
            addComment(lines, entry.comment());
            lines.add(INDENT + COMMENT + ", " + key(entry) + String.join("", entry.value()));
        }
        lines.add("}");
        return lines;
    }

    /** Returns the lines of an array. */
    static List<String> array(List<List<String>> elements) {
        List<String> lines = new ArrayList<>();
        lines.add("[");
        for (int i = 0; i < elements.size(); i++) {
            separated(elements.get(i), i == elements.size() - 1).forEach(line -> lines.add(INDENT + line));
        }
        lines.add("]");
        return lines;
    }

    private static String key(Entry entry) {
        return text(entry.name()) + ": ";
    }

    private static void addComment(List<String> lines, String comment) {
        if (!comment.isEmpty()) {
            lines.add(INDENT + comment(comment));
        }
    }

    /** Returns the lines of a value, with a comma at its end unless it is the last one. */
    private static List<String> separated(List<String> value, boolean isLast) {
        List<String> lines = new ArrayList<>(value);
        if (!isLast) {
            lines.set(lines.size() - 1, lines.get(lines.size() - 1) + ",");
        }
        return lines;
    }
}
