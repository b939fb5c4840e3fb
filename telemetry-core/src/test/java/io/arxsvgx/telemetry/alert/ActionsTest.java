// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static io.arxsvgx.telemetry.testing.ProcessorFixture.LONG;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.NOON;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.NOTHING;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.awaitLatch;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.config;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.event;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.snapshot.SystemStatus;
import io.arxsvgx.telemetry.testing.HookFixture;
import io.arxsvgx.telemetry.testing.ProcessorFixture;
import io.arxsvgx.testsupport.LogFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ActionsTest {
    @AutoClose
    private final LogFixture log = new LogFixture();

    private final List<Alert> notified = Collections.synchronizedList(new ArrayList<>());

    /** Opens and resolves an alert a number of times. */
    private static void flap(TelemetryProcessor processor, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(processor.ingest(event(1))).isTrue();
            assertThat(processor.ingest(event(0))).isTrue();
        }
        assertThat(processor.flush(LONG)).isTrue();
    }

    @Test
    void actions_registered_areNamedInOrder() {
        try (TelemetryProcessor processor = ProcessorFixture.running(config(), NOTHING, "record")) {
            processor.registerAction("record", notified::add);
            processor.registerAction("record", notified::add);
            assertThat(processor.actions().names())
                    .containsExactly(
                            "log_alert", "record", "send_notification", "trigger_inspection", "update_dashboard");
        }
    }

    @Test
    void action_getsFiringAndResolved_inOrder() {
        try (TelemetryProcessor processor = ProcessorFixture.running(config(), NOTHING, "record")) {
            processor.registerAction("record", notified::add);
            flap(processor, 100);
            soon().until(() -> notified.size() == 200);
            for (int i = 0; i < 200; i += 2) {
                assertThat(notified.get(i).state()).isEqualTo(AlertState.FIRING);
                assertThat(notified.get(i + 1).state()).isEqualTo(AlertState.RESOLVED);
                assertThat(notified.get(i + 1).id()).isEqualTo(notified.get(i).id());
            }
            assertThat(processor.metrics().actionCalls()).isEqualTo(200);
        }
    }

    @Test
    void action_unknown_isLoggedOnceShownInTheStatusAndCalledOnceRegistered() {
        try (TelemetryProcessor processor = ProcessorFixture.running(config(), NOTHING, "later")) {
            flap(processor, 3);
            assertThat(log.count("action \"later\" not registered")).isEqualTo(1);
            assertThat(processor.ruleStatus("hooked").orElseThrow().unknownActions())
                    .containsExactly("later");
            processor.registerAction("later", notified::add);
            assertThat(processor.ruleStatus("hooked").orElseThrow().unknownActions())
                    .isEmpty();
            flap(processor, 1);
            soon().until(() -> notified.size() == 2);
        }
    }

    @Test
    void registerAction_sameName_replaces() {
        try (TelemetryProcessor processor = ProcessorFixture.running(config(), NOTHING, "act")) {
            List<Alert> first = Collections.synchronizedList(new ArrayList<>());
            processor.registerAction("act", first::add);
            flap(processor, 1);
            soon().until(() -> first.size() == 2);
            processor.registerAction("act", notified::add);
            flap(processor, 1);
            soon().until(() -> notified.size() == 2);
            assertThat(first).hasSize(2);
        }
    }

    @Test
    void action_thatThrows_isCountedAndLoggedOnceAndDelaysNoOther() {
        try (TelemetryProcessor processor = ProcessorFixture.running(config(), NOTHING, "bad", "good")) {
            processor.registerAction("bad", alert -> {
                throw new Exception("no. " + alert.id());
            });
            processor.registerAction("good", notified::add);
            flap(processor, 50);
            soon().until(() -> notified.size() == 100);
            soon().until(() -> processor.metrics().actionFaults() == 100);
            assertThat(log.count("action bad failed")).isEqualTo(1);
        }
    }

    @Test
    void action_thatHangs_overflowsAloneAndIsCountedOnTheAlert() {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (TelemetryProcessor processor = ProcessorFixture.running(config(), NOTHING, "hang", "good")) {
            processor.registerAction("hang", alert -> {
                called.countDown();
                release.await(60, TimeUnit.SECONDS);
            });
            processor.registerAction("good", notified::add);
            flap(processor, 1);
            awaitLatch(called);
            for (int i = 0; i < 60; i++) {
                flap(processor, 10);
                int due = notified.size();
                soon().until(() -> notified.size() >= due);
            }
            soon().until(() -> notified.size() == 1_202);
            // one running, 1,024 waiting
            assertThat(processor.metrics().actionOverflows()).isEqualTo(1_202 - 1_025);
            assertThat(processor.alerts(1).get(0).missedActions()).isEqualTo(2);
            assertThat(processor.alerts(1_000).stream()
                            .mapToLong(Alert::missedActions)
                            .sum())
                    .isEqualTo(1_202 - 1_025);
            release.countDown();
            soon().until(() -> processor.metrics().actionCalls() == 1_202 + 1_025);
        }
    }

    @Test
    void action_overflowed_isAWarningForOneInterval() {
        ManualTimeSource time = TimeSource.manual(NOON);
        CountDownLatch release = new CountDownLatch(1);
        TelemetryConfig.Builder config = config().timeSource(time).actionTimeout(Duration.ofHours(1));
        try (TelemetryProcessor processor = ProcessorFixture.running(config, NOTHING, "hang")) {
            processor.registerAction("hang", alert -> release.await(60, TimeUnit.SECONDS));
            flap(processor, 600);
            assertThat(processor.metrics().actionOverflows()).isPositive();
            time.advance(Duration.ofSeconds(1));
            assertThat(processor.flush(LONG)).isTrue();
            assertThat(processor.metrics().systemStatus()).isEqualTo(SystemStatus.WARNING);
            time.advance(Duration.ofSeconds(1));
            assertThat(processor.flush(LONG)).isTrue();
            assertThat(processor.metrics().systemStatus()).isEqualTo(SystemStatus.HEALTHY);
            release.countDown();
        }
    }

    @Test
    void action_pastItsTimeout_isInterruptedCountedAndNamed() {
        ManualTimeSource time = TimeSource.manual(NOON);
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TelemetryConfig.Builder config = config().timeSource(time).actionTimeout(Duration.ofSeconds(3));
        try (TelemetryProcessor processor = ProcessorFixture.running(config, NOTHING, "slow")) {
            processor.registerAction("slow", alert -> {
                called.countDown();
                ProcessorFixture.hang(release);
            });
            flap(processor, 1);
            awaitLatch(called);
            time.advance(Duration.ofSeconds(3).plusNanos(1));
            assertThat(processor.flush(LONG)).isTrue();
            assertThat(processor.metrics().actionTimeouts()).isEqualTo(1);
            assertThat(processor.metrics().systemStatus()).isEqualTo(SystemStatus.WARNING);
            assertThat(processor.metrics().statusReason()).contains("slow");
            assertThat(log.count("action slow timed out")).isEqualTo(1);
            release.countDown();
            soon().until(() -> processor.metrics().systemStatus() == SystemStatus.HEALTHY);
        }
    }

    @Test
    void action_thatIngests_isServed() {
        try (TelemetryProcessor processor = ProcessorFixture.threaded(config(), NOTHING, "feed")) {
            processor.registerAction("feed", alert -> {
                notified.add(alert);
                processor.series("other", "u").record(1);
            });
            processor.start();
            processor.ingest(event(1));
            soon().until(() -> processor.metrics().processed() == 2);
            assertThat(processor.flush(LONG)).isTrue();
            assertThat(processor
                            .series()
                            .history("other", "u", 10)
                            .orElseThrow()
                            .size())
                    .isEqualTo(1);
        }
    }

    @Test
    void builtInActions_withoutSenders_logOnceEach() {
        try (TelemetryProcessor processor = ProcessorFixture.running(
                config(), NOTHING, "log_alert", "send_notification", "trigger_inspection", "update_dashboard")) {
            flap(processor, 5);
            soon().until(() -> processor.metrics().actionCalls() == 40);
            processor.stop();
            assertThat(log.count("alert firing")).isEqualTo(5);
            assertThat(log.count("no NotificationSender")).isEqualTo(1);
            assertThat(log.count("no InspectionTrigger")).isEqualTo(1);
            assertThat(processor.metrics().actionFaults()).isZero();
        }
    }

    @Test
    void builtInActions_withSenders_callThem() {
        List<Alert> inspected = Collections.synchronizedList(new ArrayList<>());
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                .condition(new HookFixture(NOTHING))
                .notificationSender(notified::add)
                .inspectionTrigger(inspected::add)
                .callerDriven()
                .build()) {
            processor.addAlertRule(HookFixture.rule("send_notification", "trigger_inspection"));
            processor.start();
            flap(processor, 1);
            soon().until(() -> notified.size() == 2 && inspected.size() == 1);
        }
    }
}
