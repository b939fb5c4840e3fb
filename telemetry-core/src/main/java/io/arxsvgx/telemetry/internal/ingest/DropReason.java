// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import java.util.Locale;

/** Why an event was dropped at the door, or discarded by the loop. */
public enum DropReason {
    BUFFER_FULL,
    NOT_RUNNING,
    NOT_FINITE,
    BAD_SOURCE,
    BAD_TYPE,
    NOT_AN_EVENT,
    TIME_OUT_OF_RANGE,
    SERIES_LIMIT,
    CONDITION_FAILED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
