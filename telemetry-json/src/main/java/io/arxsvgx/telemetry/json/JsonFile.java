// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON file with one value: it is read as a whole, written atomically, and renamed if it is damaged.
 *
 * <pre>{@code
 * JsonFile<List<AlertRule>> file = new JsonFile<>(path, codec, RuleJson::readAll, RuleJson::writeAll);
 * List<AlertRule> rules = file.read().orElse(List.of());
 * }</pre>
 *
 * <p>Not thread-safe.
 *
 * @param <T> the type of the value
 */
public final class JsonFile<T> {
    private final Path file;
    private final JsonCodec json;
    private final Function<JsonNode, T> reader;
    private final Writer<T> writer;
    /** The reason why the file must not be written; null if it may be. */
    private @Nullable String blocked;

    /**
     * A writer of a value as JSON. Confined to the thread that writes the file.
     *
     * @param <T> the type of the value
     */
    @FunctionalInterface
    public interface Writer<T> {
        /**
         * Writes a value.
         *
         * @param out the generator to write to
         * @param value the value
         * @throws IOException if {@code out} fails
         */
        void write(JsonGenerator out, T value) throws IOException;
    }

    /**
     * Creates a description of a file, without access to it.
     *
     * @param file the file; it need not exist
     * @param json the reader and writer of JSON
     * @param reader reads the value; throws any runtime exception if the JSON is not such a value
     * @param writer writes the value
     */
    public JsonFile(Path file, JsonCodec json, Function<JsonNode, T> reader, Writer<T> writer) {
        this.file = requireNonNull(file, "file");
        this.json = requireNonNull(json, "json");
        this.reader = requireNonNull(reader, "reader");
        this.writer = requireNonNull(writer, "writer");
    }

    /**
     * Reads the value.
     *
     * @return empty if there is no file
     * @throws IOException if the file cannot be read, or does not contain such a value; the message has the reason,
     *     without the file's name
     */
    public Optional<T> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(reader.apply(json.read(in)));
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Renames a damaged file to {@code ….damaged}, {@code ….damaged-2} and so on, so that the next write does not
     * destroy it.
     *
     * @return its new name
     * @throws IOException if it cannot be renamed; {@link #write} then throws too
     */
    public Path moveAside() throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        for (int number = 2; Files.exists(aside); number++) {
            aside = file.resolveSibling(file.getFileName() + ".damaged-" + number);
        }
        try {
            return Files.move(file, aside);
        } catch (IOException e) {
            blocked = file + " is damaged and cannot be renamed";
            throw e;
        }
    }

    /**
     * Writes the value atomically, and forces it to disk.
     *
     * @param value the value
     * @throws IOException if it cannot be written; the file is then unchanged
     */
    public void write(T value) throws IOException {
        if (blocked != null) {
            throw new IOException(blocked);
        }
        byte[] bytes = json.bytes(out -> writer.write(out, value));
        AtomicFile.write(file, out -> out.write(bytes));
    }
}
