// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;

/**
 * The fingerprint of a label set that Prometheus and Alertmanager compute: FNV-1a of 64 bits over names and values. For
 * this library's own modules. Thread-safe.
 */
public final class LabelFingerprint {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int SEPARATOR = 0xff;

    private LabelFingerprint() {}

    /**
     * Returns the fingerprint of labels.
     *
     * @param labels values by name
     * @return 16 hexadecimal digits
     */
    public static String of(SortedMap<String, String> labels) {
        long hash = OFFSET;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            hash = add(hash, label.getKey());
            hash = add(hash, label.getValue());
        }
        return String.format("%016x", hash);
    }

    private static long add(long hash, String text) {
        long sum = hash;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            sum = (sum ^ (one & 0xff)) * PRIME;
        }
        return (sum ^ SEPARATOR) * PRIME;
    }
}
