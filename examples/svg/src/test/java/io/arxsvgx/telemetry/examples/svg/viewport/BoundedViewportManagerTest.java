// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.viewport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.arxsvgx.telemetry.examples.svg.parser.Bounds;
import io.arxsvgx.telemetry.examples.svg.parser.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedViewportManagerTest {
    private static final Bounds ICON = new Bounds(0, 0, 16, 16);

    private final ViewportManager viewport = BoundedViewportManager.create(800, 600);

    @Test
    void fit_document_showsAllOfItInTheMiddle() {
        assertThat(viewport.fit(ICON)).isEqualTo(0.9 * 600 / 16);

        assertThat(viewport.toScreen(new Point(8, 8))).isEqualTo(new Point(400, 300));
        assertThat(viewport.toScreen(new Point(0, 0)).y()).isCloseTo(30, within(1e-9));
        assertThat(viewport.toScreen(new Point(16, 16)).y()).isCloseTo(570, within(1e-9));
    }

    @Test
    void fit_lineWithoutHeight_fitsItsWidth() {
        assertThat(viewport.fit(new Bounds(0, 0, 80, 0))).isEqualTo(9);
    }

    @Test
    void fit_emptyBounds_isRefusedAndChangesNothing() {
        double before = viewport.fit(ICON);

        assertThatThrownBy(() -> viewport.fit(new Bounds(3, 3, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bounds: expected a width or height above 0, got empty bounds");
        assertThat(viewport.zoomLevel()).isEqualTo(before);
    }

    @Test
    void fit_tinyAndVastDocuments_stopsAtTheLimits() {
        assertThat(viewport.fit(new Bounds(0, 0, 1e-9, 1e-9))).isEqualTo(256);
        assertThat(viewport.fit(new Bounds(0, 0, 1e9, 1e9))).isEqualTo(0.01);
    }

    @Test
    void zoom_aboutPoint_keepsWhatIsSeenThere() {
        viewport.fit(ICON);
        Point cursor = new Point(450, 320);
        Point seen = viewport.toWorld(cursor);

        viewport.zoom(2, cursor);

        assertThat(viewport.toWorld(cursor).x()).isCloseTo(seen.x(), within(1e-9));
        assertThat(viewport.toWorld(cursor).y()).isCloseTo(seen.y(), within(1e-9));
    }

    @Test
    void zoom_withoutPoint_keepsTheMiddle() {
        viewport.fit(ICON);

        assertThat(viewport.zoom(2)).isEqualTo(2 * 33.75);

        assertThat(viewport.toScreen(new Point(8, 8))).isEqualTo(new Point(400, 300));
    }

    @Test
    void zoom_beyondLimits_stopsThere() {
        assertThat(viewport.zoom(1e300)).isEqualTo(256);
        assertThat(viewport.zoom(1e-300)).isEqualTo(0.01);
        assertThat(viewport.zoomLevel()).isEqualTo(0.01);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void zoom_invalidFactor_isRefusedAndChangesNothing(double factor) {
        double before = viewport.fit(ICON);

        assertThatThrownBy(() -> viewport.zoom(factor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("zoom factor: expected a finite number above 0, got " + factor);
        assertThat(viewport.zoomLevel()).isEqualTo(before);
    }

    @Test
    void pan_withinDocument_movesAsFarAsAsked() {
        viewport.fit(ICON);

        assertThat(viewport.pan(30, -40)).isCloseTo(50, within(1e-9));

        assertThat(viewport.toScreen(new Point(8, 8)).x()).isCloseTo(430, within(1e-9));
        assertThat(viewport.toScreen(new Point(8, 8)).y()).isCloseTo(260, within(1e-9));
    }

    @Test
    void pan_beyondDocument_stopsWithItsEdgeInTheMiddle() {
        double zoom = viewport.fit(ICON);

        assertThat(viewport.pan(-1e6, 0)).isCloseTo(8 * zoom, within(1e-9));

        assertThat(viewport.toScreen(new Point(16, 8))).isEqualTo(new Point(400, 300));
        assertThat(viewport.pan(-1, 0)).isZero();
    }

    @Test
    void pan_notFinite_isRefused() {
        assertThatThrownBy(() -> viewport.pan(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> viewport.pan(0, Double.NEGATIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void create_invalidSizesOrLimits_areRefused() {
        assertThatThrownBy(() -> BoundedViewportManager.create(0, 1))
                .hasMessageContaining("screen width: expected a finite number above 0, got 0.0");
        assertThatThrownBy(() -> BoundedViewportManager.create(1, Double.NaN)).hasMessageContaining("screen height");
        assertThatThrownBy(() -> new ViewportLimits(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ViewportLimits(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
