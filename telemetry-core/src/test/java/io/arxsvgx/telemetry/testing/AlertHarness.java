// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.Admission;
import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySubscriber;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * A processor whose event loop the test runs, under a clock that the test moves. Times are whole seconds since {@link #START}. The
 * action {@code act} and a subscriber record the alerts they get. A test holds one in a field marked {@code @AutoClose}.
 */
public final class AlertHarness implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final String ACTION = "act";
    public static final String SOURCE = "s1";
    public static final String TYPE = "temperature";
    public static final double LIMIT = 80;
    /** A value that breaches, one that does not. */
    public static final double HIGH = 82;

    public static final double LOW = 20;

    public ManualTimeSource time;
    public TelemetryProcessor processor;
    private List<Alert> acted;
    private List<Alert> received;

    private Consumer<TelemetryConfig.Builder> config = settings -> {};
    private Consumer<TelemetryProcessor.Builder> parts = builder -> {};
    private boolean isThreaded;

    /** Sets settings that differ from the defaults, for processors started from now on. */
    public AlertHarness config(Consumer<TelemetryConfig.Builder> settings) {
        config = settings;
        return this;
    }

    /** Sets the store, detectors, conditions and other parts of processors started from now on. */
    public AlertHarness parts(Consumer<TelemetryProcessor.Builder> builder) {
        parts = builder;
        return this;
    }

    /** Starts processors from now on with threads, for actions that hang. */
    public AlertHarness threaded() {
        isThreaded = true;
        return this;
    }

    /**
     * Starts a processor with the rules at {@link #START}, and closes the previous one, whose state is discarded. A
     * rule of the tests has the action {@link #ACTION}.
     */
    public AlertHarness start(AlertRule... rules) {
        close();
        time = TimeSource.manual(START);
        processor = build();
        acted = Collections.synchronizedList(new ArrayList<>());
        received = Collections.synchronizedList(new ArrayList<>());
        processor.registerAction(ACTION, acted::add);
        assertThat(processor.subscribe(collector(received))).isNotNull();
        processor.start();
        for (AlertRule rule : rules) {
            processor.addAlertRule(rule);
        }
        return this;
    }

    private TelemetryProcessor build() {
        // the clock jumps while calls are running: none of them may time out
        TelemetryConfig.Builder settings = TelemetryConfig.builder().actionTimeout(Duration.ofDays(1));
        config.accept(settings);
        TelemetryProcessor.Builder builder = TelemetryProcessor.builder()
                .config(settings.timeSource(time).build())
                .condition(new AboveCondition());
        if (!isThreaded) {
            builder.callerDriven();
        }
        parts.accept(builder);
        return builder.build();
    }

    private static TelemetrySubscriber collector(List<Alert> alerts) {
        return new TelemetrySubscriber() {
            @Override
            public void onAlert(Alert alert) {
                alerts.add(alert);
            }
        };
    }

    /** A rule {@code value > 80} on every source, not yet built. */
    public static AlertRule.Builder above(String id) {
        return above(id, LIMIT);
    }

    public static AlertRule.Builder above(String id, double limit) {
        return AlertRule.builder(id)
                .condition(AboveCondition.KIND)
                .parameter("field", TYPE)
                .parameter("limit", limit)
                .actions(ACTION);
    }

    public static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    public static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    /** Ingests a value of the series of the tests, stamped on arrival, and runs the event loop. */
    public AlertHarness event(double value) {
        return event(SOURCE, value);
    }

    public AlertHarness event(String source, double value) {
        ingest(TelemetryEvent.of(source, TYPE, value));
        return turn();
    }

    /** Ingests a value with a time; the event loop does not run. */
    public AlertHarness ingest(double value, long second) {
        return ingest(TelemetryEvent.builder()
                .timestamp(at(second))
                .source(SOURCE)
                .type(TYPE)
                .value(value)
                .build());
    }

    public AlertHarness ingest(TelemetryEvent event) {
        assertThat(processor.offer(event)).isEqualTo(Admission.ACCEPTED);
        return this;
    }

    public AlertHarness turn() {
        if (isThreaded) {
            assertThat(processor.flush(seconds(20))).isTrue();
        } else {
            processor.runOnce();
        }
        return this;
    }

    /** Moves the clock to a second; the event loop does not run. */
    public AlertHarness clock(long second) {
        time.advance(Duration.between(time.now(), at(second)));
        return this;
    }

    /** Moves the clock to a second and runs the event loop. */
    public AlertHarness turnAt(long second) {
        return clock(second).turn();
    }

    /** Moves the clock to a second, ingests a value and runs the event loop. */
    public AlertHarness eventAt(long second, double value) {
        return clock(second).event(value);
    }

    public List<Alert> alerts() {
        return processor.alerts(Integer.MAX_VALUE);
    }

    /** Returns the only listed alert. */
    public Alert alert() {
        assertThat(alerts()).hasSize(1);
        return alerts().get(0);
    }

    public RuleStatus status(String rule) {
        return processor.ruleStatus(rule).orElseThrow();
    }

    /** The alerts with which the action was called so far: the processor is stopped, which lets actions finish, and started again. */
    public List<Alert> acted() {
        settle();
        return List.copyOf(acted);
    }

    /** The states of the alerts with which the action was called so far. */
    public List<AlertState> actedStates() {
        return acted().stream().map(Alert::state).toList();
    }

    /** The alerts that the subscriber received so far. */
    public List<Alert> notified() {
        settle();
        return List.copyOf(received);
    }

    public void settle() {
        assertThat(processor.stop().isComplete()).isTrue();
        processor.start();
    }

    @Override
    public void close() {
        if (processor != null) {
            processor.close();
        }
    }
}
