// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reader and writer of JSON with limits. Thread-safe. */
public final class JsonCodec {
    private final ObjectMapper mapper;
    private final ObjectReader standard;
    private final ObjectReader commented;

    /**
     * Creates a reader and writer.
     *
     * @param limits the limits of documents that are read
     */
    public JsonCodec(JsonLimits limits) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxStringLength(limits.stringLength())
                .maxNumberLength(limits.numberLength())
                .maxNameLength(limits.nameLength())
                .build();
        JsonFactory factory = new JsonFactoryBuilder()
                .streamReadConstraints(constraints)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .build();
        mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .build();
        standard = mapper.reader();
        commented = standard.with(JsonReadFeature.ALLOW_JAVA_COMMENTS);
    }

    ObjectMapper mapper() {
        return mapper;
    }

    JsonFactory factory() {
        return mapper.getFactory();
    }

    /** A writer of one value. Confined to the thread that asks for it. */
    @FunctionalInterface
    public interface Writing {
        /**
         * Writes the value.
         *
         * @param out the generator to write to
         * @throws IOException if the write fails
         */
        void write(JsonGenerator out) throws IOException;
    }

    /**
     * Reads one document. Its strings may contain unpaired surrogates, written as escapes; a caller that stores a
     * string has to check it.
     *
     * @param in UTF-8; any other encoding is rejected
     * @return the document
     * @throws IOException if {@code in} fails
     * @throws MalformedJsonException if it is not one JSON document, or exceeds a limit
     */
    public JsonNode read(InputStream in) throws IOException {
        return read(in, standard);
    }

    /**
     * Reads one document of a file that a person writes: as {@link #read(InputStream)}, but with comments. A comment begins
     * with {@code //} and ends with its line, or is between {@code /*} and {@code *}{@code /}.
     *
     * @param in UTF-8; any other encoding is rejected
     * @return the document
     * @throws IOException if {@code in} fails
     * @throws MalformedJsonException if it is not one JSON document, or exceeds a limit
     */
    public JsonNode readWithComments(InputStream in) throws IOException {
        return read(in, commented);
    }

    private static JsonNode read(InputStream in, ObjectReader reader) throws IOException {
        try {
            JsonNode node = reader.readTree(new StrictUtf8(in));
            if (node == null || node.isMissingNode()) {
                throw new MalformedJsonException("empty text: expected JSON");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (CharConversionException e) {
            throw noText(e);
        }
    }

    /**
     * Reads one document.
     *
     * @param text the document
     * @return the document
     * @throws MalformedJsonException if it is not one JSON document, or exceeds a limit
     */
    public JsonNode read(String text) {
        try {
            JsonNode node = mapper.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new MalformedJsonException("empty text: expected JSON");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw malformed(e);
        }
    }

    /**
     * Writes one document into memory.
     *
     * @param writing the writer of its value
     * @return UTF-8
     */
    public byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = factory().createGenerator(bytes)) {
            writing.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes one document into a string.
     *
     * @param writing the writer of its value
     * @return the document
     */
    public String text(Writing writing) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator out = factory().createGenerator(text)) {
            writing.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return text.toString();
    }

    static MalformedJsonException malformed(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new MalformedJsonException("not valid JSON" + where + ": " + problem(e));
    }

    /**
     * Describes why a text is not valid JSON, without names of a library.
     *
     * @param fault the exception of the parser
     * @return one clause for a message, without the position
     */
    public static String problem(JsonProcessingException fault) {
        return JsonProblems.words(fault);
    }

    /** Returns the exception for a text that is not UTF-8. */
    static MalformedJsonException noText(CharConversionException e) {
        String what = String.valueOf(e.getMessage());
        return new MalformedJsonException(
                (what.startsWith("the text is") ? what : "the text is not UTF-8") + "; expected UTF-8");
    }

    /** Writes a duration in seconds, never in exponent form. */
    static void seconds(JsonGenerator out, String name, Duration duration) throws IOException {
        out.writeFieldName(name);
        out.writeNumber(RuleJson.seconds(duration).toPlainString());
    }

    /**
     * Writes a time into an open object.
     *
     * @param out the generator to write to
     * @param name the key
     * @param time the time, or null
     * @throws IOException if {@code out} fails
     */
    public static void time(JsonGenerator out, String name, @Nullable Instant time) throws IOException {
        if (time == null) {
            out.writeNullField(name);
        } else {
            out.writeStringField(name, time.toString());
        }
    }

    /**
     * Writes a number into an open object, or null if JSON cannot represent it. Numbers of common size are never
     * written in exponent form.
     *
     * @param out the generator to write to
     * @param name the key
     * @param value the number
     * @throws IOException if {@code out} fails
     */
    public static void number(JsonGenerator out, String name, double value) throws IOException {
        out.writeFieldName(name);
        number(out, value);
    }

    /**
     * Writes a number, or null if JSON cannot represent it. Numbers of common size are never written in exponent form.
     *
     * @param out the generator to write to
     * @param value the number
     * @throws IOException if {@code out} fails
     */
    public static void number(JsonGenerator out, double value) throws IOException {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            out.writeNull();
        } else if ((size < 1e-3 && size > 1e-12) || (size >= 1e7 && size < 1e15)) {
            String plain = BigDecimal.valueOf(value).toPlainString();
            out.writeNumber(plain.indexOf('.') < 0 ? plain + ".0" : plain);
        } else {
            out.writeNumber(value);
        }
    }

    static void numbers(JsonGenerator out, String name, Collection<Double> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (double value : values) {
            number(out, value);
        }
        out.writeEndArray();
    }

    static void texts(JsonGenerator out, String name, Collection<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    /**
     * Writes a field that is an object of texts, such as labels.
     *
     * @param out the generator to write to
     * @param name the name of the field
     * @param texts the texts by name
     * @throws IOException if {@code out} fails
     */
    public static void texts(JsonGenerator out, String name, Map<String, String> texts) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
    }

    /**
     * Writes any value: numbers, strings, booleans, and maps and lists of them; for other types their {@code
     * toString()}.
     *
     * @param out the generator to write to
     * @param value the value
     * @throws IOException if {@code out} fails
     */
    public static void any(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Double || value instanceof Float) {
            number(out, ((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            out.writeNumber(number.toString());
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                any(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            out.writeStartArray();
            for (Object one : list) {
                any(out, one);
            }
            out.writeEndArray();
        } else {
            out.writeString(value.toString());
        }
    }

    /**
     * Rounds an anomaly score to the four decimals with which it is written.
     *
     * @param score a score from 0 to 1
     * @return the score, rounded
     */
    public static double roundedScore(double score) {
        return Math.rint(score * 1e4) / 1e4;
    }
}
