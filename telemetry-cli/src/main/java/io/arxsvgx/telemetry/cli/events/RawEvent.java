// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import java.util.function.ToLongFunction;

/**
 * One event of a file, not looked at yet. Immutable as long as nobody writes into its bytes.
 *
 * @param json the event as one JSON document without an end of line
 * @param line where it begins in the file, from 1
 * @param column finds where in that line a field of it stands, from 1; the empty name stands for what is wrong as a whole
 */
record RawEvent(Bytes json, long line, ToLongFunction<String> column) {
    /** Bytes without an identity of an array's kind. */
    static final class Bytes {
        final byte[] array;

        Bytes(byte[] array) {
            this.array = array;
        }
    }

    int length() {
        return json.array.length;
    }
}
