// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.viewport;

/**
 * How small and how large a viewport shows things. Immutable.
 *
 * @param minZoom the lowest zoom level, in pixels per user unit; above 0
 * @param maxZoom the highest zoom level, in pixels per user unit; not below {@code minZoom}, finite
 */
public record ViewportLimits(double minZoom, double maxZoom) {
    private static final ViewportLimits DEFAULTS = new ViewportLimits(0.01, 256);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if they are not above 0, finite and in order
     */
    public ViewportLimits {
        if (!(minZoom > 0 && minZoom <= maxZoom && Double.isFinite(maxZoom))) {
            throw new IllegalArgumentException("zoom limits are " + minZoom + " and " + maxZoom
                    + "; both must be finite and above 0, the lower one first");
        }
    }

    /**
     * The limits for any document.
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
