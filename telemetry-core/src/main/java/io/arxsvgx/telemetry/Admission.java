// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

/** The result of ingesting an event. Immutable. */
public enum Admission {
    /** Taken; it will be processed. */
    ACCEPTED,
    /** Refused: the buffer is full. */
    BUFFER_FULL,
    /** Refused: the processor was stopped. */
    NOT_RUNNING,
    /** Refused: the event is not valid; {@code metrics().droppedByReason()} counts why. */
    INVALID
}
