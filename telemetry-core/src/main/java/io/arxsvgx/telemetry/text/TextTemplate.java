// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Texts of a rule with places for parts of an alert, such as <code>{{value}}</code>. A text without <code>{{</code> has no
 * place, and neither has a <code>{{</code> without its end. Thread-safe.
 */
public final class TextTemplate {
    /** The beginning of a place for a label of the series. */
    public static final String LABEL = "labels.";

    /** The beginning of a place for an attribute of the event. */
    public static final String ATTRIBUTE = "meta.";

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final List<String> IN_LABELS = List.of("source", "type");
    private static final List<String> IN_ANNOTATIONS = List.of("value", "source", "type", "limit");

    private TextTemplate() {}

    /**
     * Returns the fault of a text of an annotation.
     *
     * @param text the text
     * @return what was expected and what was given; null without a fault
     */
    public static @Nullable String annotationProblem(String text) {
        return problem(
                unknown(text, IN_ANNOTATIONS, List.of(LABEL, ATTRIBUTE)),
                "{{value}}, {{source}}, {{type}}, {{limit}}, {{labels.NAME}} or {{meta.NAME}}");
    }

    /**
     * Returns the fault of a text of a rule's label.
     *
     * @param text the text
     * @return what was expected and what was given; null without a fault
     */
    public static @Nullable String labelProblem(String text) {
        return problem(
                unknown(text, IN_LABELS, List.of(LABEL)),
                "{{source}}, {{type}} or {{labels.NAME}}, which stay the same while the alert lasts");
    }

    private static @Nullable String problem(@Nullable String unknown, String expected) {
        return unknown == null ? null : "expected " + expected + ", got " + ForeignText.quote(OPEN + unknown + CLOSE);
    }

    /** Returns the first name in a text that is neither known nor begins with one of the prefixes; null if there is none. */
    private static @Nullable String unknown(String text, List<String> known, List<String> prefixes) {
        String[] unknown = new String[1];
        expand(text, name -> {
            boolean isKnown = known.contains(name)
                    || prefixes.stream().anyMatch(prefix -> name.startsWith(prefix) && name.length() > prefix.length());
            unknown[0] = isKnown || unknown[0] != null ? unknown[0] : name;
            return "";
        });
        return unknown[0];
    }

    /**
     * Returns texts with their places replaced.
     *
     * @param texts the texts by name
     * @param parts returns the text for the name of a place
     * @return the same map if no text has a place
     */
    public static Map<String, String> expandAll(Map<String, String> texts, UnaryOperator<String> parts) {
        if (texts.values().stream().noneMatch(text -> text.contains(OPEN))) {
            return texts;
        }
        Map<String, String> expanded = new LinkedHashMap<>();
        texts.forEach((name, text) -> expanded.put(name, expand(text, parts)));
        return expanded;
    }

    private static String expand(String text, UnaryOperator<String> parts) {
        StringBuilder expanded = new StringBuilder();
        int from = 0;
        int open = text.indexOf(OPEN);
        while (open >= 0) {
            int close = text.indexOf(CLOSE, open + OPEN.length());
            if (close < 0) {
                break;
            }
            String name = text.substring(open + OPEN.length(), close).strip();
            expanded.append(text, from, open).append(parts.apply(name));
            from = close + CLOSE.length();
            open = text.indexOf(OPEN, from);
        }
        return expanded.append(text, from, text.length()).toString();
    }
}
