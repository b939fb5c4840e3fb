// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import io.arxsvgx.telemetry.pattern.SeriesHistory;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Runs the detectors, one round at a time, on a thread of their own. A round that is still under way is not doubled. */
final class Detection {
    private final List<PatternDetector> detectors;
    private final Lane lane;
    private final SeriesRegistry registry;
    private final RuleBook rules;
    private final PatternBook book;
    private final PatternAlerts alerts;
    private final AlertListener listener;
    private final StoreLane store;
    private final DistinctFaults faults;
    private final LongSupplier wall;
    private final LongSupplier wallOffset;
    private final LongSupplier clock;
    /** How detectors failed in their last round, by their places. */
    private final Map<Integer, String> failures = new ConcurrentSkipListMap<>();

    private final AtomicLong faultCount = new AtomicLong();

    Detection(
            List<PatternDetector> detectors,
            Lane.Setup setup,
            SeriesRegistry registry,
            RuleBook rules,
            PatternBook book,
            PatternAlerts alerts,
            AlertListener listener,
            StoreLane store,
            LongSupplier wall,
            LongSupplier wallOffset) {
        this.detectors = List.copyOf(detectors);
        this.lane = new Lane("detection", 1, setup);
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

    /** A round is due. */
    void due() {
        if (!detectors.isEmpty() && lane.left() == 0) {
            lane.offer(this::round);
        }
    }

    private void round() {
        for (int i = 0; i < detectors.size(); i++) {
            PatternDetector detector = detectors.get(i);
            try {
                detector.detect(new Context(detector.name()));
                failures.remove(i);
            } catch (Throwable fault) {
                failures.put(i, DistinctFaults.line(fault));
                faultCount.incrementAndGet();
                faults.log("detector " + detector.getClass().getName() + " failed", fault);
                DistinctFaults.rethrowFatal(fault);
            }
        }
    }

    void start() {
        lane.start();
    }

    void stop(long deadline) {
        lane.stop(deadline);
    }

    void close() {
        lane.close();
    }

    void check(long now) {
        lane.check(now);
    }

    /** The detectors that hang or have failed, until their next success; each in one line. */
    List<String> problems() {
        List<String> found = new ArrayList<>();
        failures.forEach((at, why) ->
                found.add("detector " + detectors.get(at).getClass().getName() + " failed: " + why));
        String trouble = lane.trouble("failure detection");
        if (trouble != null) {
            found.add(trouble);
        }
        return found;
    }

    long faults() {
        return faultCount.get() + lane.faults();
    }

    /** Goes on with a pattern that the store has. */
    private void tell(String detector, FailurePattern pattern) {
        book.note(pattern, clock.getAsLong());
        listener.pattern(pattern);
        if (!alerts.report(detector, pattern)) {
            faultCount.incrementAndGet();
            faults.log("detector " + detector + " reports more patterns than can wait", null);
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
                    .map(series -> Histories.copy(series, Integer.MAX_VALUE, offset))
                    .toList();
        }

        @Override
        public List<AlertRule> rules() {
            return rules.list();
        }

        @Override
        public void relate(String source, String type, String related) {
            book.relate(source, type, related);
        }

        @Override
        public void report(FailurePattern pattern) {
            store.take(pattern, () -> tell(detector, pattern));
        }

        @Override
        public void report(RiskAssessment assessment) {
            book.note(assessment);
        }

        @Override
        public void report(String type, Map<String, Object> figures) {
            book.note(type, figures);
        }
    }
}
