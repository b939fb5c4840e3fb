// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.viewport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.examples.svg.Recording;
import io.arxsvgx.telemetry.examples.svg.parser.Bounds;
import io.arxsvgx.telemetry.examples.svg.parser.Point;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TelemetryViewportManagerTest {
    private static final Bounds ICON = new Bounds(0, 0, 16, 12);

    @AutoClose
    private final Recording recording = new Recording(
            TelemetryViewportManager.ZOOM_FACTOR,
            TelemetryViewportManager.ZOOM_LEVEL,
            TelemetryViewportManager.PAN_REQUESTED,
            TelemetryViewportManager.PAN_DISTANCE,
            TelemetryViewportManager.FIT_EXTENT,
            TelemetryViewportManager.FAILED);

    private final ViewportManager plain = BoundedViewportManager.create(160, 120, new ViewportLimits(0.5, 4));
    private final ViewportManager viewport = TelemetryViewportManager.wrap(plain, recording.processor());

    @Test
    void zoom_beyondLimit_recordsFactorAskedForAndLevelReached() {
        assertThat(viewport.zoom(8)).isEqualTo(4);

        assertThat(recording.firstEvents())
                .containsExactly(
                        "viewport_manager/zoom_factor=8.0 processing",
                        "viewport_manager/zoom_level=4.0 completed",
                        "viewport_manager/viewport_failed=0.0 completed");
    }

    @Test
    void zoom_aboutPoint_movesAsTheWrappedViewport() {
        var twin = BoundedViewportManager.create(160, 120, new ViewportLimits(0.5, 4));
        Point cursor = new Point(100, 30);

        assertThat(viewport.zoom(1.5, cursor)).isEqualTo(twin.zoom(1.5, cursor));

        assertThat(viewport.toWorld(cursor)).isEqualTo(twin.toWorld(cursor));
        assertThat(viewport.toScreen(cursor)).isEqualTo(twin.toScreen(cursor));
        assertThat(viewport.zoomLevel()).isEqualTo(1.5);
        assertThat(recording.events()).isEqualTo(3);
    }

    @Test
    void pan_beyondLimit_recordsDistanceAskedForAndReached() {
        assertThat(viewport.pan(300, 400)).isEqualTo(100);

        assertThat(recording.firstEvents())
                .containsExactly(
                        "viewport_manager/pan_requested=500.0 processing",
                        "viewport_manager/pan_distance=100.0 completed",
                        "viewport_manager/viewport_failed=0.0 completed");
    }

    @Test
    void fit_document_recordsExtentAndLevelReached() {
        viewport.fit(ICON);

        assertThat(recording.firstEvents())
                .containsExactly(
                        "viewport_manager/fit_extent=16.0 processing",
                        "viewport_manager/zoom_level=4.0 completed",
                        "viewport_manager/viewport_failed=0.0 completed");
    }

    @Test
    void zoom_invalidFactor_recordsFailureAndPassesExceptionThrough() {
        assertThatThrownBy(() -> viewport.zoom(-2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("zoom factor: expected a finite number above 0, got -2.0");

        assertThat(recording.firstEvents())
                .containsExactly(
                        "viewport_manager/zoom_factor=-2.0 processing", "viewport_manager/viewport_failed=1.0 failed");
    }

    @Test
    void zoom_factorIsNoNumber_isDroppedFromTelemetryAndRefusedAllTheSame() {
        assertThatThrownBy(() -> viewport.zoom(Double.NaN)).isInstanceOf(IllegalArgumentException.class);

        assertThat(recording.firstEvents()).containsExactly("viewport_manager/viewport_failed=1.0 failed");
        assertThat(recording.processor().metrics().dropped()).isEqualTo(1);
    }

    @Test
    void looking_withoutChange_recordsNothing() {
        viewport.zoomLevel();
        viewport.toScreen(new Point(1, 1));
        viewport.toWorld(new Point(1, 1));

        assertThat(recording.events()).isZero();
    }
}
