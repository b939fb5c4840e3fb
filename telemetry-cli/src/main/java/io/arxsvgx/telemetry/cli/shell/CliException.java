// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.shell;

import io.arxsvgx.telemetry.text.ForeignText;
import org.jspecify.annotations.Nullable;

/** Ends a command with one line for the user and an exit code. */
public final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    /** All of a message is one line, whatever foreign text it quotes. */
    private CliException(int exitCode, String message, @Nullable Throwable cause) {
        this(exitCode, cause, ForeignText.escape(message));
    }

    private CliException(int exitCode, @Nullable Throwable cause, String lines) {
        super(lines, cause);
        this.exitCode = exitCode;
    }

    /**
     * Something failed.
     *
     * @param message what, and what can be done
     * @return a fault with {@link ExitCode#FAILED}
     */
    public static CliException failed(String message) {
        return new CliException(ExitCode.FAILED, message, null);
    }

    /**
     * Something failed.
     *
     * @param message what, and what can be done
     * @param cause why
     * @return a fault with {@link ExitCode#FAILED}
     */
    public static CliException failed(String message, Throwable cause) {
        return new CliException(ExitCode.FAILED, message, cause);
    }

    /**
     * The command line or a configuration is wrong.
     *
     * @param message what, and what would be right
     * @return a fault with {@link ExitCode#USAGE}
     */
    public static CliException usage(String message) {
        return new CliException(ExitCode.USAGE, message, null);
    }

    /**
     * No server answered.
     *
     * @param message where, and what can be done
     * @param cause why
     * @return a fault with {@link ExitCode#NO_SERVER}
     */
    public static CliException noServer(String message, Throwable cause) {
        return new CliException(ExitCode.NO_SERVER, message, cause);
    }

    /**
     * The server answered that it will not.
     *
     * @param message its reason
     * @return a fault with {@link ExitCode#REFUSED}
     */
    public static CliException refused(String message) {
        return new CliException(ExitCode.REFUSED, message, null);
    }

    /**
     * Adds an indented line.
     *
     * @param more what is added to the message
     * @return a fault with the same exit code
     */
    public CliException with(String more) {
        return new CliException(exitCode, this, getMessage() + "\n  " + ForeignText.escape(more));
    }

    /**
     * Adds a line.
     *
     * @param more what is added to the message
     * @return a fault with the same exit code
     */
    public CliException withLine(String more) {
        return new CliException(exitCode, this, getMessage() + "\n" + ForeignText.escape(more));
    }

    /**
     * How the process ends.
     *
     * @return one of {@link ExitCode}
     */
    public int exitCode() {
        return exitCode;
    }
}
