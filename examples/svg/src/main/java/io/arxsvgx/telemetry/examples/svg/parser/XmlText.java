// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A decoder of the bytes of an XML file, by its byte-order mark or its declared encoding. The XML parser could decode
 * too, but writes to the standard error when it finds an invalid byte.
 */
final class XmlText {
    private static final int DECLARATION = 256;
    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml\\s[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

    private XmlText() {}

    /**
     * Decodes a file.
     *
     * @throws SvgParseException if its encoding is unknown, or a byte is invalid in it
     */
    static String decode(byte[] file) {
        Charset charset = charset(file);
        var in = ByteBuffer.wrap(file);
        var out = CharBuffer.allocate(
                (int) (file.length * (double) charset.newDecoder().maxCharsPerByte()) + 1);
        var result = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        if (result.isError()) {
            throw new SvgParseException(0, 0, "byte " + (in.position() + 1) + " is not valid " + charset.name());
        }
        out.flip();
        if (out.hasRemaining() && out.charAt(0) == '\ufeff') {
            out.position(1);
        }
        return out.toString();
    }

    private static Charset charset(byte[] file) {
        if (startsWith(file, 0xFE, 0xFF) || startsWith(file, 0, '<')) {
            return UTF_16BE;
        }
        if (startsWith(file, 0xFF, 0xFE) || startsWith(file, '<', 0)) {
            return UTF_16LE;
        }
        if (startsWith(file, 0xEF, 0xBB, 0xBF)) {
            return UTF_8;
        }
        Matcher encoding = ENCODING.matcher(new String(file, 0, Math.min(file.length, DECLARATION), ISO_8859_1));
        return encoding.find() ? named(encoding.group(1)) : UTF_8;
    }

    private static Charset named(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new SvgParseException(1, 1, "unknown encoding \"" + name + "\"");
        }
    }

    private static boolean startsWith(byte[] file, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= file.length || (file[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
