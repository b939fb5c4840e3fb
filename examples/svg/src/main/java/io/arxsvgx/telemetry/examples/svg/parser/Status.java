// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

/** The statuses of the decorators' events. */
public final class Status {
    /** The status of work that has started. */
    public static final String PROCESSING = "processing";

    /** The status of work that has succeeded. */
    public static final String COMPLETED = "completed";

    /** The status of work that has failed. */
    public static final String FAILED = "failed";

    private Status() {}
}
