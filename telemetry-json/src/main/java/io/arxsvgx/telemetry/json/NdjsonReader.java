// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A reader of events in lines of one JSON object each. It reads block by block, so that a body of any length needs
 * bounded memory. Empty lines are skipped and not counted. Confined to one thread.
 */
public final class NdjsonReader {
    private static final int INITIAL_BUFFER_BYTES = 1 << 14;

    private final EventDecoder decoder;
    private final InputStream in;
    private final int lineLength;
    private byte[] buffer = new byte[INITIAL_BUFFER_BYTES];
    /** The start of the bytes that are read but not processed. */
    private int from;

    private int to;
    private long index;
    private boolean ended;

    NdjsonReader(EventDecoder decoder, InputStream in, int lineLength) {
        this.decoder = decoder;
        this.in = in;
        this.lineLength = lineLength;
    }

    /**
     * Returns whether all lines have been read.
     *
     * @return true once {@link #next} has reached the end
     */
    public boolean isOver() {
        return ended && from == to;
    }

    /**
     * Reads the next lines.
     *
     * @param bytes the minimum number of bytes of lines to read, unless the body ends before
     * @return their events and faults; indices continue from block to block
     * @throws IOException if the body fails
     * @throws MalformedJsonException if a line is longer than allowed
     */
    public EventBatch next(long bytes) throws IOException {
        EventBatch batch = new EventBatch();
        long taken = 0;
        while (taken < bytes && !isOver()) {
            int end = endOfLine();
            taken += end - from + 1;
            line(end, batch);
            from = Math.min(end + 1, to);
        }
        return batch;
    }

    private void line(int end, EventBatch batch) throws IOException {
        int first = from;
        int last = end;
        while (last > first && isBlank(buffer[last - 1])) {
            last--;
        }
        while (first < last && isBlank(buffer[first])) {
            first++;
        }
        if (index == 0 && last - first >= 3 && isMark(first)) {
            first += 3;
        }
        if (first < last) {
            decoder.line(buffer, first, last - first, index++, batch);
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /** Returns whether a byte-order mark is at a position; some editors write one. */
    private boolean isMark(int at) {
        return buffer[at] == (byte) 0xEF && buffer[at + 1] == (byte) 0xBB && buffer[at + 2] == (byte) 0xBF;
    }

    /** Returns the end of the line that begins at {@code from}; reads more bytes until there is one. */
    private int endOfLine() throws IOException {
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
            if (to - from > lineLength) {
                throw new MalformedJsonException("line " + index + " is longer than " + lineLength + " bytes");
            }
            at -= from;
            more();
            at += from;
        }
    }

    private void more() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int got;
        try {
            got = in.read(buffer, to, buffer.length - to);
        } catch (CharConversionException e) {
            throw JsonCodec.noText(e);
        }
        if (got < 0) {
            ended = true;
        } else {
            to += got;
        }
    }
}
