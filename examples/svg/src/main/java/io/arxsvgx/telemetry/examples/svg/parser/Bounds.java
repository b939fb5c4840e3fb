// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

/**
 * A rectangle in the world, in a document's user units. Immutable.
 *
 * @param x its left edge; finite
 * @param y its upper edge; finite
 * @param width zero or more; finite
 * @param height zero or more; finite
 */
public record Bounds(double x, double y, double width, double height) {
    /**
     * Creates a rectangle.
     *
     * @throws IllegalArgumentException if a number is not finite, or width or height is negative
     */
    public Bounds {
        if (!isSpan(x, width) || !isSpan(y, height)) {
            throw new IllegalArgumentException("bounds: expected finite edges, width and height at least 0, got " + x
                    + " " + y + " " + width + " " + height);
        }
    }

    /**
     * Returns the centre of the rectangle.
     *
     * @return a point inside
     */
    public Point center() {
        return new Point(x + width / 2, y + height / 2);
    }

    /**
     * Returns the point of the rectangle that is nearest to a point.
     *
     * @param point any point
     * @return the point itself if it is inside
     */
    public Point nearest(Point point) {
        return new Point(clamp(point.x(), x, x + width), clamp(point.y(), y, y + height));
    }

    private static boolean isSpan(double start, double length) {
        return Double.isFinite(start) && length >= 0 && Double.isFinite(start + length);
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }
}
