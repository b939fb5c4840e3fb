// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A stream that accepts only UTF-8. The JSON parser itself detects UTF-16 and UTF-32, and accepts overlong forms,
 * encoded surrogates and code points beyond Unicode. This stream rejects the former encodings by name. In the latter
 * sequences it replaces a byte with {@code 0xFF}, which never occurs in UTF-8, so that the parser rejects it with its
 * position. Confined to one thread.
 */
public final class StrictUtf8 extends FilterInputStream {
    /** The number of bytes that {@link #otherEncoding} inspects. */
    public static final int MAGIC_LENGTH = 4;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;
    private static final byte NEVER = (byte) 0xFF;

    private boolean begun;
    private int last;

    /**
     * Wraps a stream.
     *
     * @param in bytes that should be UTF-8; not read yet
     */
    public StrictUtf8(InputStream in) {
        super(in);
    }

    /**
     * Returns the name of the encoding of a text that is not UTF-8, detected by its first bytes: a byte-order mark, or
     * a zero byte, with which no text in UTF-8 begins.
     *
     * @param first the first bytes, up to {@value #MAGIC_LENGTH}
     * @return UTF-16 or UTF-32; null if it may be UTF-8
     */
    public static @Nullable String otherEncoding(byte[] first) {
        int zeros = 0;
        for (byte one : first) {
            zeros += one == 0 ? 1 : 0;
        }
        boolean isMarked = first.length >= 2
                && ((first[0] == (byte) 0xFE && first[1] == NEVER) || (first[0] == NEVER && first[1] == (byte) 0xFE));
        if (first.length < 2 || (zeros == 0 && !isMarked)) {
            return null;
        }
        return zeros >= 2
                        && first.length == MAGIC_LENGTH
                        && (isMarked || zeros == 3 || (first[0] == 0 && first[1] == 0))
                ? "UTF-32"
                : "UTF-16";
    }

    private void begin() throws IOException {
        begun = true;
        byte[] first = in.readNBytes(MAGIC_LENGTH);
        String other = otherEncoding(first);
        if (other != null) {
            throw new CharConversionException("the text is " + other);
        }
        in = new SequenceInputStream(new ByteArrayInputStream(first), in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (!begun) {
            begin();
        }
        int count = in.read(into, from, length);
        if (count > 0) {
            check(into, from, from + count);
        }
        return count;
    }

    private void check(byte[] bytes, int from, int to) {
        int before = last;
        for (int i = from; i < to; i++) {
            if (before >= 0 && to - i >= Long.BYTES && ((long) LONGS.get(bytes, i) & NOT_ASCII) == 0) {
                i += Long.BYTES - 1;
                continue;
            }
            byte one = bytes[i];
            if (one < 0 && isNever(before, one)) {
                bytes[i] = NEVER;
            }
            before = one;
        }
        last = before;
    }

    /** Returns whether a byte never occurs in UTF-8, alone or after another byte. */
    private static boolean isNever(int before, byte one) {
        int value = one & 0xFF;
        return switch (before & 0xFF) {
            case 0xE0 -> value < 0xA0;
            case 0xED -> value >= 0xA0;
            case 0xF0 -> value < 0x90;
            case 0xF4 -> value >= 0x90;
            default -> value == 0xC0 || value == 0xC1 || value >= 0xF5;
        };
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
