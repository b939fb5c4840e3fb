// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.message;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The form of idempotency keys in a header. */
public final class IdempotencyKeys {
    /** Servers limit headers. */
    private static final int MAX_LENGTH = 200;

    private IdempotencyKeys() {}

    /** Returns a key with percent signs for what a header cannot contain; the hash of a long one. */
    public static String headerValue(String key) {
        StringBuilder value = new StringBuilder();
        for (byte one : key.getBytes(UTF_8)) {
            if (one >= ' ' && one <= '~' && one != '%') {
                value.append((char) one);
            } else {
                value.append(String.format("%%%02X", one & 0xff));
            }
        }
        return value.length() > MAX_LENGTH ? Digests.sha256(key) : value.toString();
    }
}
