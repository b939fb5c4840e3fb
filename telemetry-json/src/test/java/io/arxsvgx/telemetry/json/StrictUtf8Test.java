// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StrictUtf8Test {
    private static final String EVENT = "{\"source\":\"p\u00fcmp\",\"type\":\"t\",\"value\":1}";

    private final EventDecoder decoder = new EventDecoder(JsonLimits.defaults());
    private final JsonCodec json = new JsonCodec(JsonLimits.defaults());

    private static byte[] withBytes(int... bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("{\"source\":\"a long enough name ".getBytes(UTF_8));
        for (int one : bytes) {
            out.write(one);
        }
        out.writeBytes("\",\"type\":\"t\",\"value\":1}".getBytes(UTF_8));
        return out.toByteArray();
    }

    @Test
    void decode_utf8_isTaken() throws IOException {
        assertThat(decoder.decode(new ByteArrayInputStream(EVENT.getBytes(UTF_8)))
                        .events())
                .hasSize(1);
        assertThat(decoder.decode(new ByteArrayInputStream(("\uFEFF" + EVENT).getBytes(UTF_8)))
                        .events())
                .hasSize(1);
    }

    @Test
    void decode_otherEncodings_areNamed() {
        for (Charset utf16 : new Charset[] {UTF_16, UTF_16BE, UTF_16LE}) {
            byte[] bytes = EVENT.getBytes(utf16);
            assertThatExceptionOfType(MalformedJsonException.class)
                    .isThrownBy(() -> decoder.decode(new ByteArrayInputStream(bytes)))
                    .withMessage("the text is UTF-16; expected UTF-8");
            assertThatExceptionOfType(MalformedJsonException.class)
                    .isThrownBy(
                            () -> decoder.lines(new ByteArrayInputStream(bytes)).next(1))
                    .withMessageContaining("UTF-16");
            assertThatExceptionOfType(MalformedJsonException.class)
                    .isThrownBy(() -> json.read(new ByteArrayInputStream(bytes)))
                    .withMessageContaining("UTF-16");
        }
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> json.read(new ByteArrayInputStream(EVENT.getBytes(Charset.forName("UTF-32")))))
                .withMessageContaining("UTF-32");
    }

    @Test
    void decode_bytesThatUtf8NeverHas_areRefusedWithThePlace() {
        int[][] bad = {
            {0xE9},
            {0xC0, 0xAF},
            {0xC1, 0x81},
            {0xE0, 0x80, 0xAF},
            {0xED, 0xA0, 0x80},
            {0xF0, 0x80, 0x80, 0xAF},
            {0xF4, 0x90, 0x80, 0x80},
            {0xF5, 0x80, 0x80, 0x80},
            {0xFF},
            {0x80},
            {0xC3, 0x28},
        };
        for (int[] bytes : bad) {
            assertThatExceptionOfType(MalformedJsonException.class)
                    .isThrownBy(() -> decoder.decode(new ByteArrayInputStream(withBytes(bytes))))
                    .withMessageStartingWith("not valid JSON at line 1, column ")
                    .withMessageContaining("the text is not UTF-8");
        }
    }

    @Test
    void lines_badBytes_costTheirLineOnly() throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.writeBytes((EVENT + "\n").getBytes(UTF_8));
        lines.writeBytes(withBytes(0xE9));
        lines.writeBytes(("\n" + EVENT + "\n").getBytes(UTF_8));
        EventBatch batch =
                decoder.lines(new ByteArrayInputStream(lines.toByteArray())).next(Long.MAX_VALUE);
        assertThat(batch.events()).hasSize(2);
        assertThat(batch.faults()).extracting(EventBatch.Fault::index).containsExactly(1L);
    }

    /**
     * Compares with the decoder of Java, in reads of any length: valid bytes are unchanged, and one byte of an invalid
     * sequence is replaced.
     */
    @Test
    void read_anyBytes_agreesWithTheDecoderOfJava() throws IOException {
        Random random = new Random(17);
        int[] interesting = {
            'a', 'b', 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xE1, 0xED, 0xF0, 0xF4, 0xF5
        };
        for (int round = 0; round < 40_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(24)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(3) == 0 ? interesting[random.nextInt(interesting.length)] : 'a');
            }
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            StrictUtf8 strict = new StrictUtf8(new ByteArrayInputStream(bytes));
            byte[] buffer = new byte[1 + random.nextInt(12)];
            for (int got = strict.read(buffer, 0, buffer.length);
                    got >= 0;
                    got = strict.read(buffer, 0, buffer.length)) {
                read.write(buffer, 0, got);
            }
            assertThat(isUtf8(read.toByteArray())).isEqualTo(isUtf8(bytes));
            if (isUtf8(bytes)) {
                assertThat(read.toByteArray()).isEqualTo(bytes);
            }
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
