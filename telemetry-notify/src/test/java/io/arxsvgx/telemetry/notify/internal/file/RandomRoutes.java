// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Route trees, labels and texts of matchers from a seed, over few labels and values so that they match often. */
final class RandomRoutes {
    private static final List<String> LABELS = List.of("a", "b", "c");
    private static final List<String> VALUES = List.of("x", "y", "xy", "Z", "");
    private static final List<String> REGEXES =
            List.of("x|y", "x.*", ".+", "", "[xyz]", "(?i)z", "xy?", "^y$", "x)|(?:y", "[[:lower:]]+", "\\pL*");
    private static final List<String> OPERATORS = List.of("=", "!=", "=~", "!~");
    private static final int RECEIVERS = 6;
    private static final int MAX_DEPTH = 3;

    private final Random random;

    RandomRoutes(long seed) {
        this.random = new Random(seed);
    }

    /** Returns a file with a tree. */
    String file() {
        StringBuilder yaml = new StringBuilder("route:\n  receiver: r0\n");
        addRoutes(yaml, "  ", 0);
        yaml.append("receivers:\n");
        for (int i = 0; i < RECEIVERS; i++) {
            yaml.append("  - name: r" + i + "\n");
        }
        return yaml.toString();
    }

    private void addRoutes(StringBuilder yaml, String indent, int depth) {
        int count = depth == MAX_DEPTH ? 0 : random.nextInt(5 - depth);
        yaml.append(count == 0 ? "" : indent + "routes:\n");
        for (int i = 0; i < count; i++) {
            yaml.append(indent + "  - continue: " + random.nextBoolean() + "\n");
            addRoute(yaml, indent + "    ", depth + 1);
        }
    }

    private void addRoute(StringBuilder yaml, String indent, int depth) {
        if (random.nextInt(3) > 0) {
            yaml.append(indent + "receiver: r" + random.nextInt(RECEIVERS) + "\n");
        }
        if (random.nextInt(3) == 0) {
            yaml.append(indent + "match: {" + any(LABELS) + ": '" + any(VALUES) + "'}\n");
        }
        if (random.nextInt(3) == 0) {
            yaml.append(indent + "match_re: {" + any(LABELS) + ": '" + any(REGEXES) + "'}\n");
        }
        if (random.nextInt(3) > 0) {
            List<String> texts = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                texts.add("'" + matcher() + (random.nextInt(4) == 0 ? "," + matcher() : "") + "'");
            }
            yaml.append(indent + "matchers: [" + String.join(", ", texts) + "]\n");
        }
        addRoutes(yaml, indent, depth);
    }

    private String matcher() {
        String operator = any(OPERATORS);
        String value = any(operator.endsWith("~") ? REGEXES : VALUES);
        String space = random.nextInt(4) == 0 ? " " : "";
        return any(LABELS) + space + operator + space + (random.nextBoolean() ? "\"" + value + "\"" : value);
    }

    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String label : LABELS) {
            if (random.nextInt(4) > 0) {
                labels.put(label, any(VALUES));
            }
        }
        return labels;
    }

    /** Returns a text that may be a list of matchers. */
    String matchers() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(any(List.of("", "", "{", ",", " "))).append(any(List.of("a=", "b!~", "a =~ ", "a==", "")));
            for (int j = random.nextInt(6); j > 0; j--) {
                text.append(
                        any(List.of("a", "n", "é", "\"", "\"", "\\", "\\\"", ",", " ", "=", "~", "!", "{", "}", ".")));
            }
            text.append(any(List.of("", "", "\"", "}", ",")));
        }
        return text.toString();
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
