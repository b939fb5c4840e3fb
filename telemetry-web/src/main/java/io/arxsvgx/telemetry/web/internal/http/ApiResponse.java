// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

import io.arxsvgx.telemetry.json.JsonCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request is answered with. Confined to one thread. */
public final class ApiResponse {
    public static final String JSON = "application/json";

    public final int status;
    final String type;
    public final byte[] body;
    /** The body as gzip, where that is at hand. */
    public byte @Nullable [] compressed;

    public final Map<String, String> headers = new LinkedHashMap<>();
    /** The call that answered, as it was added; empty where none was reached. */
    public String call = "";

    public ApiResponse(int status, String type, byte[] body) {
        this.status = status;
        this.type = type;
        this.body = body;
    }

    public static ApiResponse json(byte[] body) {
        return new ApiResponse(200, JSON, body);
    }

    /** Returns content of a type (200). */
    public static ApiResponse of(String type, byte[] body) {
        return new ApiResponse(200, type, body);
    }

    /** Returns what was created (201). */
    public static ApiResponse created(byte[] body) {
        return new ApiResponse(201, JSON, body);
    }

    /** Returns what is now in place: 201 where it is new, 200 where it replaces. */
    public static ApiResponse put(boolean isNew, byte[] body) {
        return isNew ? created(body) : json(body);
    }

    /** Says that the client has the content already (304). */
    public static ApiResponse notModified() {
        return new ApiResponse(304, "", new byte[0]);
    }

    /** Reports a state in which nothing is served (503). */
    public static ApiResponse unavailable(byte[] body) {
        return new ApiResponse(503, JSON, body);
    }

    /** Says that what was asked for is done. */
    public static ApiResponse success(JsonCodec json) {
        return json(json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("status", "success");
            out.writeEndObject();
        }));
    }

    public static ApiResponse nothing() {
        return new ApiResponse(204, "", new byte[0]);
    }
}
