// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A generator of unique ids and stable fingerprints. Confined to the loop. */
public final class AlertIds {
    private static final int FINGERPRINT_BYTES = 12;

    private final String prefix;
    private final MessageDigest digest = sha256();
    private long last;

    public AlertIds() {
        this(Long.toUnsignedString(new SecureRandom().nextLong(), Character.MAX_RADIX) + "-");
    }

    /** Creates a generator of ids with a prefix, which are unique only within this processor. */
    public AlertIds(String prefix) {
        this.prefix = prefix;
    }

    public String next() {
        return prefix + ++last;
    }

    /**
     * Returns the same text for the same names in every process; the lengths separate the names. Without labels it is that
     * of releases that knew none.
     */
    public String fingerprint(String rule, String source, String type, Map<String, String> labels) {
        // without labels a name begins with a digit, so no type looks like labels
        StringBuilder names = new StringBuilder(labels.isEmpty() ? "" : "labels ");
        append(names, rule);
        append(names, source);
        if (labels.isEmpty()) {
            names.append(type);
        } else {
            append(names, type);
            new TreeMap<>(labels).forEach((name, value) -> {
                append(names, name);
                append(names, value);
            });
        }
        byte[] hash = digest.digest(names.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    }

    private static void append(StringBuilder names, String name) {
        names.append(name.length()).append(':').append(name);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
