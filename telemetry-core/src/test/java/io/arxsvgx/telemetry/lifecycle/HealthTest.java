// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.lifecycle;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.TelemetrySubscriber;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.snapshot.SystemStatus;
import io.arxsvgx.telemetry.testing.AlertHarness;
import io.arxsvgx.telemetry.testing.ProcessorFixture;
import io.arxsvgx.telemetry.testing.ScriptedCondition;
import io.arxsvgx.testsupport.LogFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A failing part is named in the status until its next success. */
@Timeout(60)
class HealthTest {
    private static final AlertRule HOT = above("hot").severity(Severity.INFO).build();

    private volatile boolean fails = true;

    @AutoClose
    private final AlertHarness harness = new AlertHarness().start(HOT);

    private void failing() throws IOException {
        if (fails) {
            throw new IOException("connection refused\nwith a second line");
        }
    }

    private void flap() {
        harness.event(HIGH).event(LOW);
        harness.settle();
    }

    private void assertWarning(String problem) {
        assertThat(harness.processor.problems()).singleElement().asString().contains(problem);
        assertThat(harness.processor.metrics().systemStatus()).isEqualTo(SystemStatus.WARNING);
        assertThat(harness.processor.dashboard().systemStatus()).isEqualTo(SystemStatus.WARNING);
        assertThat(harness.processor.metrics().statusReason()).contains(problem);
    }

    private void assertHealthy() {
        assertThat(harness.processor.problems()).isEmpty();
        assertThat(harness.processor.metrics().systemStatus()).isEqualTo(SystemStatus.HEALTHY);
    }

    @Test
    void action_throws_isNamedUntilItSucceeds() {
        harness.processor.registerAction(AlertHarness.ACTION, alert -> failing());
        flap();
        assertWarning("action \"act\" failed: java.io.IOException: connection refused");
        harness.time.advance(Duration.ofMinutes(10));
        harness.turn();
        assertWarning("action \"act\"");
        fails = false;
        flap();
        assertHealthy();
    }

    @Test
    void action_replaced_isNoLongerNamed() {
        harness.processor.registerAction(AlertHarness.ACTION, alert -> failing());
        flap();
        assertWarning("action \"act\"");
        harness.processor.registerAction(AlertHarness.ACTION, alert -> {});
        assertHealthy();
    }

    @Test
    void action_pastItsTime_isNamedUntilItSucceedsInTime() {
        harness.threaded()
                .config(config -> config.actionTimeout(Duration.ofSeconds(10)))
                .start(HOT);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        harness.processor.registerAction(AlertHarness.ACTION, alert -> {
            if (calls.incrementAndGet() == 1) {
                ProcessorFixture.hang(release);
            }
        });
        harness.event(HIGH);
        await().until(() -> calls.get() == 1);
        harness.turnAt(11);
        assertWarning("action \"act\" hangs: timed out after 10 s");
        release.countDown();
        harness.settle();
        assertWarning("action \"act\" failed: timed out after 10 s");
        harness.event(LOW);
        harness.settle();
        assertHealthy();
    }

    @Test
    void notificationSender_fails_isNamedAndKeepsNoOtherFromBeingCalled() {
        List<Alert> sent = new CopyOnWriteArrayList<>();
        harness.parts(builder -> builder.notificationSender(alert -> failing()).notificationSender(sent::add))
                .start(above("hot")
                        .severity(Severity.INFO)
                        .actions("send_notification")
                        .build());
        flap();
        assertWarning("action \"send_notification\" failed: java.io.IOException: connection refused");
        assertThat(sent).hasSize(2);
        fails = false;
        flap();
        assertHealthy();
    }

    @Test
    void subscriber_throws_isNamedUntilItSucceedsOrLeaves() throws Exception {
        TelemetrySubscriber subscriber = new TelemetrySubscriber() {
            @Override
            public void onAlert(Alert alert) {
                if (fails) {
                    throw new IllegalStateException("no room");
                }
            }
        };
        harness.processor.subscribe(subscriber);
        flap();
        assertWarning("subscriber " + subscriber.getClass().getName() + " failed: "
                + "java.lang.IllegalStateException: no room");
        fails = false;
        flap();
        assertHealthy();
        fails = true;
        flap();
        assertWarning("subscriber ");
        harness.processor.unsubscribe(subscriber);
        assertHealthy();
    }

    @Test
    void condition_disabledOnASeries_isNamedUntilItsSeriesOrRuleIsGone() {
        ScriptedCondition condition = new ScriptedCondition();
        condition.onEvent = (series, value, verdicts) -> {
            throw new IllegalStateException("no square root");
        };
        AlertRule rule = ScriptedCondition.rule("scripted").build();
        harness.parts(builder -> builder.condition(condition)).start(rule);
        for (int i = 0; i < 5; i++) {
            harness.event(HIGH);
        }
        assertWarning("rule \"scripted\" is disabled on 1 series after faults: condition scripted on s1/temperature:"
                + " java.lang.IllegalStateException: no square root");
        harness.processor.removeAlertRule("scripted");
        harness.turn();
        assertHealthy();
    }

    @Test
    void condition_disabledOnASeriesThatExpires_isNoLongerNamed() {
        ScriptedCondition condition = new ScriptedCondition();
        condition.onEvent = (series, value, verdicts) -> {
            throw new IllegalStateException("no square root");
        };
        harness.parts(builder -> builder.condition(condition))
                .start(ScriptedCondition.rule("scripted").build());
        for (int i = 0; i < 5; i++) {
            harness.event(HIGH);
        }
        assertWarning("rule \"scripted\" is disabled on 1 series");
        for (int minute = 1; minute < 120; minute++) {
            harness.turnAt(60L * minute);
        }
        assertHealthy();
    }

    @Test
    void detector_throws_isNamedUntilItSucceeds() {
        AtomicInteger rounds = new AtomicInteger();
        PatternDetector detector = new PatternDetector() {
            @Override
            public String name() {
                return "shapes";
            }

            @Override
            public void detect(DetectionContext context) {
                rounds.incrementAndGet();
                if (fails) {
                    throw new IllegalStateException("no room");
                }
            }
        };
        harness.parts(builder -> builder.detector(detector)).start(HOT);
        round(rounds);
        assertWarning(
                "detector " + detector.getClass().getName() + " failed: java.lang.IllegalStateException: no room");
        fails = false;
        round(rounds);
        assertHealthy();
    }

    private void round(AtomicInteger rounds) {
        int before = rounds.get();
        await().until(() -> {
            harness.time.advance(Duration.ofSeconds(1));
            harness.turn();
            return rounds.get() > before;
        });
        harness.settle();
    }

    @Test
    void series_limitReached_isNamedWhileItIs() {
        harness.config(config -> config.maxSeries(4)).start(HOT);
        harness.event("a", LOW).event("b", LOW);
        assertHealthy();
        try (LogFixture log = new LogFixture()) {
            harness.event("c", LOW);
            harness.turnAt(1);
            harness.turnAt(3);
            assertThat(log.count("series limit reached for type")).isEqualTo(1);
        }
        assertWarning("series limit reached for type \"temperature\": one type may have 2 of 4 series (maxSeries)");
        for (int minute = 1; minute < 120; minute++) {
            harness.turnAt(60L * minute);
        }
        assertHealthy();
    }
}
