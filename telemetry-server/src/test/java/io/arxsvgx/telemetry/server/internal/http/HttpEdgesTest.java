// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import static io.arxsvgx.testsupport.RequestBodies.event;
import static io.arxsvgx.testsupport.RequestBodies.gzip;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.server.RawHttp;
import io.arxsvgx.telemetry.server.ServerFixture;
import io.arxsvgx.telemetry.server.ServerFixture.Answered;
import io.arxsvgx.telemetry.server.ServerSettings;
import io.arxsvgx.testsupport.LogFixture;
import io.arxsvgx.testsupport.RequestBodies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of addresses, headers and slow clients at the limits of the interface, over real sockets. */
class HttpEdgesTest {
    @AutoClose
    private final ServerFixture fixture = new ServerFixture().start();

    private int port() {
        return fixture.server.httpPort();
    }

    @ParameterizedTest
    @CsvSource({
        "/alerts?stat=firing&limt=1, state",
        "/alerts?limt=1, limit",
        "/patterns?befor=x, before",
        "/series?sourc=a, source",
        "/series/history?source=a&type=b&limits=3, limit",
        "/analytics?typ=a, type",
        "/risk?componet=a, component",
    })
    void query_unknownParameter_is400WithTheNearest(String path, String nearest) {
        Answered answer = fixture.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains("did you mean \"" + nearest + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/dashboard", "/health", "/rules", "/metrics", "/openapi.json", "/silences", "/boards"})
    void query_whereThereIsNone_is400(String path) {
        assertThat(fixture.get(path + "?x=1").status()).isEqualTo(400);
        assertThat(fixture.get(path).status()).isEqualTo(200);
    }

    @Test
    void query_unknownParameterOfAChange_changesNothing() {
        assertThat(fixture.post("/telemetry?dry_run=1", event("a", 1)).status()).isEqualTo(400);
        assertThat(fixture.put("/rules/hot?x", RequestBodies.rule("hot")).status())
                .isEqualTo(400);
        assertThat(fixture.processor.metrics().accepted()).isZero();
        assertThat(fixture.processor.alertRules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"severity=Critical", "severity=", "state=", "state=FIRING"})
    void query_nameOfAnotherForm_is400(String query) {
        assertThat(fixture.get("/alerts?" + query).status()).isEqualTo(400);
    }

    @Test
    void path_slashAtTheEnd_makesNoDifference() {
        for (String path : List.of("/alerts", "/rules", "/health", "/dashboard/history", "/openapi.json")) {
            assertThat(fixture.get(path + "/").status()).as(path).isEqualTo(200);
        }
        assertThat(fixture.post("/telemetry/", event("a", 1)).status()).isEqualTo(200);
        assertThat(fixture.put("/rules/hot/", RequestBodies.rule("hot")).status())
                .isEqualTo(201);
        assertThat(fixture.get("/rules/hot/").status()).isEqualTo(200);
        assertThat(fixture.delete("/rules/hot/").status()).isEqualTo(204);
        assertThat(fixture.get("/series/history/?source=none&type=none").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//rules",
                "/rules//",
                "//",
                "///",
                "/rules//a",
                "/./rules",
                "/../rules",
                "/%2e%2e/rules",
                "/rules%2Fa",
                "/rules/%",
                "/rules/%zz",
                "/rules/%ff",
                "/rules/%00",
                "/rules;a=b",
                "/rules/a;b",
                "/rules\\a",
                "/rules#a",
                "*",
                "rules",
                "http://localhost/rules//",
                "http://a@localhost/rules"
            })
    void path_unusual_isAnsweredWithoutAWarningOfTheWebServer(String target) throws IOException {
        try (LogFixture log = new LogFixture("org.eclipse.jetty")) {
            RawHttp.Reply reply = RawHttp.get(port(), target);
            assertThat(reply.status()).as(reply.body()).isBetween(400, 404);
            assertThat(reply.body()).contains("\"status\":\"error\"");
            assertThat(log.messages()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "X-GZIP", " gzip "})
    void body_ofEitherNameOfGzip_isTaken(String encoding) {
        Answered answer = fixture.send(fixture.request("/telemetry")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(gzip(event("a", 1)))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/telemetry", "/rules", "/silences", "/rules/check"})
    void length_declaredBeyondTheLimit_is413BeforeTheBody(String path) throws IOException {
        RawHttp.Reply reply = RawHttp.send(
                port(),
                RawHttp.head("POST", path, "Content-Type: application/json", "Content-Length: 16777217")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.body()).contains("16777216 bytes");
    }

    @Test
    void vary_ofAListedOriginUnderGzip_hasBoth() throws IOException {
        fixture.settings(ServerSettings.builder().origins(List.of("https://example.org")))
                .start();
        RawHttp.Reply reply =
                RawHttp.get(port(), "/openapi.json", "Origin: https://example.org", "Accept-Encoding: gzip");
        assertThat(reply.header("content-encoding")).isEqualTo("gzip");
        assertThat(reply.header("vary")).contains("Origin").contains("Accept-Encoding");
    }

    @Test
    void answers_ofTheApi_areNotStored() throws IOException {
        for (String path : List.of("/health", "/alerts", "/metrics", "/none", "/alerts?limit=x", "/rules/%")) {
            assertThat(RawHttp.get(port(), path).header("cache-control"))
                    .as(path)
                    .isEqualTo("no-store");
        }
        assertThat(fixture.post("/telemetry", "{").header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void page_ifNoneMatch_comparesEachTagWeakly() throws IOException {
        int page = fixture.server.dashboardPort();
        String tag = RawHttp.get(page, "/").header("etag");
        String strong = tag.substring(2);
        for (String known : List.of(tag, strong, "*", "\"a\", " + tag, tag + ",\"b\"", "\"a\" , " + strong)) {
            assertThat(RawHttp.get(page, "/", "If-None-Match: " + known).status())
                    .as(known)
                    .isEqualTo(304);
        }
        assertThat(RawHttp.get(page, "/", "If-None-Match: \"a\"", "If-None-Match: " + tag)
                        .status())
                .isEqualTo(304);
        assertThat(RawHttp.get(page, "/", "If-None-Match: \"a\", \"b\"").status())
                .isEqualTo(200);
        assertThat(RawHttp.get(page, "/none", "If-None-Match: *").status()).isEqualTo(404);
    }

    @Test
    void root_tellsTheAddressesUnderTheNameOfTheCall() throws IOException {
        assertThat(RawHttp.get(port(), "/").body())
                .isEqualTo("{\"http\":\"http://localhost:" + port() + "/\",\"websocket\":\"ws://localhost:"
                        + fixture.server.webSocketPort() + "/\",\"page\":\"http://localhost:"
                        + fixture.server.dashboardPort() + "/\"}");
        String request = "GET / HTTP/1.1\r\nHost: [::1]:1\r\n\r\n";
        assertThat(RawHttp.send(port(), request.getBytes(StandardCharsets.US_ASCII))
                        .body())
                .contains("\"http://[::1]:" + port() + "/\"");
        URI page = URI.create("http://127.0.0.1:" + fixture.server.dashboardPort() + "/api/");
        assertThat(fixture.send(HttpRequest.newBuilder(page).GET())
                        .json()
                        .path("http")
                        .asText())
                .isEqualTo("http://127.0.0.1:" + port() + "/");
    }

    @Test
    void root_withAToken_needsIt() {
        fixture.settings(ServerSettings.builder().apiToken("secret")).start();
        assertThat(fixture.get("/").status()).isEqualTo(401);
        assertThat(fixture.get("/health/").status()).isEqualTo(200);
        assertThat(fixture.send(fixture.request("/")
                                .header("Authorization", "Bearer secret")
                                .GET())
                        .status())
                .isEqualTo(200);
    }

    /** Sends a text again and again, some bytes at a time, until the server closes the connection. */
    private void dripsUntilClosed(int port, String first, String more) throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            http.write(first.getBytes(StandardCharsets.ISO_8859_1));
            CompletableFuture<Integer> closed = new CompletableFuture<>();
            Thread reader = new Thread(
                    () -> {
                        try {
                            closed.complete(http.read().status());
                        } catch (IOException e) {
                            closed.complete(0);
                        }
                    },
                    "reader");
            reader.setDaemon(true);
            reader.start();
            while (!closed.isDone()) {
                try {
                    http.write(more.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    break;
                }
                LockSupport.parkNanos(20_000_000);
            }
            assertThat(closed.get(10, TimeUnit.SECONDS)).isIn(0, 408);
        }
    }

    @ParameterizedTest
    @CsvSource({"http", "websocket", "dashboard"})
    void header_thatDripsIn_endsTheConnection(String name) throws Exception {
        fixture.settings(ServerSettings.builder().requestTimeout(Duration.ofMillis(300)))
                .start();
        int port = switch (name) {
            case "http" -> fixture.server.httpPort();
            case "websocket" -> fixture.server.webSocketPort();
            default -> fixture.server.dashboardPort();
        };
        dripsUntilClosed(port, "GET / HTTP/1.1\r\nHost: localhost\r\nX: ", "x");
        dripsUntilClosed(port, "", "\r\n");
        dripsUntilClosed(port, "", "G");
    }

    @Test
    void header_thatDripsInAfterAnAnswer_endsTheConnection() throws Exception {
        fixture.settings(ServerSettings.builder().requestTimeout(Duration.ofMillis(300)))
                .start();
        try (RawHttp http = new RawHttp(port())) {
            http.write(RawHttp.head("GET", "/health").getBytes(StandardCharsets.US_ASCII));
            assertThat(http.read().status()).isEqualTo(200);
            long begun = System.nanoTime();
            boolean open = true;
            while (open && System.nanoTime() - begun < 10_000_000_000L) {
                try {
                    http.write(new byte[] {'G'});
                    LockSupport.parkNanos(20_000_000);
                } catch (IOException e) {
                    open = false;
                }
            }
            assertThat(open).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-ndjson"})
    void body_thatDripsIn_isEnded(String type) throws Exception {
        fixture.settings(ServerSettings.builder().requestTimeout(Duration.ofMillis(300)))
                .start();
        dripsUntilClosed(
                port(), RawHttp.head("POST", "/telemetry", "Content-Type: " + type, "Content-Length: 100000"), " ");
    }

    @Test
    void body_thatNeverComes_is408() throws IOException {
        fixture.settings(ServerSettings.builder().requestTimeout(Duration.ofMillis(300)))
                .start();
        RawHttp.Reply reply = RawHttp.send(
                port(), RawHttp.head("POST", "/telemetry", "Content-Length: 10").getBytes(StandardCharsets.US_ASCII));
        assertThat(reply.status()).isIn(0, 408);
    }

    @Test
    void connection_thatIsKept_servesManyRequestsBeyondTheTimeout() throws Exception {
        fixture.settings(ServerSettings.builder().requestTimeout(Duration.ofMillis(300)))
                .start();
        try (RawHttp http = new RawHttp(port())) {
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < 1_000_000_000L) {
                http.write(RawHttp.head("GET", "/health").getBytes(StandardCharsets.US_ASCII));
                assertThat(http.read().status()).isEqualTo(200);
            }
        }
    }
}
