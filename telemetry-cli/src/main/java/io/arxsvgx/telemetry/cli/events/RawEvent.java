// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import java.util.function.ToLongFunction;

/**
 * One event of a file that is not parsed yet. Immutable as long as its bytes are not written.
 *
 * @param json the event as one JSON document without an end of line
 * @param line the line in which it begins, from 1
 * @param column returns the column of a field in that line, from 1; the empty name stands for the whole event
 */
record RawEvent(Bytes json, long line, ToLongFunction<String> column) {
    /** A byte array in a record, without the equality of arrays. */
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
