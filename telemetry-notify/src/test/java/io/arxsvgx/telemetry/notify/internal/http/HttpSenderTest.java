// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.notify.internal.secret.Redactor;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpSenderTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    @AutoClose
    private final HttpReceiver receiver = HttpReceiver.start();

    @TempDir
    Path folder;

    private HttpAnswer post(HttpSettings settings, Duration timeout, String url) throws Exception {
        return new HttpSender(settings, timeout)
                .post(
                        EndpointUrl.parse(url),
                        Map.of("Content-Type", "text/plain"),
                        "body".getBytes(UTF_8),
                        new Redactor());
    }

    private HttpAnswer post(String yaml) throws Exception {
        return post(ConfigFixture.http(yaml, folder), LONG, receiver.address() + "/hook?x=1");
    }

    @Test
    void post_plainAddress_sendsHttp11WithoutAnUpgrade() throws Exception {
        receiver.reply(202, "fine");
        HttpAnswer answer = post("{}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("fine");
        HttpReceiver.Request request = receiver.request();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/hook?x=1");
        assertThat(request.body()).isEqualTo("body");
        assertThat(request.headers()).doesNotContainKeys("Upgrade", "Authorization");
    }

    @Test
    void post_basicAuth_isSentAtOnce() throws Exception {
        post("basic_auth: {username: me, password: 'pass:word'}");
        assertThat(receiver.request().header("Authorization")).isEqualTo("Basic bWU6cGFzczp3b3Jk");
    }

    @Test
    void post_userOfTheAddress_isBasicAuth() throws Exception {
        post(HttpSettings.DEFAULTS, LONG, "http://me:pass%20word@127.0.0.1:" + receiver.port());
        assertThat(receiver.request().header("Authorization")).isEqualTo("Basic bWU6cGFzcyB3b3Jk");
        assertThat(receiver.request().target()).isEqualTo("/");
    }

    @Test
    void post_bearerInAFile_isReadAtEachRequest() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), " first-token\n");
        HttpSender sender =
                new HttpSender(ConfigFixture.http("authorization: {credentials_file: token}", folder), LONG);
        EndpointUrl url = EndpointUrl.parse(receiver.address());
        sender.post(url, Map.of(), new byte[0], new Redactor());
        Files.writeString(file, "second-token");
        sender.post(url, Map.of(), new byte[0], new Redactor());
        assertThat(receiver.requests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Bearer first-token", "Bearer second-token");
    }

    @Test
    void post_tokenWithALineEnd_failsWithoutTheToken() throws Exception {
        Files.writeString(folder.resolve("token"), "to\nken");
        assertThatThrownBy(() -> post("authorization: {credentials_file: token}"))
                .isInstanceOf(HttpFailureException.class)
                .hasMessageNotContaining("ken\"")
                .hasMessage("a header has a character that is not allowed")
                .hasNoCause();
    }

    @Test
    void post_otherScheme_isSent() throws Exception {
        post("authorization: {type: GenieKey, credentials: abc}");
        assertThat(receiver.request().header("Authorization")).isEqualTo("GenieKey abc");
    }

    @Test
    void post_longBody_isReadUpTo64Kilobytes() throws Exception {
        CountDownLatch isOver = new CountDownLatch(1);
        receiver.handler(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(new byte[10_000]);
                }
            } finally {
                isOver.countDown();
            }
        });
        assertThat(post("{}").body()).hasSize(1 << 16);
        isOver.await(); // the connection was closed
    }

    @Test
    void post_bodyThatNeverEnds_failsAfterTheTimeout() {
        CountDownLatch isOver = new CountDownLatch(1);
        receiver.handler(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            await(isOver);
        });
        assertThatThrownBy(() -> post(HttpSettings.DEFAULTS, SHORT, receiver.address()))
                .isInstanceOfSatisfying(
                        HttpFailureException.class, e -> assertThat(e.isFinal()).isFalse())
                .hasMessage("no complete answer within 200 ms");
        isOver.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void post_noServer_fails() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> post(HttpSettings.DEFAULTS, LONG, "http://127.0.0.1:" + port + "/secret-token"))
                .hasMessage("connection refused, or no such host");
    }

    @Test
    void post_connectionThatIsClosed_fails() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread closer = new Thread(() -> {
                try {
                    server.accept().close();
                } catch (java.io.IOException e) {
                    return; // the test is over
                }
            });
            closer.start();
            assertThatThrownBy(() -> post(HttpSettings.DEFAULTS, LONG, "http://127.0.0.1:" + server.getLocalPort()))
                    .isInstanceOf(HttpFailureException.class)
                    .hasMessage("connection lost");
            closer.join();
        }
    }

    @Test
    void post_temporaryRedirectOnTheSameHost_isFollowedWithTheBody() throws Exception {
        receiver.reply(307, "", Map.of("Location", "/other")).reply(308, "", Map.of("Location", "third"));
        assertThat(post("basic_auth: {username: me, password: pass}").status()).isEqualTo(200);
        assertThat(receiver.requests())
                .extracting(HttpReceiver.Request::target)
                .containsExactly("/hook?x=1", "/other", "/third");
        assertThat(receiver.requests()).allSatisfy(request -> {
            assertThat(request.body()).isEqualTo("body");
            assertThat(request.header("Authorization")).isNotEmpty();
        });
    }

    @Test
    void post_redirectToAnotherHost_isRefusedWithoutItsPath() {
        receiver.reply(307, "", Map.of("Location", "http://localhost:" + receiver.port() + "/secret-path"));
        assertThatThrownBy(() -> post("{}"))
                .isInstanceOfSatisfying(
                        HttpFailureException.class, e -> assertThat(e.isFinal()).isTrue())
                .hasMessage("redirected to http://localhost:" + receiver.port() + ", which is not allowed");
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void post_otherRedirects_areRefused() {
        receiver.reply(302, "", Map.of("Location", "/other"));
        assertThatThrownBy(() -> post("{}")).hasMessageStartingWith("answered 302, a redirection that is not followed");
        receiver.reply(307, "", Map.of("Location", "/other"));
        assertThatThrownBy(() -> post("follow_redirects: false")).hasMessageStartingWith("answered 307, a redirection");
        receiver.reply(307, "", Map.of("Location", "file:///etc/passwd"));
        assertThatThrownBy(() -> post("{}")).hasMessageContaining("which is not allowed");
    }

    @Test
    void post_redirectsInACircle_end() {
        receiver.handler(exchange -> {
            exchange.getResponseHeaders().set("Location", "/again");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        assertThatThrownBy(() -> post("{}")).hasMessage("redirected more than 5 times");
        assertThat(receiver.requests()).hasSize(6);
    }

    @Test
    void post_proxy_getsTheWholeAddressAndItsPassword() throws Exception {
        HttpSettings settings =
                ConfigFixture.http("proxy_url: 'http://me:pass@127.0.0.1:" + receiver.port() + "'", folder);
        assertThat(post(settings, LONG, "http://receiver.invalid/hook").status())
                .isEqualTo(200);
        HttpReceiver.Request request = receiver.request();
        assertThat(request.target()).isEqualTo("http://receiver.invalid/hook");
        assertThat(request.header("Proxy-Authorization")).isEqualTo("Basic bWU6cGFzcw==");
        assertThat(request.header("Host")).isEqualTo("receiver.invalid");
    }

    @Test
    void problem_passwordForAProxyOfHttps_isNamed() {
        HttpSettings settings = ConfigFixture.http("proxy_url: 'http://me:pass@proxy.example'", folder);
        assertThat(settings.problem(EndpointUrl.parse("https://receiver.example")))
                .contains("-Djdk.http.auth.tunneling.disabledSchemes");
        assertThat(settings.problem(EndpointUrl.parse("http://receiver.example")))
                .isNull();
    }

    @Test
    void post_retryAfter_isRead() throws Exception {
        receiver.reply(429, "", Map.of("Retry-After", "17"));
        assertThat(post("{}").retryAfter(java.time.Instant.EPOCH)).isEqualTo(Duration.ofSeconds(17));
    }
}
