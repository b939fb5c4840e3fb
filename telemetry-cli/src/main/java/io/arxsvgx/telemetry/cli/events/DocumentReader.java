// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a JSON document of one event, or of an array of events; several documents behind one another are taken too. */
final class DocumentReader implements EventReader {
    /** The library's pointer to where an array or object begins, which tells a user nothing. */
    private static final String START_MARKER = " \\(start marker at .*\\)$";

    private final JsonFactory factory = new JsonFactory();
    private final JsonParser parser;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private boolean inArray;

    DocumentReader(InputStream in) throws IOException {
        parser = factory.createParser(in);
    }

    @Override
    public @Nullable RawEvent next() throws IOException, BadLine {
        try {
            JsonToken token = parser.nextToken();
            while ((!inArray && token == JsonToken.START_ARRAY) || (inArray && token == JsonToken.END_ARRAY)) {
                inArray = token == JsonToken.START_ARRAY;
                token = parser.nextToken();
            }
            return token == null ? null : event();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
            throw BadLine.end(
                    at.getLineNr(),
                    at.getColumnNr(),
                    "not valid JSON: " + e.getOriginalMessage().replaceFirst(START_MARKER, "") + "; reading ends here");
        } catch (CharConversionException e) {
            throw BadLine.end(
                    parser.currentLocation().getLineNr(), 1, "not valid JSON: " + e.getMessage() + "; it takes UTF-8");
        }
    }

    private RawEvent event() throws IOException, BadLine {
        JsonLocation at = parser.currentTokenLocation();
        bytes.reset();
        try (JsonGenerator out = factory.createGenerator(bytes)) {
            out.copyCurrentStructureExact(parser);
        }
        if (bytes.size() > LONGEST) {
            throw BadLine.at(at.getLineNr(), at.getColumnNr(), TOO_LONG);
        }
        return new RawEvent(new RawEvent.Bytes(bytes.toByteArray()), at.getLineNr(), field -> at.getColumnNr());
    }
}
