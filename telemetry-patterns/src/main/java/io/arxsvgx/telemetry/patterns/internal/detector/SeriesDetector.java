// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import org.jspecify.annotations.Nullable;

/** Looks at one series for one kind of pattern. Keeps nothing of a series itself. */
public interface SeriesDetector {
    /** The detector's name: the metadata's {@code detector}. */
    String name();

    /** What it sees just now, or null. */
    @Nullable
    Finding detect(SeriesView view);
}
