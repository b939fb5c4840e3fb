// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that are unique for ever, and fingerprints that are stable. Thread-safe. */
final class AlertIds {
    private static final int FINGERPRINT_BYTES = 12;

    private final String prefix = Long.toUnsignedString(new SecureRandom().nextLong(), Character.MAX_RADIX) + "-";
    private final AtomicLong last = new AtomicLong();

    String next() {
        return prefix + last.incrementAndGet();
    }

    /** The same for the same names, in every process; the lengths keep the names apart. */
    static String fingerprint(String rule, String source, String type) {
        String names = rule.length() + ":" + rule + source.length() + ":" + source + type;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(names.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
