// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.cli.events.EventFile;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.json.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A reader of files of rules and configurations: JSON with comments. */
public final class JsonInput {
    private static final JsonCodec JSON = new JsonCodec(JsonLimits.defaults());

    private JsonInput() {}

    /** Reads a file, or the standard input if its name is a dash. */
    public static JsonNode read(CliContext shell, String file) {
        return parse(file, bytes(shell, file));
    }

    /** Reads the bytes of a file, or of the standard input if its name is a dash. */
    public static byte[] bytes(CliContext shell, String file) {
        try (InputStream in =
                file.equals(EventFile.STANDARD_INPUT) ? shell.in() : Files.newInputStream(Path.of(file))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw EventFile.unreadable(file, e);
        }
    }

    /** Parses the bytes of a file. */
    public static JsonNode parse(String file, byte[] bytes) {
        try {
            return JSON.readWithComments(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw EventFile.unreadable(file, e);
        } catch (MalformedJsonException e) {
            throw CliException.failed(file + ": " + e.getMessage(), e);
        }
    }
}
