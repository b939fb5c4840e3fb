// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.validation;

import java.util.List;

/** Thrown when a request document or parameter is invalid; carries every error that was found. */
public final class ValidationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<FieldError> errors;

    /** Reports an error that belongs to no key of a document. */
    public ValidationException(String message) {
        this(message, List.of());
    }

    /** Reports errors; the message joins theirs. */
    public ValidationException(List<FieldError> errors) {
        this(String.join("; ", errors.stream().map(FieldError::message).toList()), errors);
    }

    /** Reports errors under a message of their own. */
    public ValidationException(String message, List<FieldError> errors) {
        super(message, null, false, false);
        this.errors = List.copyOf(errors);
    }

    /** Returns the errors, in the order of the document; empty where none has a key. */
    public List<FieldError> errors() {
        return errors;
    }
}
