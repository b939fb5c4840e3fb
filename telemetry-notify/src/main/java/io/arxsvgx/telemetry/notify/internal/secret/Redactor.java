// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.secret;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.TreeSet;

/** Removes secrets from texts of others, such as the answer of a receiver that repeats the request. Not thread-safe. */
public final class Redactor {
    private static final int MIN_LENGTH = 4;
    private static final String SHOWN = "<secret>";

    /** The longest first, since one may contain another. */
    private final TreeSet<String> secrets =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Adds a secret, and its form without percent signs; a text of less than 4 characters is not removed. */
    public Redactor add(String secret) {
        addOne(secret);
        if (secret.indexOf('%') >= 0) {
            try {
                addOne(URLDecoder.decode(secret, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                return this; // not encoded after all
            }
        }
        return this;
    }

    private void addOne(String secret) {
        if (secret.length() >= MIN_LENGTH) {
            secrets.add(secret);
        }
    }

    /** Returns a text with {@code <secret>} instead of each secret. */
    public String redact(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, SHOWN);
        }
        return clean;
    }
}
