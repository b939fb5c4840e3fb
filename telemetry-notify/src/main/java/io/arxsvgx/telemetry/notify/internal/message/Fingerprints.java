// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.message;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/** Fingerprints of label sets, as Alertmanager computes them: FNV-1a of 64 bits over names and values, in hexadecimal. */
public final class Fingerprints {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int SEPARATOR = 0xff;

    private Fingerprints() {}

    /** Returns the fingerprint of labels. */
    public static String of(SortedMap<String, String> labels) {
        long hash = OFFSET;
        for (var label : labels.entrySet()) {
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
