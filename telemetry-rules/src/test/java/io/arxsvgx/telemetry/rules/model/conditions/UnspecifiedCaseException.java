// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

/** An exception for a case that the contract does not specify: the stream is not compared from there on. */
final class UnspecifiedCaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnspecifiedCaseException(String what) {
        super(what);
    }
}
