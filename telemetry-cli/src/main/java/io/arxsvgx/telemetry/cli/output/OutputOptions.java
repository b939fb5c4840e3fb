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

/** The output option of commands. Not thread-safe. */
public final class OutputOptions {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The format of results. */
    public enum Format {
        /** For people. */
        TABLE,
        /** For programs: the response of the server. */
        JSON
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "Output format: table, or json, the response of the server. Default: table.")
    private Format format = Format.TABLE;

    /**
     * Returns whether results are for a program.
     *
     * @return true for JSON
     */
    public boolean isJson() {
        return format == Format.JSON;
    }

    /**
     * Prints results in the selected format.
     *
     * @param shell the environment of the run
     * @param results the response of the server
     * @param table prints the results for people
     */
    public void print(CliContext shell, JsonNode results, Consumer<JsonNode> table) {
        if (isJson()) {
            shell.print(pretty(results));
        } else {
            table.accept(results);
        }
    }

    /**
     * Formats JSON over several lines.
     *
     * @param node the document
     * @return its text
     */
    public static String pretty(JsonNode node) {
        try {
            return text(node, new DefaultPrettyPrinter());
        } catch (IOException e) {
            throw new IllegalStateException("cannot write a document that was read", e);
        }
    }

    /**
     * Formats JSON in one line.
     *
     * @param node the document
     * @return its text
     */
    public static String compact(JsonNode node) {
        try {
            return text(node, null);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write a document that was read", e);
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

    /** A generator that writes numbers of common size without an exponent, as the server does. */
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
