// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import io.arxsvgx.telemetry.rule.Names;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** The parameters in a request's address. Confined to one thread. */
final class Query {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 10_000;
    private static final int MAX_QUOTED = 100;

    private final Fields fields;

    Query(Request request) {
        Fields found;
        try {
            found = Request.extractQueryParameters(request);
        } catch (RuntimeException e) {
            throw new HttpFault(400, "the query of the address is not well encoded");
        }
        fields = found;
    }

    @Nullable
    String text(String name) {
        String value = fields.getValue(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** A value as it was given, or null; unlike {@link #text} it is empty where it was given empty. */
    @Nullable
    String given(String name) {
        return fields.getValue(name);
    }

    /** Refuses parameters that a call does not have. */
    void check(Set<String> known) {
        for (String name : fields.getNames()) {
            if (!known.contains(name)) {
                throw new HttpFault(400, Names.unknown("query parameter", shortened(name), known));
            }
        }
    }

    private static String shortened(String name) {
        return name.length() <= MAX_QUOTED ? name : name.substring(0, MAX_QUOTED) + "…";
    }

    /** How many to list at most. */
    int limit() {
        return limit(DEFAULT_LIMIT, MOST);
    }

    /** How many to list at most, where it is not given, and ever. */
    int limit(int otherwise, int most) {
        String given = fields.getValue("limit");
        if (given == null) {
            return otherwise;
        }
        if (!given.matches("[0-9]{1,18}")) {
            throw new HttpFault(400, "limit is \"" + shortened(given) + "\"; it takes a whole number of at least 0");
        }
        return (int) Math.min(Long.parseLong(given), most);
    }
}
