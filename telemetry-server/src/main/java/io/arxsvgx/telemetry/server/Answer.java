// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import io.arxsvgx.telemetry.json.JsonCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request is answered with. Confined to one thread. */
final class Answer {
    static final String JSON = "application/json";

    final int status;
    final String type;
    final byte[] body;
    /** The body as gzip, where that is at hand. */
    byte @Nullable [] compressed;

    final Map<String, String> headers = new LinkedHashMap<>();
    /** The call that answered, as it was added; empty where none was reached. */
    String call = "";

    Answer(int status, String type, byte[] body) {
        this.status = status;
        this.type = type;
        this.body = body;
    }

    static Answer json(byte[] body) {
        return new Answer(200, JSON, body);
    }

    /** Says that what was asked for is done. */
    static Answer success(JsonCodec json) {
        return json(json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("status", "success");
            out.writeEndObject();
        }));
    }

    static Answer nothing() {
        return new Answer(204, "", new byte[0]);
    }
}
