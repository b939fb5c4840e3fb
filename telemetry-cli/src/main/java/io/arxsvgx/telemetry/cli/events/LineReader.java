// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads lines of one JSON object each. Empty lines are skipped. */
final class LineReader implements EventReader {
    private static final int FIRST = 1 << 16;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST];
    private int from;
    private int to;
    private boolean ended;
    private long line;

    LineReader(InputStream in) {
        this.in = in;
    }

    @Override
    public @Nullable RawEvent next() throws IOException, BadLine {
        while (!ended || from < to) {
            int end = endOfLine();
            line++;
            int first = from;
            int last = end;
            from = Math.min(end + 1, to);
            while (last > first && isBlank(buffer[last - 1])) {
                last--;
            }
            int start = first;
            while (start < last && (isBlank(buffer[start]) || (line == 1 && isMark(start)))) {
                start++;
            }
            if (start < last) {
                byte[] json = Arrays.copyOfRange(buffer, start, last);
                int before = start - first;
                return new RawEvent(new RawEvent.Bytes(json), line, field -> before + JsonPlaces.column(json, field));
            }
        }
        return null;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /** A byte of a byte-order mark, which some editors write before all else. */
    private boolean isMark(int at) {
        return at < 3 && (buffer[at] == (byte) 0xEF || buffer[at] == (byte) 0xBB || buffer[at] == (byte) 0xBF);
    }

    private int endOfLine() throws IOException, BadLine {
        int at = from;
        while (true) {
            for (; at < to; at++) {
                if (buffer[at] == '\n') {
                    return at;
                }
            }
            if (ended) {
                return to;
            }
            if (to - from > LONGEST) {
                skipLine();
                throw BadLine.at(line, 1, TOO_LONG);
            }
            at -= from;
            more();
            at += from;
        }
    }

    private void skipLine() throws IOException {
        line++;
        do {
            from = to;
            more();
            while (from < to && buffer[from] != '\n') {
                from++;
            }
        } while (from == to && !ended);
        from = Math.min(from + 1, to);
    }

    private void more() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int got = in.read(buffer, to, buffer.length - to);
        if (got < 0) {
            ended = true;
        } else {
            to += got;
        }
    }
}
