// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

/**
 * How much a parser takes from one file before it refuses it. Immutable.
 *
 * @param maxBytes the longest file, in bytes; 1 or more
 * @param maxElements the most elements; 1 or more
 * @param maxDepth the deepest nesting, the root counted; 1 or more
 */
public record SvgLimits(int maxBytes, int maxElements, int maxDepth) {
    private static final SvgLimits DEFAULTS = new SvgLimits(64 << 20, 1_000_000, 256);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is less than 1
     */
    public SvgLimits {
        atLeastOne("maxBytes", maxBytes);
        atLeastOne("maxElements", maxElements);
        atLeastOne("maxDepth", maxDepth);
    }

    /**
     * The limits for files from anywhere.
     *
     * @return 64 MiB, 1,000,000 elements, 256 deep
     */
    public static SvgLimits defaults() {
        return DEFAULTS;
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be 1 or more");
        }
    }
}
