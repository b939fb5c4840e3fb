// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.Suggestions;
import io.arxsvgx.telemetry.web.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request. Confined to one thread. */
public final class QueryParameters {
    /** The name under which a call declares that it filters by labels, each by a parameter of its own. */
    public static final String LABELS = "label.*";

    private static final String LABEL = "label.";
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 10_000;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, List<String>> all = new LinkedHashMap<>();

    /** Reads the query of a request. If a name occurs twice, the first value counts, except for {@link #texts}. */
    public QueryParameters(HttpRequest request) {
        String query = request.query();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
                values.putIfAbsent(name, value);
                all.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
            }
        }
    }

    private static String decoded(String text) {
        try {
            return PercentDecoder.decode(text, true);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("invalid query: expected percent-encoded UTF-8");
        }
    }

    /** Returns a text; null if it is not given or empty. */
    @Nullable
    public String text(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Returns all texts of a name that may occur several times, in order. */
    public List<String> texts(String name) {
        return all.getOrDefault(name, List.of());
    }

    /** Returns one of the given names, as it is spelt there; null if it is not given. */
    @Nullable
    public String choice(String name, List<String> choices) {
        String value = values.get(name);
        if (value != null && !choices.contains(value)) {
            throw ApiException.badRequest(Suggestions.unknown(name, value, choices));
        }
        return value;
    }

    /** Returns the patterns of labels, by the names of the labels; the empty text for the absence of a label. */
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (isLabel(name)) {
                labels.put(name.substring(LABEL.length()), value);
            }
        });
        return labels;
    }

    private static boolean isLabel(String name) {
        return name.startsWith(LABEL) && name.length() > LABEL.length();
    }

    /** Rejects parameters that a call does not have. */
    void check(Set<String> known) {
        for (String name : values.keySet()) {
            boolean isKnown = known.contains(name) || (known.contains(LABELS) && isLabel(name));
            if (!isKnown) {
                throw ApiException.badRequest(Suggestions.unknown("query parameter", ForeignText.shorten(name), known));
            }
        }
    }

    /** Returns the maximum number of entries to list. */
    public int limit() {
        return limit(DEFAULT_LIMIT, MAX_LIMIT);
    }

    /**
     * Returns the maximum number of entries to list.
     *
     * @param otherwise the default
     * @param max the upper limit
     */
    public int limit(int otherwise, int max) {
        String given = values.get("limit");
        if (given == null) {
            return otherwise;
        }
        if (!given.matches("[0-9]{1,18}")) {
            throw ApiException.badRequest(
                    "limit: expected a whole number of at least 0, got " + ForeignText.quote(given));
        }
        return (int) Math.min(Long.parseLong(given), max);
    }
}
