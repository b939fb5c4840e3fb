// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a request on the current version of a resource, by its headers {@code If-Match} and {@code
 * If-None-Match} (RFC 9110, section 13), so that two clients cannot overwrite each other's change. Immutable.
 */
public final class Precondition {
    private static final String ANY = "*";

    private final List<String> expected;
    private final List<String> excluded;

    private Precondition(List<String> expected, List<String> excluded) {
        this.expected = expected;
        this.excluded = excluded;
    }

    /** Reads the condition of a request. */
    public static Precondition of(HttpRequest request) {
        return new Precondition(tags(request.headers("If-Match")), tags(request.headers("If-None-Match")));
    }

    private static List<String> tags(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    /** Returns whether the request has a condition. */
    public boolean isGiven() {
        return !expected.isEmpty() || !excluded.isEmpty();
    }

    /**
     * Throws the error 412 unless the condition holds.
     *
     * @param what the resource, as messages name it
     * @param current the entity tag of the current version; null if the resource does not exist
     */
    public void check(String what, @Nullable String current) {
        if (!expected.isEmpty() && (current == null || !contains(expected, current))) {
            throw failed(
                    current == null
                            ? what + " does not exist (If-Match " + given(expected) + "); it may have been removed"
                            : what + " was changed meanwhile: If-Match " + given(expected) + ", current version "
                                    + current + "; read it again",
                    current);
        }
        if (current != null && !excluded.isEmpty() && contains(excluded, current)) {
            throw failed(what + " already exists (If-None-Match " + given(excluded) + ")", current);
        }
    }

    private static boolean contains(List<String> tags, String current) {
        return tags.contains(ANY) || tags.contains(current);
    }

    private static String given(List<String> tags) {
        return ForeignText.shorten(String.join(", ", tags));
    }

    private static ApiException failed(String message, @Nullable String current) {
        ApiException failed = ApiException.preconditionFailed(message);
        return current == null ? failed : failed.header("ETag", current);
    }
}
