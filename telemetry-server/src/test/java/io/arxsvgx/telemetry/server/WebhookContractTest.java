// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the contract of the outgoing webhook, with a receiver over real sockets and a clock of the test. */
class WebhookContractTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    /** A call as the receiver saw it. */
    private record Call(String path, String query, String protocol, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }
    }

    /** A response of the receiver. */
    private record Reply(int status, String header, String value) {
        static Reply of(int status) {
            return new Reply(status, "X-None", "");
        }
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    /** The responses in order; then 200. */
    private final ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();

    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final CountDownLatch released = new CountDownLatch(1);
    private HttpServer receiver;
    private HttpServer other;

    @BeforeEach
    void listen() throws IOException {
        receiver = receiver();
        other = receiver();
    }

    private HttpServer receiver() throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        made.createContext("/", this::answer);
        made.start();
        return made;
    }

    @AfterEach
    void close() {
        released.countDown();
        receiver.stop(0);
        other.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.add(new Call(
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestURI().getRawQuery()),
                exchange.getProtocol(),
                Map.copyOf(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Reply reply = replies.poll();
        if (reply != null) {
            exchange.getResponseHeaders().add(reply.header, reply.value);
        }
        exchange.sendResponseHeaders(reply == null ? 200 : reply.status, -1);
        exchange.close();
    }

    private String address(HttpServer server) {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private WebhookSender.Builder builder(String address) {
        return WebhookSender.builder(address)
                .timing(new WebhookSender.Timing(Duration.ofSeconds(1), nanos::get, () -> NOW, time -> {
                    waits.add(time);
                    nanos.addAndGet(time.toNanos());
                }));
    }

    private WebhookSender sender() {
        return builder("http://" + address(receiver) + "/hook?key=SECRET").build();
    }

    private static AlertRule rule() {
        return AlertRule.builder("hot")
                .condition("threshold")
                .parameter("field", "t")
                .parameter("operator", ">")
                .parameter("value", 80)
                .actions("send_notification")
                .build();
    }

    private static Alert alert() {
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.defaults())
                .callerDriven()
                .build()) {
            processor.addAlertRule(rule());
            processor.start();
            processor.ingest(TelemetryEvent.of("s", "t", 90));
            processor.runOnce();
            return processor.alerts(1).get(0);
        }
    }

    @Test
    void send_overHttp_isHttp11WithoutAnUpgradeAndWithTheBody() throws Exception {
        sender().send(alert(), 1);
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).protocol).isEqualTo("HTTP/1.1");
        assertThat(calls.get(0).headers).doesNotContainKeys("Upgrade", "Http2-settings");
        assertThat(calls.get(0).body).isNotEmpty();
        assertThat(calls.get(0).query).isEqualTo("key=SECRET");
    }

    @Test
    void send_userInTheAddress_becomesBasicAuthentication() throws Exception {
        builder("http://ann:p%40ss@" + address(receiver) + "/hook").build().send(alert(), 1);
        assertThat(calls.get(0).header("Authorization")).isEqualTo("Basic YW5uOnBAc3M=");
    }

    @Test
    void send_triedAgain_hasTheSameKeyOfAlertAndStep() throws Exception {
        replies.addAll(List.of(Reply.of(500), Reply.of(502)));
        Alert alert = alert();
        sender().send(alert, 3);
        assertThat(calls)
                .hasSize(3)
                .allSatisfy(call -> assertThat(call.header("Idempotency-key")).isEqualTo(alert.id() + "-3"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void retryAfter_secondsOrDate_isHonouredAndNeverFinal(int status) throws Exception {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.plusSeconds(90).atOffset(ZoneOffset.UTC));
        for (String value : List.of("120", date, "7200", "0", "99999999999", date, "5", "5")) {
            replies.add(new Reply(status, "Retry-After", value));
        }
        sender().send(alert(), 1);
        assertThat(calls).hasSize(9);
        assertThat(waits).extracting(Duration::toSeconds).containsExactly(120L, 90L, 3_600L, 1L, 3_600L, 90L, 5L, 5L);
    }

    @Test
    void retryAfter_pastMaxElapsed_fails() {
        for (int i = 0; i < 10; i++) {
            replies.add(new Reply(429, "Retry-After", "60"));
        }
        WebhookSender sender = builder("http://" + address(receiver) + "/hook")
                .maxElapsed(Duration.ofSeconds(150))
                .build();
        assertThatThrownBy(() -> sender.send(alert(), 1)).hasMessageContaining("answered 429");
        assertThat(waits.subList(0, 3)).extracting(Duration::toSeconds).containsExactly(60L, 60L, 30L);
        assertThat(sender.callTimeout()).isGreaterThan(Duration.ofSeconds(150));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "", "1.5"})
    void retryAfter_ofNoForm_isThreeTries(String value) {
        for (int i = 0; i < 10; i++) {
            replies.add(new Reply(503, "Retry-After", value));
        }
        assertThatThrownBy(() -> sender().send(alert(), 1)).hasMessageContaining("answered 503");
        assertThat(calls).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void redirection_onTheSameHost_isFollowedWithBodyAndKey(int status) throws Exception {
        replies.add(new Reply(status, "Location", "/a?x=1"));
        replies.add(new Reply(status, "Location", "http://" + address(other) + "/b"));
        Alert alert = alert();
        builder("http://ann:pw@" + address(receiver) + "/hook").build().send(alert, 1);
        assertThat(calls).extracting(Call::path).containsExactly("/hook", "/a", "/b");
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.body).isEqualTo(calls.get(0).body);
            assertThat(call.header("Idempotency-key")).isEqualTo(alert.id() + "-1");
            assertThat(call.header("Authorization")).startsWith("Basic ");
        });
    }

    @Test
    void redirection_fiveInARow_areFollowedAndSixAreNot() throws Exception {
        for (int i = 0; i < 5; i++) {
            replies.add(new Reply(308, "Location", "/r" + i));
        }
        sender().send(alert(), 1);
        assertThat(calls).hasSize(6);
        for (int i = 0; i < 6; i++) {
            replies.add(new Reply(308, "Location", "/r" + i));
        }
        assertThatThrownBy(() -> sender().send(alert(), 1)).hasMessageContaining("/r5");
        assertThat(calls).hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirection_ofAnotherKindOrHost_failsAtOnceAndSaysWhereTo(int status) {
        String host = status < 307 ? address(receiver) : "other.example";
        replies.add(new Reply(status, "Location", "http://u:PW@" + host + "/moved?token=SECRET"));
        assertThatThrownBy(() -> sender().send(alert(), 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("http://" + host + "/moved")
                .hasMessageNotContaining("SECRET")
                .hasMessageNotContaining("PW");
        assertThat(calls).hasSize(1);
    }

    @Test
    void timeout_ofASlowReceiver_isTheSetting() {
        receiver.removeContext("/");
        receiver.createContext("/", exchange -> {
            calls.add(new Call("", "", "", Map.of(), ""));
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        WebhookSender sender = builder("http://" + address(receiver) + "/hook")
                .timeout(Duration.ofMillis(250))
                .build();
        assertThatThrownBy(() -> sender.send(alert(), 1)).hasMessageContaining("no answer within 0.25 s");
    }

    @Test
    void failure_showsSchemeHostAndPortOnly() {
        replies.add(Reply.of(404));
        WebhookSender sender = builder("http://ann:PASSWORD@" + address(receiver) + "/PATH?key=SECRET")
                .build();
        assertThatThrownBy(() -> sender.send(alert(), 1)).hasMessage("http://" + address(receiver) + " answered 404");
        assertThat(sender.problem()).isEqualTo("http://" + address(receiver) + " answered 404");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://ann:SECRET@host/SECRET",
                "//ann:SECRET@host/SECRET",
                "host/SECRET",
                "http://ann:SECRET@ho_st/SECRET",
                "http://ann:SE CRET@host/",
                "http://ann:SECRET%zz@host/",
                "http://ann:SECRET@host:99999/SECRET",
                "http:///SECRET",
                "http:SECRET",
                "SECRET",
                ""
            })
    void address_refused_isNotShown(String address) {
        assertThatThrownBy(() -> WebhookSender.builder(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("webhook: expected an address")
                .hasMessageNotContaining("SECRET")
                .hasMessageNotContaining("CRET")
                .hasNoCause();
        assertThatCode(() -> WebhookSender.builder("HTTPS://host")).doesNotThrowAnyException();
    }

    @Test
    void processor_alertThatFiresAndResolves_hasAKeyForEachStep() {
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.defaults())
                .notificationSender(sender())
                .build()) {
            processor.addAlertRule(rule());
            processor.start();
            processor.ingest(TelemetryEvent.of("s", "t", 90));
            await().until(() -> calls.size() == 1);
            processor.ingest(TelemetryEvent.of("s", "t", 10));
            await().until(() -> calls.size() == 2);
            String id = processor.alerts(1).get(0).id();
            List<String> keys = new ArrayList<>();
            calls.forEach(call -> keys.add(call.header("Idempotency-key")));
            assertThat(keys).containsExactly(id + "-1", id + "-2");
        }
    }

    @Test
    void processor_receiverThatAsksToWait_isNamedUntilItSucceeds() {
        CountDownLatch wait = new CountDownLatch(1);
        replies.add(new Reply(503, "Retry-After", "600"));
        WebhookSender sender = WebhookSender.builder("http://" + address(receiver) + "/PATH")
                .timing(new WebhookSender.Timing(Duration.ofSeconds(1), nanos::get, () -> NOW, time -> wait.await()))
                .build();
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder()
                        .actionTimeout(Duration.ofMillis(50))
                        .build())
                .notificationSender(sender)
                .build()) {
            processor.addAlertRule(rule());
            processor.start();
            processor.ingest(TelemetryEvent.of("s", "t", 90));
            await().until(() -> processor.problems().stream()
                    .anyMatch(line -> line.contains("send_notification") && line.contains("answered 503")));
            assertThat(processor.problems().toString()).doesNotContain("PATH");
            wait.countDown();
            await().until(() -> processor.problems().stream().noneMatch(line -> line.contains("send_notification")));
            assertThat(calls).hasSize(2);
            assertThat(processor.metrics().actionTimeouts()).isZero();
        }
    }
}
