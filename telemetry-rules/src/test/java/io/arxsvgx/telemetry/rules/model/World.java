// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A processor with a clock that the test moves, and its model; each step is applied to both. */
final class World implements AutoCloseable {
    /** One call of an action. */
    public record Call(String action, String alertId, AlertState state) {}

    private static final int ALL = 10_000;

    final SteppedClock clock = new SteppedClock();
    final ReferenceProcessor model;
    TelemetryProcessor processor;
    private final Duration staleAfter;
    private final Duration seriesExpiry;
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<Step.Event> waiting = new ArrayList<>();
    private final List<Long> waitingTimes = new ArrayList<>();
    private int offered;
    private int restarts;

    World() {
        this(ReferenceProcessor.STALE_AFTER, ReferenceProcessor.SERIES_EXPIRY);
    }

    World(Duration staleAfter, Duration seriesExpiry) {
        this.staleAfter = staleAfter;
        this.seriesExpiry = seriesExpiry;
        model = new ReferenceProcessor(clock.epochNanos(), staleAfter, seriesExpiry);
        processor = newProcessor();
        processor.start();
    }

    private TelemetryProcessor newProcessor() {
        TelemetryConfig config = TelemetryConfig.builder()
                .timeSource(clock)
                .staleAfter(staleAfter)
                .seriesExpiry(seriesExpiry)
                // the clock jumps while calls are running; none of them may time out
                .actionTimeout(Duration.ofDays(1))
                .build();
        return TelemetryProcessor.builder().config(config).callerDriven().build();
    }

    // Events and clocks

    /** Events without a time wait in the processor; from the first one with a time on they wait here. */
    void offer(String source, String type, double value, Integer offset) {
        waiting.add(new Step.Event(source, type, value, offset));
        waitingTimes.add(
                offset == null
                        ? null
                        : clock.epochNanos() + Duration.ofSeconds(offset).toNanos());
        if (waitingTimes.stream().allMatch(time -> time == null)) {
            ingest(waiting.get(offered), null);
            offered++;
        }
    }

    private void ingest(Step.Event event, Long time) {
        boolean isByHandle = event.source().equals("s1") && time == null;
        boolean isAccepted = isByHandle
                ? processor.series(event.source(), event.type()).record(event.value())
                : processor.ingest(TelemetryEvent.builder()
                        .source(event.source())
                        .type(event.type())
                        .value(event.value())
                        .timestamp(time == null ? null : SteppedClock.instant(time))
                        .build());
        assertThat(isAccepted).isTrue();
    }

    void advance(Duration time) {
        clock.advance(time);
        model.advance(time);
    }

    void stepWall(Duration step) {
        clock.stepWall(step);
        model.stepWall(step);
    }

    /** Processes the waiting events. An event whose effect the contract does not specify is skipped. */
    void drain() {
        for (int i = 0; i < waiting.size(); i++) {
            Step.Event event = waiting.get(i);
            Long time = waitingTimes.get(i);
            boolean isTaken = i < offered || time == null || model.isSpecified(event.source(), event.type(), time);
            if (i >= offered && isTaken) {
                ingest(event, time);
            }
            if (isTaken) {
                model.event(event.source(), event.type(), event.value(), time);
            }
        }
        waiting.clear();
        waitingTimes.clear();
        offered = 0;
        processor.runOnce();
        model.drained();
    }

    // Rules, silences, people, actions

    void addRule(AlertRule rule) {
        processor.addAlertRule(rule);
        model.rules.add(rule);
    }

    void removeRule(String id) {
        assertThat(processor.removeAlertRule(id)).isEqualTo(model.rules.remove(id));
    }

    void silence(Silence silence) {
        processor.silence(silence);
        model.notifications.silence(silence);
    }

    void expireSilence(String id) {
        assertThat(processor.expireSilence(id)).isEqualTo(model.notifications.expire(id));
    }

    void acknowledge(int index) {
        List<Alert> firing = firing();
        if (index < firing.size()) {
            Alert alert = firing.get(index);
            assertThat(processor.acknowledge(alert.id(), "ann", "")).isTrue();
            model.listed.stream()
                    .filter(one -> one.isOpen() && one.key().equals(key(alert)))
                    .forEach(one -> one.isAcknowledged = true);
        }
    }

    void registerAction(String name) {
        model.notifications.registered.add(name);
        register(name);
    }

    private void register(String name) {
        processor.registerAction(name, alert -> calls.add(new Call(name, alert.id(), alert.state())));
    }

    // Processes

    /** Waits until every call of an action has been made. */
    void settle() {
        stopAndStart(Duration.ZERO);
    }

    void stopAndStart(Duration down) {
        assertThat(processor.stop().isComplete()).isTrue();
        goDown(down);
        processor.start();
    }

    private void goDown(Duration down) {
        clock.advance(down);
        model.down(down);
    }

    /** Starts another process with the same rules except for some changes. */
    void restart(Duration down, List<Step> changes) {
        shutDown(down, () -> {
            Map<String, AlertRule> rules = model.rules.copy();
            changes.forEach(change -> change(rules, change));
            rules.values().forEach(processor::addAlertRule);
            model.restarted();
            model.rules.become(rules);
        });
    }

    private static void change(Map<String, AlertRule> rules, Step change) {
        if (change instanceof Step.AddRule added) {
            rules.put(added.rule().id(), added.rule());
        } else if (change instanceof Step.VaryRule varied) {
            rules.computeIfPresent(varied.id(), (id, rule) -> varied.variation().apply(rule));
        } else if (change instanceof Step.RemoveRule removed) {
            rules.remove(removed.id());
        }
    }

    /** Starts another process with these rules, without the model. */
    void restartWith(List<AlertRule> rules) {
        shutDown(Duration.ZERO, () -> rules.forEach(processor::addAlertRule));
        processor.runOnce();
    }

    private void shutDown(Duration down, Runnable prepare) {
        assertThat(processor.stop().isComplete()).isTrue();
        byte[] state = savedState();
        List<Alert> firing = firing();
        List<Silence> silences = processor.silences().list();
        processor.close();
        goDown(down);
        clock.changeMonotonicOrigin(-4_000_000_000_000L + 10_000_000_000_000L * restarts++);
        processor = newProcessor();
        prepare.run();
        model.notifications.registered.forEach(this::register);
        silences.stream()
                .filter(silence -> silence.endsAt().isAfter(clock.now()))
                .forEach(processor::silence);
        try {
            processor.restoreState(new ByteArrayInputStream(state), firing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        processor.start();
    }

    private byte[] savedState() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            processor.saveState(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    // What there is

    List<Alert> alerts() {
        return processor.alerts(ALL);
    }

    List<Alert> firing() {
        return alerts().stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .toList();
    }

    List<Alert> pending() {
        return processor.rules().statuses().stream()
                .flatMap(status -> status.pending().stream())
                .toList();
    }

    /** The calls so far; complete after {@link #settle}. */
    List<Call> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    static String key(Alert alert) {
        return alert.ruleId() + " on " + alert.source() + "/" + alert.type();
    }

    @Override
    public void close() {
        processor.close();
    }
}
