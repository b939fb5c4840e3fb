// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.viewport;

import io.arxsvgx.telemetry.examples.svg.parser.Bounds;
import io.arxsvgx.telemetry.examples.svg.parser.Point;

/** A viewport whose zoom level stays between two limits, and whose centre stays over the document. Not thread-safe. */
public final class BoundedViewportManager implements ViewportManager {
    /*
     * The state is the zoom level and the world point in the centre of the screen: screen = (world - centre) * zoom +
     * half the screen's size. Every change uses move(), which keeps the centre inside the document.
     */
    private static final double MARGIN = 0.9;

    private final double screenWidth;
    private final double screenHeight;
    private final ViewportLimits limits;
    private Bounds document;
    private Point middle;
    private double zoom;

    private BoundedViewportManager(double screenWidth, double screenHeight, ViewportLimits limits) {
        this.screenWidth = screenWidth;
        this.screenHeight = screenHeight;
        this.limits = limits;
        this.document = new Bounds(0, 0, screenWidth, screenHeight);
        this.middle = document.center();
        this.zoom = limits.clamp(1);
    }

    /**
     * Creates a viewport with {@link ViewportLimits#defaults()} that shows an empty document of the screen's size.
     *
     * @param screenWidth the screen's width in pixels; finite and above 0
     * @param screenHeight the screen's height in pixels; finite and above 0
     * @return a new viewport
     * @throws IllegalArgumentException if a size is invalid
     */
    public static BoundedViewportManager create(double screenWidth, double screenHeight) {
        return create(screenWidth, screenHeight, ViewportLimits.defaults());
    }

    /**
     * Creates a viewport that shows an empty document of the screen's size.
     *
     * @param screenWidth the screen's width in pixels; finite and above 0
     * @param screenHeight the screen's height in pixels; finite and above 0
     * @param limits the limits of its zoom level
     * @return a new viewport
     * @throws IllegalArgumentException if a size is invalid
     */
    public static BoundedViewportManager create(double screenWidth, double screenHeight, ViewportLimits limits) {
        checkPositive("screen width", screenWidth);
        checkPositive("screen height", screenHeight);
        return new BoundedViewportManager(screenWidth, screenHeight, limits);
    }

    @Override
    public double zoom(double factor) {
        return zoom(factor, new Point(screenWidth / 2, screenHeight / 2));
    }

    @Override
    public double zoom(double factor, Point center) {
        checkPositive("zoom factor", factor);
        Point fixed = toWorld(center);
        zoom = limits.clamp(zoom * factor);
        move(new Point(
                fixed.x() - (center.x() - screenWidth / 2) / zoom, fixed.y() - (center.y() - screenHeight / 2) / zoom));
        return zoom;
    }

    @Override
    public double pan(double dx, double dy) {
        Point distance = new Point(dx, dy);
        Point before = middle;
        move(new Point(before.x() - distance.x() / zoom, before.y() - distance.y() / zoom));
        return Math.hypot(middle.x() - before.x(), middle.y() - before.y()) * zoom;
    }

    @Override
    public double fit(Bounds bounds) {
        if (bounds.width() == 0 && bounds.height() == 0) {
            throw new IllegalArgumentException("bounds: expected a width or height above 0, got empty bounds");
        }
        zoom = limits.clamp(MARGIN * Math.min(screenWidth / bounds.width(), screenHeight / bounds.height()));
        document = bounds;
        move(bounds.center());
        return zoom;
    }

    @Override
    public double zoomLevel() {
        return zoom;
    }

    @Override
    public Point toScreen(Point world) {
        return new Point(
                (world.x() - middle.x()) * zoom + screenWidth / 2, (world.y() - middle.y()) * zoom + screenHeight / 2);
    }

    @Override
    public Point toWorld(Point screen) {
        return new Point(
                (screen.x() - screenWidth / 2) / zoom + middle.x(),
                (screen.y() - screenHeight / 2) / zoom + middle.y());
    }

    private void move(Point wanted) {
        middle = document.nearest(wanted);
    }

    private static void checkPositive(String name, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + ": expected a finite number above 0, got " + value);
        }
    }
}
