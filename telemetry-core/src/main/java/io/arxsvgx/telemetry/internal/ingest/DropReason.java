// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import java.util.Locale;

/** The reason why an event was dropped at ingest, or discarded by the event loop. */
public enum DropReason {
    BUFFER_FULL,
    NOT_RUNNING,
    NOT_FINITE,
    BAD_SOURCE,
    BAD_TYPE,
    NOT_AN_EVENT,
    LABELS,
    TIME_OUT_OF_RANGE,
    SERIES_LIMIT,
    CONDITION_FAILED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
