// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.internal.validation.FieldError;
import io.arxsvgx.telemetry.web.internal.validation.ValidationException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exception that ends a request with an error status. Resources use its factory methods; only this package knows
 * the codes.
 */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public final int status;
    public final transient Map<String, String> headers = new LinkedHashMap<>();
    private transient @Nullable Details details;

    /** A writer of the fields that the body of an error has in addition to status and message. */
    public interface Details {
        void write(JsonGenerator out) throws IOException;
    }

    public ApiException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** Returns the exception for an invalid request (400). */
    public static ApiException badRequest(String message) {
        return new ApiException(400, message);
    }

    /** Returns the exception for a resource that does not exist (404). */
    public static ApiException notFound(String message) {
        return new ApiException(404, message);
    }

    /** Returns the exception for a method that is not allowed (405). */
    public static ApiException methodNotAllowed(String method, String allowed) {
        return new ApiException(405, "method " + ForeignText.shorten(method) + " not allowed; allowed: " + allowed)
                .header("Allow", allowed);
    }

    /** Returns the exception for a conflict with the current state of a resource (409). */
    public static ApiException conflict(String message) {
        return new ApiException(409, message);
    }

    /** Returns the exception for a request on another version of a resource than the current one (412). */
    static ApiException preconditionFailed(String message) {
        return new ApiException(412, message);
    }

    /** Returns the exception for a full buffer or too many requests; the client retries after a second (429). */
    public static ApiException tooManyRequests(String message) {
        return new ApiException(429, message).header("Retry-After", "1");
    }

    /** Returns the exception for an operation that is not possible now (503). */
    public static ApiException unavailable(String message) {
        return new ApiException(503, message);
    }

    /** Returns the exception for a change that was not made because it could not be written to disk (503). */
    public static ApiException notKept(IOException why) {
        return unavailable("change rejected: cannot write it to disk: " + why);
    }

    /** Returns the exception for validation errors, each with its key (400). */
    static ApiException of(ValidationException e) {
        ApiException invalid = badRequest(String.valueOf(e.getMessage()));
        return e.errors().isEmpty() ? invalid : invalid.with(out -> FieldError.writeAll(out, e.errors()));
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
