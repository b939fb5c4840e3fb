// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static io.arxsvgx.testsupport.RequestBodies.event;
import static io.arxsvgx.testsupport.RequestBodies.gzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.server.ServerFixture.Answered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of access and of every limit over a real socket. */
class SafetyTest {
    @AutoClose
    private final ServerFixture fixture = new ServerFixture().start();

    private String getWith(String headers) throws IOException {
        return fixture.raw(
                fixture.server.httpPort(), "GET /health HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:1", "127.0.0.2", "[::1]:8080", "[0:0:0:0:0:0:0:1]"})
    void host_own_isServed(String host) throws IOException {
        assertThat(getWith("Host: " + host + "\r\n")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "192.168.1.5",
                "8.8.8.8:8080",
                "0.0.0.0",
                "999.0.0.1",
                "[2001:db8::1]",
                "[::]:8080",
                "[fe80::1]"
            })
    void host_foreign_is403(String host) throws IOException {
        assertThat(getWith("Host: " + host + "\r\n")).startsWith("HTTP/1.1 403").contains("\"status\":\"error\"");
    }

    @Test
    void host_addressBeyondLoopback_isServed() throws IOException {
        fixture.settings(ServerSettings.builder().bind("0.0.0.0").apiToken("secret"))
                .start();
        assertThat(getWith("Host: 192.168.1.5\r\n")).startsWith("HTTP/1.1 200");
        assertThat(getWith("Host: evil.example\r\n")).startsWith("HTTP/1.1 403");
    }

