// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import org.jspecify.annotations.Nullable;

/** A detector of one kind of pattern in one series. It keeps no state of a series. */
public interface SeriesDetector {
    /** Returns the detector's name: the metadata's {@code detector}. */
    String name();

    /** Returns the current finding; null if there is none. */
    @Nullable
    Finding detect(SeriesView view);
}
