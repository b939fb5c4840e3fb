// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.json.JsonCodec;
import java.io.IOException;
import java.io.StringWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of all commands that list something. Not thread-safe. */
public final class OutputOptions {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** How results are written. */
    public enum Format {
        /** For people. */
        TABLE,
        /** For programs: what the server answered. */
        JSON
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How results are written: table (default), or json, which is what the server answers.")
    private Format format = Format.TABLE;

    /**
     * Whether results are for a program.
     *
     * @return true for JSON
     */
    public boolean isJson() {
        return format == Format.JSON;
    }

    /**
     * Prints results the way that was asked for.
     *
     * @param shell where to
     * @param results what the server answered
     * @param table prints them for people
     */
    public void print(CliContext shell, JsonNode results, Consumer<JsonNode> table) {
        if (isJson()) {
            shell.print(pretty(results));
        } else {
            table.accept(results);
        }
    }

    /**
     * JSON over several lines.
     *
     * @param node the document
     * @return its text
     */
    public static String pretty(JsonNode node) {
        try {
            return text(node, new DefaultPrettyPrinter());
        } catch (IOException e) {
            throw new IllegalStateException("a document that was read can be written", e);
        }
    }

    /**
     * JSON in one line.
     *
     * @param node the document
     * @return its text
     */
    public static String compact(JsonNode node) {
        try {
            return text(node, null);
        } catch (IOException e) {
            throw new IllegalStateException("a document that was read can be written", e);
        }
    }

    private static String text(JsonNode node, @Nullable PrettyPrinter printer) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new PlainNumberGenerator(MAPPER.createGenerator(text))) {
            out.setPrettyPrinter(printer);
            MAPPER.writeTree(out, node);
        }
        return text.toString();
    }

    /** Writes numbers of common size without an exponent, as the server does. */
    private static final class PlainNumberGenerator extends JsonGeneratorDelegate {
        PlainNumberGenerator(JsonGenerator out) {
            super(out, false);
        }

        @Override
        public void writeNumber(double value) throws IOException {
            JsonCodec.number(delegate, value);
        }
    }
}
