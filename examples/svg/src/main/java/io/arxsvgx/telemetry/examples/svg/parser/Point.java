// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

/**
 * A point on the screen (in pixels) or in the world (in a document's user units). Immutable.
 *
 * @param x to the right; finite
 * @param y downwards; finite
 */
public record Point(double x, double y) {
    /**
     * Creates a point.
     *
     * @throws IllegalArgumentException if a coordinate is not finite
     */
    public Point {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("point: expected finite coordinates, got (" + x + ", " + y + ")");
        }
    }
}
