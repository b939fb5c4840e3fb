// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.server.RawHttp;
import io.arxsvgx.telemetry.server.ServerFixture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of invalid handshakes and frames, over real sockets. */
class WebSocketEdgesTest {
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    private static final int TEXT = 0x81;

    @AutoClose
    private final ServerFixture fixture = new ServerFixture().start();

    private static byte[] handshake(String... keys) {
        String[] headers = new String[keys.length + 3];
        headers[0] = "Upgrade: websocket";
        headers[1] = "Connection: Upgrade";
        headers[2] = "Sec-WebSocket-Version: 13";
        System.arraycopy(keys, 0, headers, 3, keys.length);
        return RawHttp.head("GET", "/", headers).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void handshake_goodKey_is101() throws IOException {
        assertThat(RawHttp.send(fixture.server.webSocketPort(), handshake(KEY)).status())
                .isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "dGhlIHNhbXBsZSBub25jZQ",
                "dGhlIHNhbXBsZSBub25jZQ=",
                "dGhlIHNhbXBsZSBub25jZZ==",
                "dGhlIHNhbXBsZSBub25jZSEh",
                "!!!!!!!!!!!!!!!!!!!!!!==",
                "dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ=="
            })
    void handshake_badKey_is400(String key) throws IOException {
        RawHttp.Reply reply = RawHttp.send(fixture.server.webSocketPort(), handshake("Sec-WebSocket-Key: " + key));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("Sec-WebSocket-Key");
    }

    @Test
    void handshake_noKeyOrTwo_is400() throws IOException {
        assertThat(RawHttp.send(fixture.server.webSocketPort(), handshake()).status())
                .isEqualTo(400);
        assertThat(RawHttp.send(fixture.server.webSocketPort(), handshake(KEY, KEY))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(longs = {(1 << 20) + 1, 2 << 20, Integer.MAX_VALUE, 1L << 31, 1L << 40, Long.MAX_VALUE})
    void frame_declaredBeyondTheLimit_isRefusedBeforeItArrives(long length) throws IOException {
        try (RawHttp http = new RawHttp(fixture.server.webSocketPort())) {
            http.write(handshake(KEY));
            assertThat(http.read().status()).isEqualTo(101);
            http.write(ByteBuffer.allocate(14)
                    .put((byte) TEXT)
                    .put((byte) 0xff)
                    .putLong(length)
                    .putInt(0)
                    .array());
            http.write(new byte[] {'{'});
            assertThat(http.socket.getInputStream().read()).as("a close frame").isEqualTo(0x88);
            int size = http.socket.getInputStream().read();
            byte[] close = http.socket.getInputStream().readNBytes(size);
            assertThat(ByteBuffer.wrap(close).getShort()).isIn((short) 1009, (short) 1002);
        }
    }
}
