// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.Suggestions;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** The parameters in a request's address. Confined to one thread. */
public final class QueryParameters {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 10_000;
    private final Fields fields;

    public QueryParameters(Request request) {
        Fields found;
        try {
            found = Request.extractQueryParameters(request);
        } catch (RuntimeException e) {
            throw ApiException.badRequest("the query of the address is not well encoded");
        }
        fields = found;
    }

    @Nullable
    public String text(String name) {
        String value = fields.getValue(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** One of some names, as they are written; null where it is not given. */
    @Nullable
    public String choice(String name, List<String> choices) {
        String value = fields.getValue(name);
        if (value != null && !choices.contains(value)) {
            throw ApiException.badRequest(Suggestions.unknown(name, value, choices));
        }
        return value;
    }

    /** Refuses parameters that a call does not have. */
    void check(Set<String> known) {
        for (String name : fields.getNames()) {
            if (!known.contains(name)) {
                throw ApiException.badRequest(Suggestions.unknown("query parameter", ForeignText.shorten(name), known));
            }
        }
    }

    /** How many to list at most. */
    public int limit() {
        return limit(DEFAULT_LIMIT, MOST);
    }

    /** How many to list at most, where it is not given, and ever. */
    public int limit(int otherwise, int most) {
        String given = fields.getValue("limit");
        if (given == null) {
            return otherwise;
        }
        if (!given.matches("[0-9]{1,18}")) {
            throw ApiException.badRequest(
                    "limit is " + ForeignText.quote(given) + "; it takes a whole number of at least 0");
        }
        return (int) Math.min(Long.parseLong(given), most);
    }
}
