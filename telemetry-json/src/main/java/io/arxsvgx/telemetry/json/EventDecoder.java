// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.arxsvgx.telemetry.InvalidEventException;
import io.arxsvgx.telemetry.TelemetryEvent;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads events as the specification's dictionary. An item that is no event does not hide what is wrong with the next.
 * Thread-safe.
 */
public final class EventDecoder {
    /** A time with more digits is outside of what a time may be. */
    private static final int MAX_SECOND_DIGITS = 11;

    private final JsonCodec json;
    private final ObjectReader nested;
    private final int lineLength;
    private final StringInterner known = new StringInterner();

    /**
     * Sets up a decoder.
     *
     * @param limits what is refused
     */
    public EventDecoder(JsonLimits limits) {
        json = new JsonCodec(limits);
        nested = json.mapper().readerFor(Object.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        lineLength = limits.lineLength();
    }

    /**
     * Reads a body of one event, or an array of events.
     *
     * @param body UTF-8
     * @return its events and faults
     * @throws IOException if {@code body} fails
     * @throws MalformedJsonException if it is no JSON, or crosses a limit
     */
    public EventBatch decode(InputStream body) throws IOException {
        EventBatch batch = new EventBatch();
        try (JsonParser parser = json.factory().createParser(new StrictUtf8(body))) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new MalformedJsonException("the body is empty; it takes an object or an array of objects");
            }
            if (first == JsonToken.START_ARRAY) {
                for (long index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                    item(parser, index, batch);
                }
            } else {
                item(parser, 0, batch);
            }
            if (parser.nextToken() != null) {
                throw new MalformedJsonException(
                        "there is more after the JSON; several events are an array, or application/x-ndjson");
            }
        } catch (JsonProcessingException e) {
            throw JsonCodec.malformed(e);
        } catch (CharConversionException e) {
            throw JsonCodec.noText(e);
        }
        return batch;
    }

    /**
     * Reads the event that is a member of a message.
     *
     * @param message a JSON object
     * @param name the member
     * @return the event, or what is wrong with it
     * @throws MalformedJsonException if the message is no JSON, or crosses a limit
     */
    public EventBatch decodeMember(String message, String name) {
        EventBatch batch = new EventBatch();
        try (JsonParser parser = json.factory().createParser(message)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isWanted = parser.currentName().equals(name);
                parser.nextToken();
                if (isWanted) {
                    item(parser, 0, batch);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw JsonCodec.malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        if (batch.events().isEmpty() && batch.faults().isEmpty()) {
            batch.add(new EventBatch.Fault(0, name, "field \"" + name + "\" is missing; it takes an object"));
        }
        return batch;
    }

    /**
     * Begins to read lines of one event each, in bounded memory.
     *
     * @param body UTF-8
     * @return a reader of its lines
     */
    public NdjsonReader lines(InputStream body) {
        return new NdjsonReader(this, new StrictUtf8(body), lineLength);
    }

    /** Reads one line. */
    void line(byte[] bytes, int from, int length, long index, EventBatch batch) throws IOException {
        try (JsonParser parser = json.factory().createParser(bytes, from, length)) {
            parser.nextToken();
            item(parser, index, batch);
            if (parser.nextToken() != null) {
                batch.add(new EventBatch.Fault(index, "", "there is more than one value in the line"));
            }
        } catch (JsonProcessingException e) {
            batch.add(new EventBatch.Fault(
                    index, "", String.valueOf(JsonCodec.malformed(e).getMessage())));
        } catch (CharConversionException e) {
            batch.add(new EventBatch.Fault(
                    index, "", String.valueOf(JsonCodec.noText(e).getMessage())));
        }
    }

    private void item(JsonParser parser, long index, EventBatch batch) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            String found = String.valueOf(parser.currentToken());
            parser.skipChildren();
            batch.add(new EventBatch.Fault(index, "", "an event is an object, not " + words(found)));
            return;
        }
        TelemetryEvent.Builder event = TelemetryEvent.builder();
        InvalidEventException fault = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            try {
                field(parser, name, event);
            } catch (InvalidEventException e) {
                fault = fault == null ? e : fault;
            }
        }
        try {
            if (fault != null) {
                throw fault;
            }
            batch.add(event.buildValid());
        } catch (InvalidEventException e) {
            batch.add(new EventBatch.Fault(index, e.field(), requireNonNull(e.getMessage())));
        }
    }

    private static String words(String token) {
        return switch (token) {
            case "VALUE_STRING" -> "a text";
            case "VALUE_NUMBER_INT", "VALUE_NUMBER_FLOAT" -> "a number";
            case "VALUE_TRUE", "VALUE_FALSE" -> "a flag";
            case "VALUE_NULL" -> "null";
            case "START_ARRAY" -> "an array";
            default -> token;
        };
    }

    /** The ways of almost every field, and else what the dictionary's own rules say. */
    private void field(JsonParser parser, String name, TelemetryEvent.Builder event) throws IOException {
        JsonToken token = parser.currentToken();
        switch (name) {
            case "source" -> {
                if (token == JsonToken.VALUE_STRING) {
                    event.source(text(parser));
                    return;
                }
            }
            case "type" -> {
                if (token == JsonToken.VALUE_STRING) {
                    event.type(text(parser));
                    return;
                }
            }
            case "status" -> {
                if (token == JsonToken.VALUE_STRING) {
                    event.status(text(parser));
                    return;
                }
            }
            case "value" -> {
                if (token.isNumeric() && Double.isFinite(parser.getDoubleValue())) {
                    event.value(parser.getDoubleValue());
                    return;
                }
            }
            case "timestamp" -> {
                Instant time = token.isNumeric() ? seconds(parser) : null;
                if (time != null) {
                    event.timestamp(time);
                    return;
                }
            }
            default -> {}
        }
        event.entry(name, any(parser));
    }

    private String text(JsonParser parser) throws IOException {
        return known.text(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    private @Nullable Object any(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT ->
                isQuoted(parser.currentName()) ? new WrittenNumber(parser.getText()) : parser.getDoubleValue();
            default -> nested.readValue(parser);
        };
    }

    /** Whether a field needs a number as it is written, for its value or for a message. */
    private static boolean isQuoted(String name) {
        return name.equals("timestamp") || name.equals("value");
    }

    /** Seconds since 1970 with up to nine decimals, exactly; null for what is written otherwise. */
    private static @Nullable Instant seconds(JsonParser parser) throws IOException {
        char[] text = parser.getTextCharacters();
        int at = parser.getTextOffset();
        int end = at + parser.getTextLength();
        long seconds = 0;
        int digits = 0;
        while (at < end && isDigit(text[at]) && digits < MAX_SECOND_DIGITS) {
            seconds = 10 * seconds + text[at++] - '0';
            digits++;
        }
        if (digits == 0 || (at < end && text[at] != '.')) {
            return null;
        }
        long nanos = 0;
        long unit = 1_000_000_000;
        for (at++; at < end; at++) {
            if (!isDigit(text[at])) {
                return null;
            }
            unit /= 10;
            nanos += unit * (text[at] - '0');
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
