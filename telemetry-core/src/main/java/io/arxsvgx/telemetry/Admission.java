// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

/** The result of ingesting an event. Immutable. */
public enum Admission {
    /** The event was accepted; it will be processed. */
    ACCEPTED,
    /** The event was dropped: the buffer is full. */
    BUFFER_FULL,
    /** The event was dropped: the processor was stopped. */
    NOT_RUNNING,
    /** The event was dropped: it is not valid; {@code metrics().droppedByReason()} counts the reasons. */
    INVALID
}
