// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.internal.validation.FieldError;
import io.arxsvgx.telemetry.web.internal.validation.ValidationException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a request with an error status. Thrown by resources by name: only this package knows the codes. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public final int status;
    public final transient Map<String, String> headers = new LinkedHashMap<>();
    private transient @Nullable Details details;

    /** Writes what the error's body has beside status and message. */
    public interface Details {
        void write(JsonGenerator out) throws IOException;
    }

    public ApiException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** Reports a request that is not valid (400). */
    public static ApiException badRequest(String message) {
        return new ApiException(400, message);
    }

    /** Reports that there is nothing of that name (404). */
    public static ApiException notFound(String message) {
        return new ApiException(404, message);
    }

    /** Reports that a method is not allowed here (405). */
    public static ApiException methodNotAllowed(String method, String allowed) {
        return new ApiException(405, ForeignText.shorten(method) + " is not taken here; it takes " + allowed)
                .header("Allow", allowed);
    }

    /** Reports that the state of what is addressed does not allow it (409). */
    public static ApiException conflict(String message) {
        return new ApiException(409, message);
    }

    /** Reports that too much is under way; the client retries after a second (429). */
    public static ApiException tooManyRequests(String message) {
        return new ApiException(429, message).header("Retry-After", "1");
    }

    /** Reports that it is not possible now (503). */
    public static ApiException unavailable(String message) {
        return new ApiException(503, message);
    }

    /** Reports that a change was not made, since it would not have outlived the process (503). */
    public static ApiException notKept(IOException why) {
        return unavailable("the change could not be written to the disk, so it was not made: " + why);
    }

    /** Reports what is invalid, each error by its key (400). */
    static ApiException of(ValidationException e) {
        ApiException invalid = badRequest(String.valueOf(e.getMessage()));
        return e.errors().isEmpty() ? invalid : invalid.with(out -> writeErrors(out, e.errors()));
    }

    private static void writeErrors(JsonGenerator out, List<FieldError> errors) throws IOException {
        out.writeArrayFieldStart("errors");
        for (FieldError error : errors) {
            out.writeStartObject();
            out.writeStringField("field", error.field());
            out.writeStringField("message", error.message());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    public ApiException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public ApiException with(Details more) {
        details = more;
        return this;
    }

    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("status", "error");
        out.writeStringField("message", FieldError.encodable(String.valueOf(getMessage())));
        if (details != null) {
            details.write(out);
        }
        out.writeEndObject();
    }
}
