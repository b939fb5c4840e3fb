// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

/** The statuses that the decorators give their events. */
public final class Status {
    /** Work has begun. */
    public static final String PROCESSING = "processing";

    /** Work has ended well. */
    public static final String COMPLETED = "completed";

    /** Work has failed. */
    public static final String FAILED = "failed";

    private Status() {}
}
