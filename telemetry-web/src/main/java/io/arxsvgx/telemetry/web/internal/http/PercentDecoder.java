// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** A strict decoder of percent-encoded UTF-8. */
final class PercentDecoder {
    private PercentDecoder() {}

    /**
     * Decodes a segment of a path, or a name or value of a query.
     *
     * @param isForm true if a plus sign stands for a space, as in a query
     * @throws IllegalArgumentException if the text is not percent-encoded UTF-8
     */
    static String decode(String text, boolean isForm) {
        ByteBuffer encoded = ByteBuffer.wrap(text.getBytes(UTF_8));
        ByteBuffer decoded = ByteBuffer.allocate(encoded.remaining());
        try {
            while (encoded.hasRemaining()) {
                byte next = encoded.get();
                if (next == '%') {
                    next = (byte) (16 * digit(encoded) + digit(encoded));
                } else if (isForm && next == '+') {
                    next = ' ';
                }
                decoded.put(next);
            }
            return UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (BufferUnderflowException | CharacterCodingException e) {
            throw new IllegalArgumentException("not percent-encoded UTF-8", e);
        }
    }

    private static int digit(ByteBuffer encoded) {
        int digit = Character.digit((char) encoded.get(), 16);
        if (digit < 0) {
            throw new IllegalArgumentException("not percent-encoded UTF-8");
        }
        return digit;
    }
}
