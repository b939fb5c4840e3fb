// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

/**
 * The limits of JSON from outside. Immutable.
 *
 * @param depth the maximum nesting of arrays and objects, at least 1
 * @param stringLength the maximum number of characters of a string
 * @param numberLength the maximum number of characters of a number
 * @param nameLength the maximum number of characters of a key
 * @param lineLength the maximum number of bytes of a line of NDJSON
 */
public record JsonLimits(int depth, int stringLength, int numberLength, int nameLength, int lineLength) {
    private static final JsonLimits DEFAULTS = new JsonLimits(64, 100_000, 100, 1_000, 1 << 20);

    /**
     * Creates limits.
     *
     * @param depth as {@link #depth()}
     * @param stringLength as {@link #stringLength()}
     * @param numberLength as {@link #numberLength()}
     * @param nameLength as {@link #nameLength()}
     * @param lineLength as {@link #lineLength()}
     * @throws IllegalArgumentException if a limit is less than 1
     */
    public JsonLimits {
        if (Math.min(Math.min(depth, stringLength), Math.min(Math.min(numberLength, nameLength), lineLength)) < 1) {
            throw new IllegalArgumentException("JSON limits: expected at least 1, got depth " + depth + ", string "
                    + stringLength + ", number " + numberLength + ", key " + nameLength + ", line " + lineLength);
        }
    }

    /**
     * Returns the default limits: 64 levels, strings of 100,000 characters, numbers of 100, keys of 1,000, lines of 1
     * MiB.
     *
     * @return the limits
     */
    public static JsonLimits defaults() {
        return DEFAULTS;
    }
}
