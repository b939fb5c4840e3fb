// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.shell;

/** The exit codes of a run. */
public final class ExitCode {
    /** Success. */
    public static final int DONE = 0;

    /** The command failed, or a file had bad lines. */
    public static final int FAILED = 1;

    /** The command line or a configuration is invalid. */
    public static final int USAGE = 2;

    /** No server answered. */
    public static final int NO_SERVER = 3;

    /** The server rejected the request. */
    public static final int REFUSED = 4;

    private ExitCode() {}
}
