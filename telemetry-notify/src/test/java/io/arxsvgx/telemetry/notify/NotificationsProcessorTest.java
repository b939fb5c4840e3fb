// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.notification.NotificationQuery;
import io.arxsvgx.telemetry.notification.NotificationState;
import io.arxsvgx.telemetry.notify.internal.message.Message;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Notifications in a processor: what reaches a receiver, and when. */
@Timeout(150)
class NotificationsProcessorTest {
    private static final Duration WAIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final ManualTimeSource clock = TimeSource.manual(Instant.parse("2026-01-31T12:00:00Z"));
    private final List<String> notified = new ArrayList<>();

    private TelemetryProcessor processor(AlertStore store) {
        TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder().timeSource(clock).build())
                .alertStore(store)
                .notifier(new Notifications(new TestSetup(this::record, Set.of(), WAIT)))
                .callerDriven()
                .build();
        processor.addAlertRule(hot("hot").actions("send_notification").build());
        processor.addAlertRule(hot("quiet").actions("log_alert").build());
        processor.start();
        return processor;
    }

    private static AlertRule.Builder hot(String id) {
        return AlertRule.builder(id)
                .on("temperature")
                .condition("threshold")
                .parameter("operator", ">")
                .parameter("value", 80);
    }

    private synchronized Attempt record(Message message) {
        message.alerts()
                .forEach(alert ->
                        notified.add(alert.label("source") + " " + alert.label("alertname") + " " + alert.status()));
        return Attempt.sent("200");
    }

    private void advance(TelemetryProcessor processor, Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            processor.runOnce();
        }
    }

    @Test
    void ruleWithTheAction_isNotified_afterTheGroupWait_andWhenItResolves() {
        try (TelemetryProcessor processor = processor(AlertStore.inMemory())) {
            processor.series("pump", "temperature").record(90);
            processor.runOnce();
            advance(processor, WAIT.minusSeconds(1));
            assertThat(notified).isEmpty();
            advance(processor, Duration.ofSeconds(1));
            assertThat(notified).containsExactly("pump hot firing");

            processor.series("pump", "temperature").record(70);
            advance(processor, Duration.ofSeconds(2));
            assertThat(notified).containsExactly("pump hot firing", "pump hot resolved");
            assertThat(processor.actions().withoutEffect()).doesNotContainKey("send_notification");
        }
    }

    @Test
    void silencedAlert_isNotifiedWhenTheSilenceEnds() {
        try (TelemetryProcessor processor = processor(AlertStore.inMemory())) {
            processor.silence(new Silence(
                    "1", Map.of("source", "pump"), clock.now(), clock.now().plusSeconds(120), "ann", ""));
            processor.series("pump", "temperature").record(90);
            advance(processor, Duration.ofSeconds(119));
            assertThat(notified).isEmpty();

            advance(processor, WAIT.plusSeconds(2));

            assertThat(notified).containsExactly("pump hot firing");
        }
    }

    @Test
    void alertOfAnEarlierProcess_isResolvedByTheNextOne_andToldOnce() {
        Path file = folder.resolve("alerts.db");
        try (TelemetryProcessor first = processor(SqliteAlertStore.open(file, clock))) {
            first.series("pump", "temperature").record(90);
            first.flush(Duration.ofSeconds(10));
            advance(first, WAIT.minusSeconds(10));
            assertThat(notified).isEmpty();
        }
        SqliteAlertStore store = SqliteAlertStore.open(file, clock);
        try (TelemetryProcessor second = processor(store)) {
            advance(second, Duration.ofSeconds(11));
            assertThat(notified).containsExactly("pump hot firing");
            assertThat(second.notifier().orElseThrow().find(new NotificationQuery(null, null, null, 10)))
                    .singleElement()
                    .satisfies(one -> assertThat(one.state()).isEqualTo(NotificationState.SENT));
        }
    }

    /** Ten thousand alerts of a group are a handful of messages; without groups each has a message of its own. */
    @ParameterizedTest
    @CsvSource({"10000, alertname, 100", "2000, alertname source, 4000"})
    void storm_losesNothing(int alerts, String groupBy, int mostMessages) throws Exception {
        Set<String> received = ConcurrentHashMap.newKeySet();
        AtomicInteger messages = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(alerts);
        TestSetup setup = new TestSetup(
                message -> {
                    messages.incrementAndGet();
                    message.alerts().forEach(alert -> {
                        if (received.add(alert.label("source"))) {
                            all.countDown();
                        }
                    });
                    return Attempt.sent("200");
                },
                Set.of(groupBy.split(" ")),
                Duration.ofMillis(200));
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                .alertStore(SqliteAlertStore.open(folder.resolve("storm.db")))
                .notifier(new Notifications(setup))
                .build()) {
            processor.addAlertRule(hot("hot").actions("send_notification").build());
            processor.start();
            for (int i = 0; i < alerts; i++) {
                processor.series("pump_" + i, "temperature").record(90);
            }
            assertThat(all.await(100, TimeUnit.SECONDS)).isTrue();
            assertThat(processor.alerts(alerts))
                    .extracting(Alert::missedActions)
                    .containsOnly(0L);
        }
        assertThat(messages.get()).isBetween(1, mostMessages);
    }
}
