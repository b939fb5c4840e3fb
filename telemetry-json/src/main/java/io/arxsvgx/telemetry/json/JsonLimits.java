// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

/**
 * What is refused of JSON that comes from outside, however well formed. Immutable.
 *
 * @param depth how deeply arrays and objects may be nested, at least 1
 * @param stringLength how many characters a text may have
 * @param numberLength how many characters a number may have
 * @param nameLength how many characters a key may have
 * @param lineLength how many bytes a line of NDJSON may have
 */
public record JsonLimits(int depth, int stringLength, int numberLength, int nameLength, int lineLength) {
    private static final JsonLimits DEFAULTS = new JsonLimits(64, 100_000, 100, 1_000, 1 << 20);

    /**
     * Checks the limits.
     *
     * @param depth as {@link #depth()}
     * @param stringLength as {@link #stringLength()}
     * @param numberLength as {@link #numberLength()}
     * @param nameLength as {@link #nameLength()}
     * @param lineLength as {@link #lineLength()}
     * @throws IllegalArgumentException if one of them is less than 1
     */
    public JsonLimits {
        if (Math.min(Math.min(depth, stringLength), Math.min(Math.min(numberLength, nameLength), lineLength)) < 1) {
            throw new IllegalArgumentException("a limit of JSON is less than 1: depth " + depth + ", text "
                    + stringLength + ", number " + numberLength + ", key " + nameLength + ", line " + lineLength);
        }
    }

    /**
     * The defaults: 64 levels, texts of 100,000 characters, numbers of 100, keys of 1,000, lines of 1 MiB.
     *
     * @return the limits
     */
    public static JsonLimits defaults() {
        return DEFAULTS;
    }
}
