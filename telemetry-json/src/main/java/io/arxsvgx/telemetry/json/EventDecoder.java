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
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * A decoder of events in the form of the specification's dictionary. An invalid item does not prevent the report of
 * faults in the next. Thread-safe.
 */
public final class EventDecoder {
    /** The maximum number of digits of a time; a time with more is out of range. */
    private static final int MAX_SECOND_DIGITS = 11;

    private final JsonCodec json;
    private final ObjectReader nested;
    private final int lineLength;
    private final StringInterner known = new StringInterner();

    /**
     * Creates a decoder.
     *
     * @param limits the limits of JSON
     */
    public EventDecoder(JsonLimits limits) {
        json = new JsonCodec(limits);
        nested = json.mapper().readerFor(Object.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        lineLength = limits.lineLength();
    }

    /**
     * Reads a body of one event or an array of events.
     *
     * @param body UTF-8
     * @return its events and faults
     * @throws IOException if {@code body} fails
     * @throws MalformedJsonException if it is not JSON, or exceeds a limit
     */
    public EventBatch decode(InputStream body) throws IOException {
        EventBatch batch = new EventBatch();
        try (JsonParser parser = json.factory().createParser(new StrictUtf8(body))) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new MalformedJsonException("empty body: expected an object or an array of objects");
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
                        "unexpected text after the JSON; send several events as an array or as application/x-ndjson");
            }
        } catch (JsonProcessingException e) {
            throw JsonCodec.malformed(e);
        } catch (CharConversionException e) {
            throw JsonCodec.noText(e);
        }
        return batch;
    }

    /**
     * Reads the event in a field of a message.
     *
     * @param message a JSON object
     * @param name the field
     * @return the event, or its fault
     * @throws MalformedJsonException if the message is not JSON, or exceeds a limit
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
            throw new UncheckedIOException("cannot read from memory", e);
        }
        if (batch.events().isEmpty() && batch.faults().isEmpty()) {
            batch.add(new EventBatch.Fault(0, name, "field \"" + name + "\" is missing; expected an object"));
        }
        return batch;
    }

    /**
     * Returns a reader of lines of one event each, in bounded memory.
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
                batch.add(new EventBatch.Fault(index, "", "more than one value in the line; expected one object"));
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
            batch.add(new EventBatch.Fault(index, "", "event: expected an object, got " + words(found)));
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

    /** Reads a field. Fast paths cover almost every value; for others the rules of the dictionary apply. */
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
            case "labels" -> {
                if (token == JsonToken.START_OBJECT) {
                    labels(parser, event);
                    return;
                }
            }
            default -> {}
        }
        event.entry(name, any(parser));
    }

    /** Reads labels. A fault of one is thrown after the others are read, so that reading continues behind them. */
    private void labels(JsonParser parser, TelemetryEvent.Builder event) throws IOException {
        InvalidEventException fault = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                event.label(name, text(parser));
                continue;
            }
            try {
                event.entry("labels", Collections.singletonMap(name, any(parser)));
            } catch (InvalidEventException e) {
                fault = fault == null ? e : fault;
            }
        }
        if (fault != null) {
            throw fault;
        }
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

    /** Returns whether messages or values of a field need the number as it is written. */
    private static boolean isQuoted(String name) {
        return name.equals("timestamp") || name.equals("value");
    }

    /** Returns exact seconds since 1970 with at most nine decimals; null if the value is written in another form. */
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
