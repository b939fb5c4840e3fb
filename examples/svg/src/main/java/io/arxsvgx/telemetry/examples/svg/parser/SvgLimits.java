// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

/**
 * The limits of a file that a parser accepts. Immutable.
 *
 * @param maxBytes the maximum length of a file, in bytes; 1 or more
 * @param maxElements the maximum number of elements; 1 or more
 * @param maxDepth the maximum nesting, including the root; 1 or more
 */
public record SvgLimits(int maxBytes, int maxElements, int maxDepth) {
    private static final SvgLimits DEFAULTS = new SvgLimits(64 << 20, 1_000_000, 256);

    /**
     * Creates limits.
     *
     * @throws IllegalArgumentException if one is less than 1
     */
    public SvgLimits {
        atLeastOne("maxBytes", maxBytes);
        atLeastOne("maxElements", maxElements);
        atLeastOne("maxDepth", maxDepth);
    }

    /**
     * Returns the limits for files of any origin.
     *
     * @return 64 MiB, 1,000,000 elements, 256 levels
     */
    public static SvgLimits defaults() {
        return DEFAULTS;
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": expected at least 1, got " + value);
        }
    }
}
