// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.validation;

import java.util.List;

/** The exception for an invalid request document or parameter, with all errors that were found. */
public final class ValidationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<FieldError> errors;

    /** Creates an exception for an error without a key. */
    public ValidationException(String message) {
        this(message, List.of());
    }

    /** Creates an exception for errors; its message joins theirs. */
    public ValidationException(List<FieldError> errors) {
        this(String.join("; ", errors.stream().map(FieldError::message).toList()), errors);
    }

    /** Creates an exception for errors with a message of its own. */
    public ValidationException(String message, List<FieldError> errors) {
        super(message, null, false, false);
        this.errors = List.copyOf(errors);
    }

    /** Returns the errors in the order of the document; empty if none has a key. */
    public List<FieldError> errors() {
        return errors;
    }
}
