// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reader of UTF-8 lines: an invalid line is reported, and reading continues with the next one. Confined to one thread. */
final class TextLines {
    private static final String MARK = "\uFEFF";

    private final ByteLines lines;
    private final Deque<Line> waiting = new ArrayDeque<>();

    /** A line without its end, and its number from 1. */
    record Line(String text, long number) {}

    TextLines(InputStream in) {
        lines = new ByteLines(in, true);
    }

    /** The next line; null after the last one. */
    @Nullable
    Line next() throws IOException, MalformedLineException {
        Line back = waiting.poll();
        if (back != null) {
            return back;
        }
        if (!lines.next()) {
            return null;
        }
        String text = text();
        boolean isMarked = lines.number() == 1 && text.startsWith(MARK);
        return new Line(isMarked ? text.substring(1) : text, lines.number());
    }

    /** Pushes lines back, so that they are read again. */
    void pushBack(List<Line> read) {
        for (int i = read.size() - 1; i >= 0; i--) {
            waiting.addFirst(read.get(i));
        }
    }

    private String text() throws MalformedLineException {
        int length = lines.end() - lines.first();
        String text = new String(lines.buffer(), lines.first(), length, UTF_8);
        int replaced = text.indexOf('\uFFFD');
        if (replaced >= 0) {
            try {
                UTF_8.newDecoder().decode(ByteBuffer.wrap(lines.buffer(), lines.first(), length));
            } catch (CharacterCodingException e) {
                throw MalformedLineException.at(lines.number(), replaced + 1L, "invalid UTF-8");
            }
        }
        return text;
    }
}
