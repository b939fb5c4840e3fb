// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SortedMap;

/** The fingerprint of labels that Prometheus and Alertmanager compute: FNV-1a of 64 bits over names and values. */
final class AlertmanagerFingerprint {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final byte SEPARATOR = (byte) 0xff;

    private AlertmanagerFingerprint() {}

    /** Returns 16 hexadecimal digits. */
    static String of(SortedMap<String, String> labels) {
        long hash = OFFSET;
        for (var label : labels.entrySet()) {
            hash = withSeparator(hash, label.getKey());
            hash = withSeparator(hash, label.getValue());
        }
        return String.format("%016x", hash);
    }

    private static long withSeparator(long hash, String text) {
        long next = hash;
        for (byte one : text.getBytes(UTF_8)) {
            next = with(next, one);
        }
        return with(next, SEPARATOR);
    }

    private static long with(long hash, byte one) {
        return (hash ^ (one & 0xff)) * PRIME;
    }
}
