// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import io.arxsvgx.telemetry.examples.svg.parser.Point;
import io.arxsvgx.telemetry.examples.svg.parser.SvgDocument;
import io.arxsvgx.telemetry.examples.svg.viewport.ViewportManager;
import java.util.Random;

/** A tour of documents in a viewport as a user would do it: whole, zoomed, panned, back. Not thread-safe. */
final class ViewportTour {
    static final double SCREEN_WIDTH = 1280;
    static final double SCREEN_HEIGHT = 800;

    private final ViewportManager viewport;
    private final Random random;

    ViewportTour(ViewportManager viewport, long seed) {
        this.viewport = viewport;
        this.random = new Random(seed);
    }

    /** Views a document at a moderate zoom level. */
    void glance(SvgDocument document) {
        viewport.fit(document.bounds());
        double factor = 1.2 + random.nextDouble();
        viewport.zoom(factor, pointOnScreen());
        viewport.pan(random.nextGaussian() * SCREEN_WIDTH / 8, random.nextGaussian() * SCREEN_HEIGHT / 8);
        viewport.zoom(1 / factor);
    }

    /** Views a document at the maximum zoom level. */
    void closeLook(SvgDocument document) {
        double level = viewport.fit(document.bounds());
        double before;
        do {
            before = level;
            level = viewport.zoom(2, pointOnScreen());
        } while (level > before);
    }

    private Point pointOnScreen() {
        return new Point(random.nextDouble() * SCREEN_WIDTH, random.nextDouble() * SCREEN_HEIGHT);
    }
}
