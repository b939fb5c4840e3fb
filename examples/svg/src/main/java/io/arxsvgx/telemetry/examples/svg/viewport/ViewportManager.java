// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.viewport;

import io.arxsvgx.telemetry.examples.svg.parser.Bounds;
import io.arxsvgx.telemetry.examples.svg.parser.Point;

/**
 * A viewport: the part of a document that a screen shows, and its zoom level. Screen coordinates are pixels from the
 * upper left corner; world coordinates are the document's user units. Implementations document whether they are
 * thread-safe.
 */
public interface ViewportManager {
    /**
     * Zooms about the centre of the screen.
     *
     * @param factor above 1 to enlarge, below 1 to reduce; finite and above 0
     * @return the resulting zoom level, which may be limited
     * @throws IllegalArgumentException if the factor is invalid; nothing changes then
     */
    double zoom(double factor);

    /**
     * Zooms about a point of the screen, which keeps its place as far as the limits allow.
     *
     * @param factor above 1 to enlarge, below 1 to reduce; finite and above 0
     * @param center a point of the screen
     * @return the resulting zoom level, which may be limited
     * @throws IllegalArgumentException if the factor is invalid; nothing changes then
     */
    double zoom(double factor, Point center);

    /**
     * Moves the document on the screen.
     *
     * @param dx pixels to the right; finite
     * @param dy pixels downwards; finite
     * @return the actual distance in pixels; less than requested at a limit
     * @throws IllegalArgumentException if a distance is not finite; nothing changes then
     */
    double pan(double dx, double dy);

    /**
     * Shows a whole document in the centre of the screen, and uses its bounds as the limits of panning.
     *
     * @param document its bounds; width or height above 0
     * @return the resulting zoom level, which may be limited
     * @throws IllegalArgumentException if the bounds are empty; nothing changes then
     */
    double fit(Bounds document);

    /**
     * Returns the zoom level.
     *
     * @return pixels per user unit
     */
    double zoomLevel();

    /**
     * Returns the place of a world point on the screen.
     *
     * @param world a point of the document
     * @return its place on the screen, or outside it
     */
    Point toScreen(Point world);

    /**
     * Returns the world point at a point of the screen.
     *
     * @param screen a point of the screen
     * @return the point of the document
     */
    Point toWorld(Point screen);
}
