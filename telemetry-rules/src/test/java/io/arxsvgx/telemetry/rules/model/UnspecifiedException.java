// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

/** The contract does not say what happens here: the comparison of this sequence ends. */
final class UnspecifiedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnspecifiedException(String what) {
        super(what);
    }
}
