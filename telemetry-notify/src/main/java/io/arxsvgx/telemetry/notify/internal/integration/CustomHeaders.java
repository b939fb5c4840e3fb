// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationOptions;
import io.arxsvgx.telemetry.notify.internal.secret.Redactor;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers that a configuration adds to requests. Values may be secrets. Immutable. */
record CustomHeaders(Map<String, String> values) {
    private static final String KEY = "headers";
    private static final String NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String VALUE = "[\\x20-\\x7e\\t]*";
    /** The client of HTTP, or this library, sets these. */
    private static final Set<String> RESERVED = Set.of(
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "idempotency-key",
            "transfer-encoding",
            "upgrade",
            "x-telemetry-signature",
            "x-telemetry-timestamp");

    /** Reads the key {@code headers} and reports faults. */
    static CustomHeaders read(IntegrationOptions options) {
        Map<String, String> values = options.node().map(KEY);
        values.forEach((name, value) -> check(options.node(), name, value));
        return new CustomHeaders(Map.copyOf(values));
    }

    private static void check(ConfigNode node, String name, String value) {
        if (!name.matches(NAME)) {
            node.fault(KEY + "." + name, "expected a name of a header");
        } else if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            node.fault(KEY + "." + name, "cannot be set; reserved");
        } else if (!value.matches(VALUE)) {
            node.fault(KEY + "." + name, "expected printable ASCII characters");
        }
    }

    void addSecrets(Redactor redactor) {
        values.values().forEach(value -> {
            redactor.add(value);
            redactor.add(value.substring(value.indexOf(' ') + 1));
        });
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
