// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A reader of lines with one JSON object each. Empty lines are skipped. */
final class LineReader implements EventReader {
    private final ByteLines lines;

    LineReader(InputStream in) {
        lines = new ByteLines(in, false);
    }

    @Override
    public @Nullable RawEvent next() throws IOException, MalformedLineException {
        while (lines.next()) {
            byte[] buffer = lines.buffer();
            int last = lines.end();
            while (last > lines.first() && isBlank(buffer[last - 1])) {
                last--;
            }
            int start = lines.first();
            while (start < last && (isBlank(buffer[start]) || (lines.number() == 1 && isMark(buffer, start)))) {
                start++;
            }
            if (start < last) {
                byte[] json = Arrays.copyOfRange(buffer, start, last);
                int before = start - lines.first();
                return new RawEvent(
                        new RawEvent.Bytes(json), lines.number(), field -> before + JsonPlaces.column(json, field));
            }
        }
        return null;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /** Whether a byte is part of a byte-order mark, which some editors write at the beginning. */
    private static boolean isMark(byte[] buffer, int at) {
        return at < 3 && (buffer[at] == (byte) 0xEF || buffer[at] == (byte) 0xBB || buffer[at] == (byte) 0xBF);
    }
}
