// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

/** An exception for a case that the contract does not specify; the comparison of the sequence ends. */
final class UnspecifiedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnspecifiedException(String what) {
        super(what);
    }
}
