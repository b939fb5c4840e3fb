// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static io.arxsvgx.telemetry.server.WebhookFixture.alert;
import static io.arxsvgx.telemetry.server.WebhookFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.server.WebhookFixture.Call;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract says of the outgoing webhook, at a receiver over real sockets; time is the test's own. */
class WebhookContractTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    @AutoClose
    private final WebhookFixture receiver = new WebhookFixture();

    @AutoClose
    private final WebhookFixture other = new WebhookFixture();

    private WebhookSender.Builder builder(String address) {
        return WebhookSender.builder(address)
                .timing(new WebhookSender.Timing(Duration.ofSeconds(1), nanos::get, () -> NOW, time -> {
                    waits.add(time);
                    nanos.addAndGet(time.toNanos());
                }));
    }

    private WebhookSender sender() {
        return builder("http://" + receiver.host() + "/hook?key=SECRET").build();
    }

    @Test
    void send_overHttp_isHttp11WithoutAnUpgradeAndWithTheBody() throws Exception {
        sender().send(alert(), 1);
        assertThat(receiver.calls()).hasSize(1);
        assertThat(receiver.calls().get(0).protocol()).isEqualTo("HTTP/1.1");
        assertThat(receiver.calls().get(0).headers()).doesNotContainKeys("Upgrade", "Http2-settings");
        assertThat(receiver.calls().get(0).body()).isNotEmpty();
        assertThat(receiver.calls().get(0).query()).isEqualTo("key=SECRET");
    }

    @Test
    void send_userInTheAddress_becomesBasicAuthentication() throws Exception {
        builder("http://ann:p%40ss@" + receiver.host() + "/hook").build().send(alert(), 1);
        assertThat(receiver.calls().get(0).header("Authorization")).isEqualTo("Basic YW5uOnBAc3M=");
    }

    @Test
    void send_triedAgain_hasTheSameKeyOfAlertAndStep() throws Exception {
        receiver.reply(500, 502);
        Alert alert = alert();
        sender().send(alert, 3);
        assertThat(receiver.calls())
                .hasSize(3)
                .allSatisfy(call -> assertThat(call.header("Idempotency-key")).isEqualTo(alert.id() + "-3"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void retryAfter_secondsOrDate_isHonouredAndNeverFinal(int status) throws Exception {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.plusSeconds(90).atOffset(ZoneOffset.UTC));
        for (String value : List.of("120", date, "7200", "0", "99999999999", date, "5", "5")) {
            receiver.reply(status, "Retry-After", value);
        }
        sender().send(alert(), 1);
        assertThat(receiver.calls()).hasSize(9);
        assertThat(waits).extracting(Duration::toSeconds).containsExactly(120L, 90L, 3_600L, 1L, 3_600L, 90L, 5L, 5L);
    }

    @Test
    void retryAfter_pastMaxElapsed_fails() {
        for (int i = 0; i < 10; i++) {
            receiver.reply(429, "Retry-After", "60");
        }
        WebhookSender sender = builder("http://" + receiver.host() + "/hook")
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
            receiver.reply(503, "Retry-After", value);
        }
        assertThatThrownBy(() -> sender().send(alert(), 1)).hasMessageContaining("answered 503");
        assertThat(receiver.calls()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void redirection_onTheSameHost_isFollowedWithBodyAndKey(int status) throws Exception {
        receiver.reply(status, "Location", "/a?x=1");
        receiver.reply(status, "Location", "http://" + other.host() + "/b");
        Alert alert = alert();
        builder("http://ann:pw@" + receiver.host() + "/hook").build().send(alert, 1);
        assertThat(receiver.calls()).extracting(Call::path).containsExactly("/hook", "/a");
        assertThat(other.calls()).extracting(Call::path).containsExactly("/b");
        assertThat(Stream.concat(receiver.calls().stream(), other.calls().stream()))
                .allSatisfy(call -> {
                    assertThat(call.body()).isEqualTo(receiver.calls().get(0).body());
                    assertThat(call.header("Idempotency-key")).isEqualTo(alert.id() + "-1");
                    assertThat(call.header("Authorization")).startsWith("Basic ");
                });
    }

    @Test
    void redirection_fiveInARow_areFollowedAndSixAreNot() throws Exception {
        for (int i = 0; i < 5; i++) {
            receiver.reply(308, "Location", "/r" + i);
        }
        sender().send(alert(), 1);
        assertThat(receiver.calls()).hasSize(6);
        for (int i = 0; i < 6; i++) {
            receiver.reply(308, "Location", "/r" + i);
        }
        assertThatThrownBy(() -> sender().send(alert(), 1)).hasMessageContaining("/r5");
        assertThat(receiver.calls()).hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirection_ofAnotherKindOrHost_failsAtOnceAndSaysWhereTo(int status) {
        String host = status < 307 ? receiver.host() : "other.example";
        receiver.reply(status, "Location", "http://u:PW@" + host + "/moved?token=SECRET");
        assertThatThrownBy(() -> sender().send(alert(), 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("http://" + host + "/moved")
                .hasMessageNotContaining("SECRET")
                .hasMessageNotContaining("PW");
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void timeout_ofASlowReceiver_isTheSetting() {
        receiver.hang();
        WebhookSender sender = builder("http://" + receiver.host() + "/hook")
                .timeout(Duration.ofMillis(250))
                .build();
        assertThatThrownBy(() -> sender.send(alert(), 1)).hasMessageContaining("no answer within 0.25 s");
    }

    @Test
    void failure_showsSchemeHostAndPortOnly() {
        receiver.reply(404);
        WebhookSender sender = builder("http://ann:PASSWORD@" + receiver.host() + "/PATH?key=SECRET")
                .build();
        assertThatThrownBy(() -> sender.send(alert(), 1)).hasMessage("http://" + receiver.host() + " answered 404");
        assertThat(sender.problem()).isEqualTo("http://" + receiver.host() + " answered 404");
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
            await().until(() -> receiver.calls().size() == 1);
            processor.ingest(TelemetryEvent.of("s", "t", 10));
            await().until(() -> receiver.calls().size() == 2);
            String id = processor.alerts(1).get(0).id();
            List<String> keys = new ArrayList<>();
            receiver.calls().forEach(call -> keys.add(call.header("Idempotency-key")));
            assertThat(keys).containsExactly(id + "-1", id + "-2");
        }
    }

    @Test
    void processor_receiverThatAsksToWait_isNamedUntilItSucceeds() {
        CountDownLatch wait = new CountDownLatch(1);
        receiver.reply(503, "Retry-After", "600");
        WebhookSender sender = WebhookSender.builder("http://" + receiver.host() + "/PATH")
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
            assertThat(receiver.calls()).hasSize(2);
            assertThat(processor.metrics().actionTimeouts()).isZero();
        }
    }
}
