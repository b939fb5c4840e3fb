// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A warm-up that loads the classes for the first events before a processor starts. Once in a process, events and alerts
 * pass through a temporary processor with a clock, a store, actions and ids of its own, which logs nothing and uses no
 * services. Only conditions that declare warm-up rules are called. No step begins after 0.08 s; on a busy machine the
 * last step may take longer.
 */
final class WarmUp {
    private static final long MAX_NANOS = 80_000_000L;
    private static final Duration MAX_FLUSH = Duration.ofMillis(10);
    private static final int ROUNDS = 60;
    private static final int SERIES = 4;
    /**
     * The first spike comes early, so that alerts are warmed up before the time limit, the next when windows are full.
     */
    private static final int ROUNDS_PER_SPIKE = 28;

    private static final int FIRST_SPIKE_INDEX = 2;
    private static final double NORMAL = 1;
    private static final double SPIKE = 1e6;
    private static final String ACTION = "warm_up";
    private static final AtomicBoolean IS_DONE = new AtomicBoolean();

    private WarmUp() {}

    /** Runs the warm-up unless it has run in this process. If it fails, only the first events take longer. */
    static void runOnce(Collection<ConditionProvider> conditions) {
        if (IS_DONE.compareAndSet(false, true)) {
            try {
                run(conditions, System.nanoTime() + MAX_NANOS);
            } catch (Throwable e) {
                DistinctErrorLog.rethrowFatal(e);
            }
        }
    }

    static void run(Collection<ConditionProvider> conditions, long deadline) throws InterruptedException {
        ManualTimeSource time = TimeSource.manual(Instant.ofEpochSecond(1_000_000));
        CountDownLatch called = new CountDownLatch(1);
        TelemetryProcessor.Builder builder = TelemetryProcessor.builder()
                .isolated()
                .config(TelemetryConfig.builder()
                        .timeSource(time)
                        .actionTimeout(Duration.ofDays(1))
                        .build());
        conditions.forEach(builder::condition);
        try (TelemetryProcessor scratch = builder.build()) {
            scratch.registerAction(ACTION, alert -> called.countDown());
            rules(conditions).forEach(scratch::addAlertRule);
            scratch.subscribe(new TelemetrySubscriber() {});
            scratch.start();
            ingest(scratch, time, deadline);
            scratch.metrics();
            scratch.dashboard();
            scratch.alerts(SERIES);
            if (!scratch.alertRules().isEmpty()) {
                called.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        }
    }

    private static List<AlertRule> rules(Collection<ConditionProvider> conditions) {
        List<AlertRule> rules = new ArrayList<>();
        for (ConditionProvider condition : conditions) {
            for (AlertRule.Builder rule : condition.warmUpRules()) {
                rules.add(rule.condition(condition.kind())
                        .parameter(AlertRule.FIELD, ACTION)
                        .actions(ACTION)
                        .build());
            }
        }
        return rules;
    }

    private static void ingest(TelemetryProcessor scratch, ManualTimeSource time, long deadline) {
        List<TelemetrySeries> handles = new ArrayList<>();
        for (int i = 0; i < SERIES; i++) {
            handles.add(scratch.series("series_" + i, ACTION));
        }
        for (int round = 1; round <= ROUNDS && deadline - System.nanoTime() > 0; round++) {
            double value = round % ROUNDS_PER_SPIKE == FIRST_SPIKE_INDEX ? SPIKE : NORMAL + round % 2;
            for (TelemetrySeries series : handles) {
                series.record(value);
                scratch.ingest(TelemetryEvent.of(series.source(), ACTION, value));
            }
            time.advance(Duration.ofSeconds(1));
            scratch.flush(MAX_FLUSH);
        }
    }
}
