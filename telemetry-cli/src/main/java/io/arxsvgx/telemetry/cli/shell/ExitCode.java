// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.shell;

/** What a run tells the caller's shell. */
public final class ExitCode {
    /** All was done. */
    public static final int DONE = 0;

    /** Something failed, or some lines of a file were bad. */
    public static final int FAILED = 1;

    /** The command line or a configuration was wrong. */
    public static final int USAGE = 2;

    /** No server answered. */
    public static final int NO_SERVER = 3;

    /** The server answered that it will not. */
    public static final int REFUSED = 4;

    private ExitCode() {}
}
