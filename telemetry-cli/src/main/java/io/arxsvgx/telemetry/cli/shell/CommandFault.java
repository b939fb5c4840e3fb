// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.shell;

import io.arxsvgx.telemetry.rule.ForeignText;
import org.jspecify.annotations.Nullable;

/** Ends a command with one line for the user and an exit code. */
public final class CommandFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    /** All of a message is one line, whatever foreign text it quotes. */
    private CommandFault(int exitCode, String message, @Nullable Throwable cause) {
        this(exitCode, cause, ForeignText.escape(message));
    }

    private CommandFault(int exitCode, @Nullable Throwable cause, String lines) {
        super(lines, cause);
        this.exitCode = exitCode;
    }

    /**
     * Something failed.
     *
     * @param message what, and what can be done
     * @return a fault with {@link ExitCode#FAILED}
     */
    public static CommandFault failed(String message) {
        return new CommandFault(ExitCode.FAILED, message, null);
    }

    /**
     * Something failed.
     *
     * @param message what, and what can be done
     * @param cause why
     * @return a fault with {@link ExitCode#FAILED}
     */
    public static CommandFault failed(String message, Throwable cause) {
        return new CommandFault(ExitCode.FAILED, message, cause);
    }

    /**
     * The command line or a configuration is wrong.
     *
     * @param message what, and what would be right
     * @return a fault with {@link ExitCode#USAGE}
     */
    public static CommandFault usage(String message) {
        return new CommandFault(ExitCode.USAGE, message, null);
    }

    /**
     * No server answered.
     *
     * @param message where, and what can be done
     * @param cause why
     * @return a fault with {@link ExitCode#NO_SERVER}
     */
    public static CommandFault noServer(String message, Throwable cause) {
        return new CommandFault(ExitCode.NO_SERVER, message, cause);
    }

    /**
     * The server answered that it will not.
     *
     * @param message its reason
     * @return a fault with {@link ExitCode#REFUSED}
     */
    public static CommandFault refused(String message) {
        return new CommandFault(ExitCode.REFUSED, message, null);
    }

    /**
     * Adds an indented line.
     *
     * @param more what is added to the message
     * @return a fault with the same exit code
     */
    public CommandFault with(String more) {
        return new CommandFault(exitCode, this, getMessage() + "\n  " + ForeignText.escape(more));
    }

    /**
     * Adds a line.
     *
     * @param more what is added to the message
     * @return a fault with the same exit code
     */
    public CommandFault withLine(String more) {
        return new CommandFault(exitCode, this, getMessage() + "\n" + ForeignText.escape(more));
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
