// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A splitter of bytes into lines; its memory grows with the longest line. Confined to one thread. */
final class ByteLines {
    private static final int INITIAL_BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final boolean carriageReturnEnds;
    private byte[] buffer = new byte[INITIAL_BUFFER_BYTES];
    private int from;
    private int to;
    private int first;
    private int end;
    private boolean ended;
    private long number;

    /**
     * Creates a splitter.
     *
     * @param in the bytes
     * @param carriageReturnEnds whether a line ends at a carriage return too, also without a line feed
     */
    ByteLines(InputStream in, boolean carriageReturnEnds) {
        this.in = in;
        this.carriageReturnEnds = carriageReturnEnds;
    }

    /** Moves to the next line; returns false after the last one. */
    boolean next() throws IOException, MalformedLineException {
        if (ended && from == to) {
            return false;
        }
        end = endOfLine();
        if (ended && from == to) {
            return false;
        }
        number++;
        first = from;
        from = Math.min(end + 1, to);
        if (carriageReturnEnds && end < to && buffer[end] == '\r') {
            skipLineFeed();
        }
        return true;
    }

    private void skipLineFeed() throws IOException {
        if (from == to && !ended) {
            int length = end - first;
            from = first;
            more();
            first = from;
            end = first + length;
            from = end + 1;
        }
        if (from < to && buffer[from] == '\n') {
            from++;
        }
    }

    /** The number of the line, from 1. */
    long number() {
        return number;
    }

    byte[] buffer() {
        return buffer;
    }

    /** The index of the line's first byte in the buffer. */
    int first() {
        return first;
    }

    /** The index after the line's last byte, without the end of line. */
    int end() {
        return end;
    }

    private boolean isEnd(byte one) {
        return one == '\n' || (carriageReturnEnds && one == '\r');
    }

    private int endOfLine() throws IOException, MalformedLineException {
        int at = from;
        while (true) {
            for (; at < to; at++) {
                if (isEnd(buffer[at])) {
                    return at;
                }
            }
            if (ended) {
                return to;
            }
            if (to - from > EventReader.LONGEST) {
                skipLine();
                throw MalformedLineException.at(number, 1, EventReader.TOO_LONG);
            }
            at -= from;
            more();
            at += from;
        }
    }

    private void skipLine() throws IOException {
        number++;
        do {
            from = to;
            more();
            while (from < to && !isEnd(buffer[from])) {
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
