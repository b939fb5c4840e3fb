// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The positions of fields in a line of JSON. */
final class JsonPlaces {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonPlaces() {}

    /** The column, from 1, of a field's value, or of the first syntax error; else of the beginning of the line. */
    static long column(byte[] json, String field) {
        long found = 1;
        try (JsonParser parser = FACTORY.createParser(json)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth == 1 && token == JsonToken.FIELD_NAME && field.equals(parser.currentName())) {
                    parser.nextToken();
                    found = parser.currentTokenLocation().getColumnNr();
                    depth += parser.currentToken().isStructStart() ? 1 : 0;
                }
            }
        } catch (JsonProcessingException e) {
            return e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
        } catch (IOException e) {
            return 1;
        }
        return found;
    }
}
