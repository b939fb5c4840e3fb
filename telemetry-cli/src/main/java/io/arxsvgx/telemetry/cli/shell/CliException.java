// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.shell;

import io.arxsvgx.telemetry.text.ForeignText;
import org.jspecify.annotations.Nullable;

/** A failure that ends a command with one line for the user and an exit code. */
public final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    /** Creates a failure; the message is one line, since foreign text in it is escaped. */
    private CliException(int exitCode, String message, @Nullable Throwable cause) {
        this(exitCode, cause, ForeignText.escape(message));
    }

    private CliException(int exitCode, @Nullable Throwable cause, String lines) {
        super(lines, cause);
        this.exitCode = exitCode;
    }

    /**
     * Creates the failure of an operation.
     *
     * @param message what failed, and what to do
     * @return a failure with {@link ExitCode#FAILED}
     */
    public static CliException failed(String message) {
        return new CliException(ExitCode.FAILED, message, null);
    }

    /**
     * Creates the failure of an operation.
     *
     * @param message what failed, and what to do
     * @param cause the cause
     * @return a failure with {@link ExitCode#FAILED}
     */
    public static CliException failed(String message, Throwable cause) {
        return new CliException(ExitCode.FAILED, message, cause);
    }

    /**
     * Creates the failure for an invalid command line or configuration.
     *
     * @param message what is invalid, and what was expected
     * @return a failure with {@link ExitCode#USAGE}
     */
    public static CliException usage(String message) {
        return new CliException(ExitCode.USAGE, message, null);
    }

    /**
     * Creates the failure for a server that does not answer.
     *
     * @param message the address, and what to do
     * @param cause the cause
     * @return a failure with {@link ExitCode#NO_SERVER}
     */
    public static CliException noServer(String message, Throwable cause) {
        return new CliException(ExitCode.NO_SERVER, message, cause);
    }

    /**
     * Creates the failure for a request that the server rejected.
     *
     * @param message the reason
     * @return a failure with {@link ExitCode#REFUSED}
     */
    public static CliException refused(String message) {
        return new CliException(ExitCode.REFUSED, message, null);
    }

    /**
     * Adds an indented line.
     *
     * @param more the line
     * @return a failure with the same exit code
     */
    public CliException with(String more) {
        return new CliException(exitCode, this, getMessage() + "\n  " + ForeignText.escape(more));
    }

    /**
     * Adds a line.
     *
     * @param more the line
     * @return a failure with the same exit code
     */
    public CliException withLine(String more) {
        return new CliException(exitCode, this, getMessage() + "\n" + ForeignText.escape(more));
    }

    /**
     * Returns the exit code of the process.
     *
     * @return one of {@link ExitCode}
     */
    public int exitCode() {
        return exitCode;
    }
}
