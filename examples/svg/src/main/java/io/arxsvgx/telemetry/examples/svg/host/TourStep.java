// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import java.util.function.Supplier;

/**
 * One file of a run. Immutable.
 *
 * @param kind what kind of file it is
 * @param file the file, made or fetched when its turn comes
 * @param weight its share of the run's time, beside 1 for an icon
 */
record TourStep(Kind kind, Supplier<SvgFile> file, int weight) {
    /** What kind of file a step brings, and so what is done with it. */
    public enum Kind {
        /** A file of the package. */
        ICON,
        /** A file of the package whose details are looked at from nearby. */
        CLOSE_LOOK,
        /** A broken file. */
        BROKEN,
        /** A drawing that has grown since its last turn. */
        DRAWING
    }
}
