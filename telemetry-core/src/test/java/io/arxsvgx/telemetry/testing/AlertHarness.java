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
 * A processor whose loop the test turns, under a clock that the test moves. Times are whole seconds since {@link
 * #START}. The action {@code act} and a subscriber record what they are told.
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

    public final ManualTimeSource time = TimeSource.manual(START);
    public final TelemetryProcessor processor;
    private final List<Alert> acted = Collections.synchronizedList(new ArrayList<>());
    private final List<Alert> heard = Collections.synchronizedList(new ArrayList<>());

    private final boolean isThreaded;

    private AlertHarness(
            Consumer<TelemetryConfig.Builder> configure,
            Consumer<TelemetryProcessor.Builder> alsoConfigure,
            boolean isThreaded) {
        this.isThreaded = isThreaded;
        // the clock jumps while calls are under way: none of them is to count as too long
        TelemetryConfig.Builder config = TelemetryConfig.builder().actionTimeout(Duration.ofDays(1));
        configure.accept(config);
        TelemetryProcessor.Builder builder = TelemetryProcessor.builder()
                .config(config.timeSource(time).build())
                .condition(new AboveCondition());
        if (!isThreaded) {
            builder.callerDriven();
        }
        alsoConfigure.accept(builder);
        processor = builder.build();
        processor.registerAction(ACTION, acted::add);
        AutoCloseable subscription = processor.subscribe(new TelemetrySubscriber() {
            @Override
            public void onAlert(Alert alert) {
                heard.add(alert);
            }
        });
        assertThat(subscription).isNotNull();
        processor.start();
    }

    /** A started processor with the rules; a rule of the tests has the action {@link #ACTION}. */
    public static AlertHarness with(AlertRule... rules) {
        return with(config -> {}, rules);
    }

    public static AlertHarness with(Consumer<TelemetryConfig.Builder> configure, AlertRule... rules) {
        return new AlertHarness(configure, builder -> {}, false).rules(rules);
    }

    public static AlertHarness built(Consumer<TelemetryProcessor.Builder> configure, AlertRule... rules) {
        return new AlertHarness(config -> {}, configure, false).rules(rules);
    }

    /** The same with threads, for actions that hang. */
    public static AlertHarness threaded(Consumer<TelemetryConfig.Builder> config, AlertRule... rules) {
        return new AlertHarness(config, builder -> {}, true).rules(rules);
    }

    public static AlertHarness built(
            Consumer<TelemetryConfig.Builder> config,
            Consumer<TelemetryProcessor.Builder> configure,
            AlertRule... rules) {
        return new AlertHarness(config, configure, false).rules(rules);
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

    private AlertHarness rules(AlertRule... rules) {
        for (AlertRule rule : rules) {
            processor.addAlertRule(rule);
        }
        return this;
    }

    /** Hands in a value of the series of the tests, stamped on arrival, and turns the loop. */
    public AlertHarness event(double value) {
        return event(SOURCE, value);
    }

    public AlertHarness event(String source, double value) {
        ingest(TelemetryEvent.of(source, TYPE, value));
        return turn();
    }

    /** Hands in a value with a time of its own; the loop is not turned. */
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

    /** Moves the clock to a second; the loop is not turned. */
    public AlertHarness clock(long second) {
        time.advance(Duration.between(time.now(), at(second)));
        return this;
    }

    /** Moves the clock to a second and turns the loop. */
    public AlertHarness turnAt(long second) {
        return clock(second).turn();
    }

    /** Moves the clock to a second, hands in a value and turns the loop. */
    public AlertHarness eventAt(long second, double value) {
        return clock(second).event(value);
    }

    public List<Alert> alerts() {
        return processor.alerts(Integer.MAX_VALUE);
    }

    /** The one alert that is listed. */
    public Alert alert() {
        assertThat(alerts()).hasSize(1);
        return alerts().get(0);
    }

    public RuleStatus status(String rule) {
        return processor.ruleStatus(rule).orElseThrow();
    }

    /** What the action was told so far: the processor is stopped, which lets lanes finish, and started again. */
    public List<Alert> acted() {
        settle();
        return List.copyOf(acted);
    }

    /** The states in which the action was told of alerts so far. */
    public List<AlertState> actedStates() {
        return acted().stream().map(Alert::state).toList();
    }

    /** What the subscriber was told so far. */
    public List<Alert> notified() {
        settle();
        return List.copyOf(heard);
    }

    public void settle() {
        assertThat(processor.stop().isComplete()).isTrue();
        processor.start();
    }

    @Override
    public void close() {
        processor.close();
    }
}
