// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.lifecycle;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.START;
import static io.arxsvgx.telemetry.testing.AlertHarness.TYPE;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySubscriber;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.testing.AboveCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A caller-driven processor: no thread, no wait, reproducible results. */
class CallerDrivenTest {
    private final ManualTimeSource time = TimeSource.manual(START);
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    @AutoClose
    private TelemetryProcessor processor = started(AlertStore.inMemory());

    private TelemetryProcessor started(AlertStore store) {
        TelemetryProcessor made = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder().timeSource(time).build())
                .condition(new AboveCondition())
                .alertStore(store)
                .callerDriven()
                .build();
        made.registerAction("act", alert -> call("act " + alert.state()));
        made.subscribe(new TelemetrySubscriber() {
            @Override
            public void onAlert(Alert alert) {
                call("subscriber " + alert.state());
            }
        });
        made.addAlertRule(above("hot").build());
        made.start();
        return made;
    }

    private void call(String text) {
        calls.add(text + " " + Thread.currentThread().getName());
    }

    private void event(double value) {
        assertThat(processor.ingest(TelemetryEvent.of("s", TYPE, value))).isTrue();
    }

    private static List<String> named(String... texts) {
        String name = Thread.currentThread().getName();
        List<String> all = new ArrayList<>();
        for (String text : texts) {
            all.add(text + " " + name);
        }
        return all;
    }

    @Test
    void runOnce_firing_callsSubscribersAndActionsOnThisThreadBeforeItReturns() {
        event(HIGH);
        processor.runOnce();
        assertThat(calls).isEqualTo(named("subscriber FIRING", "act FIRING"));

        event(LOW);
        processor.runOnce();
        assertThat(calls).isEqualTo(named("subscriber FIRING", "act FIRING", "subscriber RESOLVED", "act RESOLVED"));
    }

    @Test
    void runOnce_anything_startsNoThread() {
        Set<Thread> before = threads();
        for (int i = 0; i < 100; i++) {
            event(i % 2 == 0 ? HIGH : LOW);
            time.advance(Duration.ofSeconds(2));
            processor.runOnce();
        }
        // threads of other tests may end meanwhile
        assertThat(before).containsAll(threads());
        assertThat(processor.metrics().actionCalls()).isEqualTo(100);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("telemetry-"))
                .collect(Collectors.toSet());
    }

    @Test
    void flush_firing_hasCalledTheActions() {
        event(HIGH);
        assertThat(processor.flush(Duration.ofSeconds(5))).isTrue();

        assertThat(calls).hasSize(2);
    }

    @Test
    void stop_eventsWait_hasCalledTheActions() {
        event(HIGH);
        assertThat(processor.stop().isComplete()).isTrue();

        assertThat(calls).hasSize(2);
    }

    @Test
    void action_throws_isCountedAndHarmsNothing() {
        processor.registerAction("act", alert -> {
            throw new IllegalStateException("broken");
        });
        event(HIGH);
        processor.runOnce();

        assertThat(processor.metrics().actionFaults()).isEqualTo(1);
        assertThat(calls).isEqualTo(named("subscriber FIRING"));
    }

    @Test
    void action_drivesTheProcessor_runsItsCallsAfterwards() {
        processor.registerAction("act", alert -> {
            call("begin " + alert.state());
            if (calls.size() < 4) {
                event(LOW);
                assertThat(processor.flush(Duration.ofSeconds(5))).isTrue();
            }
            call("end " + alert.state());
        });
        event(HIGH);
        processor.runOnce();

        assertThat(calls)
                .isEqualTo(named(
                        "subscriber FIRING",
                        "begin FIRING",
                        "end FIRING",
                        "subscriber RESOLVED",
                        "begin RESOLVED",
                        "end RESOLVED"));
    }

    @Test
    void action_stopsTheProcessor_returnsAndTheRestWaits() {
        processor.registerAction("act", alert -> {
            processor.stop();
            call("stopped");
        });
        event(HIGH);
        processor.runOnce();

        assertThat(processor.isRunning()).isFalse();
        assertThat(calls).isEqualTo(named("subscriber FIRING", "stopped"));
    }

    @Test
    void clockMovesWhileAnActionRuns_doesNotInterruptIt() {
        processor.registerAction("act", alert -> {
            time.advance(Duration.ofHours(1));
            processor.runOnce();
            call("interrupted " + Thread.currentThread().isInterrupted());
        });
        event(HIGH);
        processor.runOnce();

        assertThat(calls).contains("interrupted false " + Thread.currentThread().getName());
        assertThat(processor.metrics().actionTimeouts()).isZero();
    }

    @Test
    void store_ownAnswers_isAppendedBeforeTheActionIsCalled() {
        processor.close();
        calls.clear();
        processor = started(new AlertStore() {
            @Override
            public CompletionStage<Void> append(List<Alert> alerts) {
                call("store");
                return CompletableFuture.completedFuture(null);
            }
        });
        event(HIGH);
        assertThat(processor.stop().isComplete()).isTrue();

        assertThat(calls.get(0)).startsWith("store telemetry-store");
        assertThat(calls.subList(1, 3)).isEqualTo(named("subscriber FIRING", "act FIRING"));
    }
}
