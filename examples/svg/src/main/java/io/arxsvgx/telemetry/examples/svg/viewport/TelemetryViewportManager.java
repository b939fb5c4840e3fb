// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.viewport;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.examples.svg.parser.Bounds;
import io.arxsvgx.telemetry.examples.svg.parser.Point;
import io.arxsvgx.telemetry.examples.svg.parser.Status;
import java.util.function.DoubleSupplier;

/**
 * A decorator that measures another viewport and passes its results and exceptions on unchanged. Each quantity has a
 * type of its own, all of the source {@value #SOURCE}:
 *
 * <table> <caption>Events of each call</caption>
 * <tr><th>type</th><th>status</th><th>value</th></tr>
 * <tr><td>{@value #ZOOM_FACTOR}</td><td>processing</td><td>the requested factor, before zooming</td></tr>
 * <tr><td>{@value #FIT_EXTENT}</td><td>processing</td><td>the document's longer side, before fitting</td></tr>
 * <tr><td>{@value #ZOOM_LEVEL}</td><td>completed</td><td>the level after zooming or fitting</td></tr>
 * <tr><td>{@value #PAN_REQUESTED}</td><td>processing</td><td>the requested distance, before panning</td></tr>
 * <tr><td>{@value #PAN_DISTANCE}</td><td>completed</td><td>the actual distance</td></tr>
 * <tr><td>{@value #FAILED}</td><td>completed, failed</td><td>0 for a successful call, 1 for a rejected one</td></tr>
 * </table>
 *
 * As thread-safe as the viewport it wraps.
 */
public final class TelemetryViewportManager implements ViewportManager {
    /** The source of all its events. */
    public static final String SOURCE = "viewport_manager";
    /** The type for the factor of a zoom. */
    public static final String ZOOM_FACTOR = "zoom_factor";
    /** The type for the zoom level, in pixels per user unit. */
    public static final String ZOOM_LEVEL = "zoom_level";
    /** The type for the requested distance of a pan, in pixels. */
    public static final String PAN_REQUESTED = "pan_requested";
    /** The type for the actual distance of a pan, in pixels. */
    public static final String PAN_DISTANCE = "pan_distance";
    /** The type for the longer side of a fitted document, in user units. */
    public static final String FIT_EXTENT = "fit_extent";
    /** The type for 1 on a rejected call, 0 otherwise. */
    public static final String FAILED = "viewport_failed";

    private final ViewportManager delegate;
    private final TelemetrySeries zoomFactor;
    private final TelemetrySeries zoomLevel;
    private final TelemetrySeries panRequested;
    private final TelemetrySeries panDistance;
    private final TelemetrySeries fitExtent;
    private final TelemetrySeries failed;

    private TelemetryViewportManager(ViewportManager delegate, TelemetryProcessor processor) {
        this.delegate = delegate;
        zoomFactor = processor.series(SOURCE, ZOOM_FACTOR);
        zoomLevel = processor.series(SOURCE, ZOOM_LEVEL);
        panRequested = processor.series(SOURCE, PAN_REQUESTED);
        panDistance = processor.series(SOURCE, PAN_DISTANCE);
        fitExtent = processor.series(SOURCE, FIT_EXTENT);
        failed = processor.series(SOURCE, FAILED);
    }

    /**
     * Wraps a viewport.
     *
     * @param delegate the viewport
     * @param processor the processor that receives the events
     * @return a viewport with the same results that is measured
     */
    public static TelemetryViewportManager wrap(ViewportManager delegate, TelemetryProcessor processor) {
        return new TelemetryViewportManager(delegate, processor);
    }

    @Override
    public double zoom(double factor) {
        return measured(zoomFactor, factor, zoomLevel, () -> delegate.zoom(factor));
    }

    @Override
    public double zoom(double factor, Point center) {
        return measured(zoomFactor, factor, zoomLevel, () -> delegate.zoom(factor, center));
    }

    @Override
    public double pan(double dx, double dy) {
        return measured(panRequested, Math.hypot(dx, dy), panDistance, () -> delegate.pan(dx, dy));
    }

    @Override
    public double fit(Bounds document) {
        double extent = Math.max(document.width(), document.height());
        return measured(fitExtent, extent, zoomLevel, () -> delegate.fit(document));
    }

    @Override
    public double zoomLevel() {
        return delegate.zoomLevel();
    }

    @Override
    public Point toScreen(Point world) {
        return delegate.toScreen(world);
    }

    @Override
    public Point toWorld(Point screen) {
        return delegate.toWorld(screen);
    }

    private double measured(TelemetrySeries before, double asked, TelemetrySeries after, DoubleSupplier call) {
        before.record(asked, Status.PROCESSING);
        double reached;
        try {
            reached = call.getAsDouble();
        } catch (RuntimeException | Error e) {
            failed.record(1, Status.FAILED);
            throw e;
        }
        after.record(reached, Status.COMPLETED);
        failed.record(0, Status.COMPLETED);
        return reached;
    }
}
