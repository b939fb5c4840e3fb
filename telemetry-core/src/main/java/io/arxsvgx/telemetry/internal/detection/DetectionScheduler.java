// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.detection;

import io.arxsvgx.telemetry.internal.alert.AlertListener;
import io.arxsvgx.telemetry.internal.alert.AlertStoreWriter;
import io.arxsvgx.telemetry.internal.concurrent.BulkheadExecutor;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.evaluation.RuleRegistry;
import io.arxsvgx.telemetry.internal.state.SeriesBuffers;
import io.arxsvgx.telemetry.internal.state.SeriesRegistry;
import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.series.SeriesHistory;
import io.arxsvgx.telemetry.text.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A scheduler of the detectors, which run one round at a time on their own thread. Rounds never overlap. */
public final class DetectionScheduler {
    private final List<PatternDetector> detectors;
    private final BulkheadExecutor executor;
    private final SeriesRegistry registry;
    private final RuleRegistry rules;
    private final PatternRegistry book;
    private final PatternAlertManager alerts;
    private final AlertListener listener;
    private final AlertStoreWriter store;
    private final DistinctErrorLog faults;
    private final LongSupplier wall;
    private final LongSupplier wallOffset;
    private final LongSupplier clock;
    /** The failures of detectors in their last round, by the detectors' indices. */
    private final Map<Integer, String> failures = new ConcurrentSkipListMap<>();

    private final AtomicLong faultCount = new AtomicLong();

    public DetectionScheduler(
            List<PatternDetector> detectors,
            BulkheadExecutor.Setup setup,
            SeriesRegistry registry,
            RuleRegistry rules,
            PatternRegistry book,
            PatternAlertManager alerts,
            AlertListener listener,
            AlertStoreWriter store,
            LongSupplier wall,
            LongSupplier wallOffset) {
        this.detectors = List.copyOf(detectors);
        this.executor = new BulkheadExecutor("detection", 1, setup);
        this.registry = registry;
        this.rules = rules;
        this.book = book;
        this.alerts = alerts;
        this.listener = listener;
        this.store = store;
        this.faults = setup.faults();
        this.wall = wall;
        this.wallOffset = wallOffset;
        this.clock = setup.clock();
    }

    /** Starts a round, unless one is running. */
    public void due() {
        if (!detectors.isEmpty() && executor.left() == 0) {
            executor.offer(this::round);
        }
    }

    private void round() {
        for (int i = 0; i < detectors.size(); i++) {
            PatternDetector detector = detectors.get(i);
            try {
                detector.detect(new Context(detector.name()));
                failures.remove(i);
            } catch (Throwable fault) {
                failures.put(i, DistinctErrorLog.line(fault));
                faultCount.incrementAndGet();
                faults.log("detector " + detector.getClass().getName() + " failed", fault);
                DistinctErrorLog.rethrowFatal(fault);
            }
        }
    }

    public void start() {
        executor.start();
    }

    public void stop(long deadline) {
        executor.stop(deadline);
    }

    public void close() {
        executor.close();
    }

    public void check(long now) {
        executor.check(now);
    }

    /** Returns the detectors that hang or have failed, until their next success; each in one line. */
    public List<String> problems() {
        List<String> found = new ArrayList<>();
        failures.forEach((at, why) ->
                found.add("detector " + detectors.get(at).getClass().getName() + " failed: " + why));
        String trouble = executor.problem("failure detection");
        if (trouble != null) {
            found.add(trouble);
        }
        return found;
    }

    public long faults() {
        return faultCount.get() + executor.faults();
    }

    /** Notifies subscribers and alerts of a pattern, after the store has answered. */
    private void notifyListeners(String detector, FailurePattern pattern) {
        book.add(pattern, clock.getAsLong());
        listener.pattern(pattern);
        if (!alerts.report(detector, pattern)) {
            faultCount.incrementAndGet();
            faults.log("detector " + detector + ": pattern dropped, queue full", null);
        }
    }

    private final class Context implements DetectionContext {
        private final String detector;

        Context(String detector) {
            this.detector = detector;
        }

        @Override
        public Instant now() {
            return Timestamps.ofNanos(wall.getAsLong());
        }

        @Override
        public List<SeriesHistory> series() {
            long offset = wallOffset.getAsLong();
            return registry.all().stream()
                    .map(series -> SeriesBuffers.copy(series, Integer.MAX_VALUE, offset))
                    .toList();
        }

        @Override
        public List<AlertRule> rules() {
            return rules.list();
        }

        @Override
        public void relate(String source, String type, String related) {
            relate(source, type, Map.of(), related);
        }

        @Override
        public void relate(String source, String type, Map<String, String> labels, String related) {
            book.relate(source, type, labels, related);
        }

        @Override
        public void report(FailurePattern pattern) {
            store.enqueueWrite(pattern, () -> notifyListeners(detector, pattern));
        }

        @Override
        public void report(RiskAssessment assessment) {
            book.add(assessment);
        }

        @Override
        public void report(String type, Map<String, Object> figures) {
            book.add(type, figures);
        }
    }
}
