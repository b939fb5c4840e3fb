// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.StrictUtf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A reader of a JSON document with one event or an array of events, or of several such documents in sequence. NaN and
 * Infinity, which some programs write although they are invalid in JSON, lose only their element.
 */
final class DocumentReader implements EventReader {
    private final JsonFactory factory = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private final JsonParser parser;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private boolean inArray;

    DocumentReader(InputStream in) throws IOException {
        parser = factory.createParser(new StrictUtf8(in));
    }

    @Override
    public @Nullable RawEvent next() throws IOException, MalformedLineException {
        try {
            JsonToken token = parser.nextToken();
            while ((!inArray && token == JsonToken.START_ARRAY) || (inArray && token == JsonToken.END_ARRAY)) {
                inArray = token == JsonToken.START_ARRAY;
                token = parser.nextToken();
            }
            return token == null ? null : event();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
            throw MalformedLineException.end(
                    at.getLineNr(),
                    at.getColumnNr(),
                    "not valid JSON: " + JsonCodec.problem(e) + "; reading ends here");
        }
    }

    private RawEvent event() throws IOException, MalformedLineException {
        JsonLocation at = parser.currentTokenLocation();
        bytes.reset();
        MalformedLineException fault;
        try (JsonGenerator out = factory.createGenerator(bytes)) {
            fault = copy(out);
        }
        if (fault != null) {
            throw fault;
        }
        if (bytes.size() > LONGEST) {
            throw MalformedLineException.at(at.getLineNr(), at.getColumnNr(), TOO_LONG);
        }
        return new RawEvent(new RawEvent.Bytes(bytes.toByteArray()), at.getLineNr(), field -> at.getColumnNr());
    }

    /** Copies one value; returns a fault for its first invalid number. */
    private @Nullable MalformedLineException copy(JsonGenerator out) throws IOException {
        MalformedLineException fault = null;
        int depth = 0;
        for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token == JsonToken.VALUE_NUMBER_FLOAT && parser.isNaN()) {
                JsonLocation at = parser.currentTokenLocation();
                fault = fault != null
                        ? fault
                        : MalformedLineException.at(
                                at.getLineNr(), at.getColumnNr(), "invalid number \"" + parser.getText() + "\"");
                out.writeNull();
            } else {
                out.copyCurrentEventExact(parser);
            }
            if (depth == 0) {
                return fault;
            }
        }
    }
}