    @Test
    void host_listed_isServed() throws IOException {
        fixture.settings(ServerSettings.builder().hosts(List.of("telemetry.example")))
                .start();
        assertThat(getWith("Host: telemetry.example\r\n")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1", "http://evil.example:8080"})
    void origin_foreign_is403(String origin) throws IOException {
        assertThat(getWith("Host: localhost\r\nOrigin: " + origin + "\r\n")).startsWith("HTTP/1.1 403");
    }

    @Test
    void origin_ownPageOrListed_isServed() throws IOException {
        String own = "http://localhost:" + fixture.server.dashboardPort();
        assertThat(getWith("Host: localhost\r\nOrigin: " + own + "\r\n"))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("Access-Control-Allow-Origin");
        fixture.settings(ServerSettings.builder().origins(List.of("https://example.org")))
                .start();
        assertThat(getWith("Host: localhost\r\nOrigin: https://example.org\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("Access-Control-Allow-Origin: https://example.org");
    }

    @Test
    void token_set_isNeededEverywhereButForHealth() {
        fixture.settings(ServerSettings.builder().apiToken("secret")).start();
        assertThat(fixture.get("/health").status()).isEqualTo(200);
        Answered answer = fixture.get("/alerts");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
        assertThat(fixture.send(fixture.request("/alerts")
                                .header("Authorization", "Bearer wrong")
                                .GET())
                        .status())
                .isEqualTo(401);
        assertThat(fixture.send(fixture.request("/alerts")
                                .header("Authorization", "Bearer secret")
                                .GET())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void binding_beyondLoopbackWithoutAToken_isRefused() {
        try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RealtimeTelemetryServer.create(
                            processor,
                            TelemetryConfig.defaults(),
                            ServerSettings.builder().bind("0.0.0.0").build()))
                    .withMessageContaining("TELEMETRY_API_TOKEN");
        }
    }

    @Test
    void port_taken_isNamed() {
        TelemetryConfig taken = TelemetryConfig.builder()
                .httpPort(fixture.server.httpPort())
                .enableWebSocket(false)
                .enableDashboard(false)
                .build();
        try (RealtimeTelemetryServer other = RealtimeTelemetryServer.create(fixture.processor, taken)) {
            assertThatThrownBy(other::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("port " + fixture.server.httpPort());
        }
    }

    @Test
    void body_tooLarge_is413() {
        fixture.settings(ServerSettings.builder().maxBody(1_000)).start();
        Answered answer = fixture.post("/telemetry", "[" + " ".repeat(2_000) + "]");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("message").asText()).contains("1000 bytes");
    }

    @Test
    void body_thatGrowsWhenDecompressed_is413() {
        Answered answer = fixture.send(fixture.request("/telemetry")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip("[" + " ".repeat(20 << 20) + "]"))));
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void json_tooDeep_is400() {
        String deep = "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000);
        assertThat(fixture.post("/telemetry", deep).status()).isEqualTo(400);
        assertThat(fixture.post("/rules", deep).status()).isEqualTo(400);
    }

    @Test
    void header_tooLarge_is431() throws IOException {
        assertThat(getWith("Host: localhost\r\nX: " + "x".repeat(10_000) + "\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("\"status\":\"error\"");
    }

    @Test
    void request_noHttp_is400WithoutATrace() throws IOException {
        String answer = fixture.raw(fixture.server.httpPort(), "hello\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("\"status\":\"error\"")
                .doesNotContain("Exception", "at org.");
    }

    @Test
    void request_thatDripsIn_isEnded() throws Exception {
        fixture.settings(ServerSettings.builder().requestTimeout(Duration.ofMillis(300)))
                .start();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.server.httpPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("POST /telemetry HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] buffer = new byte[4_096];
            Thread dripping = new Thread(() -> drip(socket), "drip");
            dripping.setDaemon(true);
            dripping.start();
            int got = socket.getInputStream().read(buffer);
            assertThat(new String(buffer, 0, Math.max(0, got), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 408");
        }
    }

    private static void drip(Socket socket) {
        try {
            for (int i = 0; i < 500; i++) {
                socket.getOutputStream().write('[');
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        } catch (IOException closed) {
            // as expected
        }
    }

    @Test
    void connection_silent_isClosed() throws IOException {
        fixture.settings(ServerSettings.builder().idleTimeout(Duration.ofMillis(200)))
                .start();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.server.httpPort())) {
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void connections_tooMany_waitUntilOthersClose() throws IOException {
        fixture.settings(ServerSettings.builder().maxConnections(3)).start();
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.server.httpPort());
                socket.setSoTimeout(500);
                open.add(socket);
            }
            int served = 0;
            for (Socket socket : open) {
                socket.getOutputStream()
                        .write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                served += answers(socket) ? 1 : 0;
            }
            assertThat(served).isBetween(1, 4);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static boolean answers(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() > 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void requests_tooManyUnderWay_are503() throws Exception {
        fixture.settings(ServerSettings.builder().maxRequests(1)).start();
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), fixture.server.httpPort())) {
            slow.getOutputStream()
                    .write("POST /telemetry HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n["
                            .getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().flush();
            org.awaitility.Awaitility.await().until(() -> fixture.get("/alerts").status() == 503);
            assertThat(fixture.get("/alerts").header("retry-after")).isEqualTo("1");
        }
    }

    @Test
    void page_always_hasSecurityHeaders() {
        Answered page = fixture.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + fixture.server.dashboardPort() + "/"))
                        .GET());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-security-policy")).contains("default-src 'self'");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.header("x-frame-options")).isEqualTo("DENY");
        assertThat(page.header("referrer-policy")).isEqualTo("no-referrer");
        Answered api = fixture.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + fixture.server.dashboardPort() + "/api/health"))
                        .GET());
        assertThat(api.json().path("status").asText()).isEqualTo("healthy");
    }

    @Test
    void stop_ports_areClosedAndReopened() {
        int port = fixture.server.httpPort();
        fixture.server.stop();
        assertThat(fixture.server.httpPort()).isEqualTo(-1);
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                .isInstanceOf(IOException.class);
        fixture.server.start();
        assertThat(fixture.post("/telemetry", event("a", 1)).status()).isEqualTo(200);
    }
}
