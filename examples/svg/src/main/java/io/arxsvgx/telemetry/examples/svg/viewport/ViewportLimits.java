// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.viewport;

/**
 * The limits of the zoom level of a viewport. Immutable.
 *
 * @param minZoom the minimum zoom level, in pixels per user unit; above 0
 * @param maxZoom the maximum zoom level, in pixels per user unit; at least {@code minZoom}, finite
 */
public record ViewportLimits(double minZoom, double maxZoom) {
    private static final ViewportLimits DEFAULTS = new ViewportLimits(0.01, 256);

    /**
     * Creates limits.
     *
     * @throws IllegalArgumentException if they are not above 0, finite and in order
     */
    public ViewportLimits {
        if (!(minZoom > 0 && minZoom <= maxZoom && Double.isFinite(maxZoom))) {
            throw new IllegalArgumentException("zoom limits: expected finite numbers above 0 in ascending order, got "
                    + minZoom + " and " + maxZoom);
        }
    }

    /**
     * Returns the limits for any document.
     *
     * @return 0.01 to 256 pixels per user unit
     */
    public static ViewportLimits defaults() {
        return DEFAULTS;
    }

    double clamp(double zoom) {
        return Math.max(minZoom, Math.min(maxZoom, zoom));
    }
}
