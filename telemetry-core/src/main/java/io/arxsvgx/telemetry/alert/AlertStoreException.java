// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

/** A call to an alert store that failed. What it was to change is unchanged; the call may succeed later. Immutable. */
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
