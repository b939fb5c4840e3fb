// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.testing;

import static io.arxsvgx.telemetry.testing.AlertHarness.START;
import static io.arxsvgx.telemetry.testing.AlertHarness.TYPE;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.NotificationSender;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A process that ends and is continued by another one: processors one after the other, with one clock and one list of calls. */
public final class RestartFixture implements AutoCloseable {
    private final ManualTimeSource time = TimeSource.manual(START);
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    /** Returns the processor of the present process. */
    public TelemetryProcessor current;

    private TelemetryProcessor processor(AlertRule... rules) {
        TelemetryProcessor made = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder()
                        .timeSource(time)
                        .actionTimeout(Duration.ofDays(1))
                        .build())
                .condition(new AboveCondition())
                .notificationSender(new NotificationSender() {
                    @Override
                    public void send(Alert alert) {
                        throw new AssertionError("called without a step");
                    }

                    @Override
                    public void send(Alert alert, long step) {
                        calls.add("step " + step + " " + alert.state());
                    }
                })
                .callerDriven()
                .build();
        Arrays.stream(rules).forEach(made::addAlertRule);
        for (String action : List.of("act", "other")) {
            made.registerAction(action, alert -> calls.add(action + " " + alert.state()));
        }
        return made;
    }

    /** Starts the first process. */
    public void start(AlertRule... rules) {
        current = processor(rules);
        current.start();
    }

    /** Moves the clock to a second; the event loop does not run. */
    public void clock(long second) {
        time.advance(Duration.between(time.now(), at(second)));
    }

    /** Ingests a value, stamped on arrival, and runs the event loop. */
    public void event(double value) {
        ingest(TelemetryEvent.of("s", TYPE, value));
    }

    /** Ingests an event, and runs the event loop. */
    public void ingest(TelemetryEvent event) {
        assertThat(current.ingest(event)).isTrue();
        current.runOnce();
    }

    /** Ends the process cleanly, and starts another one with other rules. */
    public void restart(AlertRule... rules) throws IOException {
        settle();
        current.stop();
        restart(saved(), rules);
    }

    /** Starts another process with a state that may be older than the firing alerts, as after a crash. */
    public void restart(byte[] state, AlertRule... rules) throws IOException {
        List<Silence> silences = current.silences().list();
        List<Alert> firing = current.alerts(100).stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .toList();
        current.close();
        current = processor(rules);
        silences.forEach(current::silence);
        current.restoreState(new ByteArrayInputStream(state), firing);
        current.start();
        current.runOnce();
    }

    /** Returns a checkpoint of the process. */
    public byte[] saved() throws IOException {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        current.saveState(state);
        return state.toByteArray();
    }

    private void settle() {
        assertThat(current.stop().isComplete()).isTrue();
        current.start();
    }

    /** The calls of actions of all processes so far, as {@code action STATE} or {@code step NUMBER STATE}. */
    public List<String> calls() {
        settle();
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
        }
    }
}
