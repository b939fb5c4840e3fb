// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import java.util.function.Supplier;

/**
 * A step of a run with one file. Immutable.
 *
 * @param kind the kind of file
 * @param file the file, created or loaded when the step is due
 * @param weight its share of the run's time, relative to 1 for an icon
 */
record TourStep(Kind kind, Supplier<SvgFile> file, int weight) {
    /** The kind of file of a step, which determines its processing. */
    public enum Kind {
        /** A file of the package. */
        ICON,
        /** A file of the package that is viewed at a high zoom level. */
        CLOSE_LOOK,
        /** A broken file. */
        BROKEN,
        /** A drawing that has grown since its last step. */
        DRAWING
    }
}
