// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.viewport;

import io.arxsvgx.telemetry.examples.svg.parser.Bounds;
import io.arxsvgx.telemetry.examples.svg.parser.Point;

/**
 * What part of a document a screen shows, and how large. Screen coordinates are pixels from the upper left corner;
 * world coordinates are the document's user units. Implementations say whether they are thread-safe.
 */
public interface ViewportManager {
    /**
     * Zooms about the middle of the screen.
     *
     * @param factor above 1 shows things larger, below 1 smaller; finite and above 0
     * @return the zoom level reached, which a limit may have held back
     * @throws IllegalArgumentException if the factor is not allowed; nothing changes then
     */
    double zoom(double factor);

    /**
     * Zooms about a point of the screen: what is seen there stays there, as far as the limits allow.
     *
     * @param factor above 1 shows things larger, below 1 smaller; finite and above 0
     * @param center a point of the screen
     * @return the zoom level reached, which a limit may have held back
     * @throws IllegalArgumentException if the factor is not allowed; nothing changes then
     */
    double zoom(double factor, Point center);

    /**
     * Moves the document over the screen.
     *
     * @param dx pixels to the right; finite
     * @param dy pixels downwards; finite
     * @return how far it moved, in pixels; less than asked for where a limit held it back
     * @throws IllegalArgumentException if a distance is not finite; nothing changes then
     */
    double pan(double dx, double dy);

    /**
     * Shows a whole document in the middle of the screen, and takes its bounds as the limits of panning.
     *
     * @param document its bounds; width or height above 0
     * @return the zoom level reached, which a limit may have held back
     * @throws IllegalArgumentException if the bounds are empty; nothing changes then
     */
    double fit(Bounds document);

    /**
     * How large the document is shown.
     *
     * @return pixels per user unit
     */
    double zoomLevel();

    /**
     * Where a point of the world is seen.
     *
     * @param world a point of the document
     * @return its place on the screen, or beside it
     */
    Point toScreen(Point world);

    /**
     * What is seen at a point of the screen.
     *
     * @param screen a point of the screen
     * @return the point of the document
     */
    Point toWorld(Point screen);
}
