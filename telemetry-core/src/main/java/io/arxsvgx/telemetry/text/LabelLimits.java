// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The limits of labels. Thread-safe. */
public final class LabelLimits {
    /** The maximum number of labels of a series. */
    public static final int MAX_LABELS = 32;
    /** The maximum length of a label's name, in UTF-16 units. */
    public static final int MAX_NAME_LENGTH = 128;
    /** The maximum length of a label's value, in UTF-16 units. */
    public static final int MAX_VALUE_LENGTH = 1_024;

    private LabelLimits() {}

    /**
     * Returns the first fault of the labels of a series.
     *
     * @param labels values by name
     * @return what was expected and what was given; null without a fault
     */
    public static @Nullable String problem(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return null;
        }
        if (labels.size() > MAX_LABELS) {
            return "expected at most " + MAX_LABELS + " labels, got " + labels.size();
        }
        for (Map.Entry<String, String> label : labels.entrySet()) {
            String problem = problem(label.getKey(), label.getValue());
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable String problem(String name, String value) {
        String nameProblem = nameProblem(name);
        if (nameProblem != null) {
            return nameProblem;
        }
        return valueProblem(name, value);
    }

    /**
     * Returns the fault of a label's name.
     *
     * @param name the name
     * @return what was expected and what was given; null without a fault
     */
    public static @Nullable String nameProblem(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
            return "expected names of labels of 1 to " + MAX_NAME_LENGTH + " characters, got "
                    + (name.isEmpty() ? "an empty one" : ForeignText.quote(name) + " of " + name.length());
        }
        return Identifiers.isUnicode(name) ? null : notUnicode("the name of label " + ForeignText.quote(name));
    }

    private static @Nullable String valueProblem(String name, String value) {
        if (value.length() > MAX_VALUE_LENGTH) {
            return "expected values of labels of at most " + MAX_VALUE_LENGTH + " characters, got " + value.length()
                    + " for label " + ForeignText.quote(name);
        }
        return Identifiers.isUnicode(value) ? null : notUnicode("the value of label " + ForeignText.quote(name));
    }

    private static String notUnicode(String what) {
        return "expected Unicode text, got half of a surrogate pair in " + what;
    }
}
