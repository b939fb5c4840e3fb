// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that store a name and a note on the server. Not thread-safe. */
final class AuthorOptions {
    @Option(names = "--who", paramLabel = "NAME", description = "Name of the author. Default: the current user.")
    private @Nullable String who;

    @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "Note. Default: none.")
    private String note = "";

    String who(CliContext shell) {
        String user = shell.variable("USER");
        String name = who != null ? who : user != null ? user : System.getProperty("user.name", "");
        if (name.isBlank()) {
            throw CliException.usage("--who: expected a name, got an empty text");
        }
        return name;
    }

    String note() {
        return note;
    }
}
