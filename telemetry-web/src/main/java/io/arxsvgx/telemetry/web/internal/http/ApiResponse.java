// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.web.internal.validation.FieldError;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response to a request, before it is encoded. Confined to one thread. */
public final class ApiResponse {
    public static final String JSON = "application/json";

    public final int status;
    final String type;
    public final byte[] body;
    /** The body as gzip, if it was compressed before. */
    public byte @Nullable [] compressed;

    public final Map<String, String> headers = new LinkedHashMap<>();
    /** The call that answered, as it was added to the router; empty if none was reached. */
    public String call = "";

    public ApiResponse(int status, String type, byte[] body) {
        this.status = status;
        this.type = type;
        this.body = body;
    }

    public static ApiResponse json(byte[] body) {
        return new ApiResponse(200, JSON, body);
    }

    /** Returns a response with content of a type (200). */
    public static ApiResponse of(String type, byte[] body) {
        return new ApiResponse(200, type, body);
    }

    /** Returns a response with a created resource (201). */
    public static ApiResponse created(byte[] body) {
        return new ApiResponse(201, JSON, body);
    }

    /** Returns a response with a resource that was set: 201 if it is new, 200 if it replaces another. */
    public static ApiResponse put(boolean isNew, byte[] body) {
        return isNew ? created(body) : json(body);
    }

    /** Adds the entity tag of the resource. */
    public ApiResponse version(String entityTag) {
        headers.put("ETag", entityTag);
        return this;
    }

    /** Returns a response without content: the client already has it (304). */
    public static ApiResponse notModified() {
        return new ApiResponse(304, "", new byte[0]);
    }

    /** Returns a response with a state in which requests cannot be served (503). */
    public static ApiResponse unavailable(byte[] body) {
        return new ApiResponse(503, JSON, body);
    }

    /** Returns a response that confirms success. */
    public static ApiResponse success(JsonCodec json) {
        return json(json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("status", "success");
            out.writeEndObject();
        }));
    }

    /** Returns the response to an error whose body is its message, a text in JSON. */
    public static ApiResponse text(ApiException e, JsonCodec json) {
        String message = FieldError.encodable(String.valueOf(e.getMessage()));
        ApiResponse response = new ApiResponse(e.status, JSON, json.bytes(out -> out.writeString(message)));
        response.headers.putAll(e.headers);
        return response;
    }

    public static ApiResponse nothing() {
        return new ApiResponse(204, "", new byte[0]);
    }
}
