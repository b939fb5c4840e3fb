// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

/** The exception for a failed call to an alert store. The call has changed nothing and may succeed later. Immutable. */
public final class AlertStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Describes the failure.
     *
     * @param message what failed and why, in one line
     * @param cause the failure of the store
     */
    public AlertStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
