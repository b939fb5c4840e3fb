// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.Subscription;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetrySubscriber;
import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.series.SeriesHistory;
import io.arxsvgx.telemetry.testing.AlertHarness;
import io.arxsvgx.telemetry.testing.RecordingStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Failure patterns, and the alerts they raise. The threshold is 0.8. */
class PatternAlertTest {
    private final Detector detector = new Detector("shapes");
    private final Detector faulty = new Detector("faulty");
    private final RecordingStore store = new RecordingStore();

    @AutoClose
    private final AlertHarness harness = new AlertHarness()
            .parts(builder -> builder.detector(faulty).detector(detector).patternActions(AlertHarness.ACTION))
            .start();

    /** A detector that runs the test's work in its next round. */
    private static final class Detector implements PatternDetector {
        final AtomicInteger rounds = new AtomicInteger();
        volatile Consumer<DetectionContext> work = context -> {};
        private volatile String name;

        Detector(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            if (name.isEmpty()) {
                throw new IllegalStateException("no name");
            }
            return name;
        }

        @Override
        public void detect(DetectionContext context) {
            Consumer<DetectionContext> now = work;
            work = nothing -> {};
            now.accept(context);
            rounds.incrementAndGet();
        }
    }

    private static FailurePattern pattern(String id, double confidence, Instant end) {
        return FailurePattern.builder()
                .patternId(id)
                .failureType(FailureType.TREND)
                .source("s1")
                .type("temperature")
                .confidence(confidence)
                .severity(0.9)
                .description("it rises")
                .timestamp(at(0))
                .endsAt(end)
                .dataPoints(List.of(1.0, 2.0))
                .build();
    }

    /** Moves the clock until the detector has done the work in a round, then applies the reported patterns. */
    private void round(Consumer<DetectionContext> work) {
        int before = detector.rounds.get();
        detector.work = work;
        await().until(() -> {
            harness.time.advance(Duration.ofSeconds(1));
            harness.turn();
            return detector.rounds.get() > before;
        });
        harness.turn();
    }

    private void report(FailurePattern... patterns) {
        round(context -> List.of(patterns).forEach(context::report));
    }

    @Test
    void report_aboveTheThreshold_raisesAnAlert() {
        report(pattern("p1", 0.9, null));

        Alert alert = harness.alert();
        assertThat(alert.kind()).isEqualTo(AlertKind.PATTERN);
        assertThat(alert.state()).isEqualTo(AlertState.FIRING);
        assertThat(alert.ruleId()).isEqualTo("shapes");
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.source()).isEqualTo("s1");
        assertThat(alert.value()).isEqualTo(2);
        assertThat(alert.description()).isEqualTo("it rises");
        assertThat(alert.pattern()).isNotNull();
        assertThat(harness.acted()).hasSize(1);
    }

    @Test
    void report_atTheThreshold_raisesNone() {
        report(pattern("p1", 0.8, null));

        assertThat(harness.alerts()).isEmpty();
        assertThat(harness.processor.patterns(10)).hasSize(1);
    }

    @Test
    void report_aboveTheThreshold_saysByHowMuchInFewDigits() {
        report(pattern("p1", 0.9865134890839699, null));

        assertThat(harness.alert().evidence().text()).isEqualTo("it rises (confidence 0.99 > 0.8)");
    }

    @Test
    void report_ofSeverityZero_isKnowledgeAndRaisesNone() {
        FailurePattern shape = pattern("p1", 0.9, null);
        report(FailurePattern.builder()
                .patternId(shape.patternId())
                .failureType(FailureType.PATTERN)
                .source(shape.source())
                .type(shape.type())
                .confidence(shape.confidence())
                .severity(0)
                .description("a shape comes again")
                .timestamp(shape.timestamp())
                .dataPoints(shape.dataPoints())
                .build());

        assertThat(harness.alerts()).isEmpty();
        assertThat(harness.processor.patterns(10)).hasSize(1);
    }

    @Test
    void detect_series_knowsHowManyEventsFailed() {
        for (String status : List.of("OK", "ok", "processing", "Completed", "failed", "ERROR")) {
            harness.ingest(TelemetryEvent.builder()
                    .timestamp(at(0))
                    .source("s1")
                    .type("temperature")
                    .value(1)
                    .status(status)
                    .build());
        }
        List<SeriesHistory> seen = new CopyOnWriteArrayList<>();
        harness.turn();
        round(context -> seen.addAll(context.series()));

        assertThat(seen.get(0).count()).isEqualTo(6);
        assertThat(seen.get(0).failures()).isEqualTo(2);
    }

    @Test
    void report_again_updatesTheAlert() {
        report(pattern("p1", 0.9, null));
        report(pattern("p1", 0.95, null));

        assertThat(harness.alert().occurrences()).isEqualTo(2);
        assertThat(harness.alert().pattern().confidence()).isEqualTo(0.95);
        assertThat(harness.processor.patterns(10)).hasSize(1);
        assertThat(harness.processor.dashboard().patternCount()).isEqualTo(1);
        assertThat(harness.acted()).hasSize(1);
    }

    @Test
    void report_ended_resolvesTheAlert() {
        report(pattern("p1", 0.9, null));
        report(pattern("p1", 0.9, at(5)));

        assertThat(harness.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(harness.alert().endsAt()).isEqualTo(at(5));
        assertThat(harness.actedStates()).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(harness.processor.metrics().activeAlerts()).isZero();
    }

    @Test
    void silence_ends_callsThePatternsActionsWhateverRuleHasItsName() {
        harness.processor.silence(new Silence(
                "quiet", Map.of("source", "s1"), at(0), harness.time.now().plusSeconds(900), "ann", ""));
        harness.processor.addAlertRule(AlertHarness.above("shapes").actions().build());
        report(pattern("p1", 0.9, null));
        assertThat(harness.acted()).isEmpty();

        harness.turnAt(900);

        assertThat(harness.acted()).hasSize(1);
    }

    @Test
    void report_endedBelowTheThreshold_raisesNone() {
        report(pattern("p1", 0.9, at(5)));

        assertThat(harness.alerts()).isEmpty();
    }

    @Test
    void report_severalPatterns_areListedNewestLast() {
        report(pattern("p1", 0.5, null), pattern("p2", 0.5, null), pattern("p3", 0.5, null));

        assertThat(harness.processor.patterns(2))
                .extracting(FailurePattern::patternId)
                .containsExactly("p2", "p3");
        assertThat(harness.processor.patterns(0)).isEmpty();
    }

    @Test
    void report_pattern_reachesSubscribersAndListeners() throws Exception {
        List<FailurePattern> reported = new CopyOnWriteArrayList<>();
        List<FailurePattern> received = new CopyOnWriteArrayList<>();
        try (AutoCloseable subscription = harness.processor.subscribe(new TelemetrySubscriber() {
                    @Override
                    public void onPattern(FailurePattern pattern) {
                        reported.add(pattern);
                    }
                });
                Subscription listener = harness.processor.onPattern(received::add)) {
            assertThat(subscription).isNotSameAs(listener);
            report(pattern("p1", 0.1, null));

            await().untilAsserted(() -> assertThat(reported).hasSize(1));
            await().untilAsserted(() -> assertThat(received).isEqualTo(reported));
        }
    }

    @Test
    void report_riskAndFigures_areOnTheDashboard() {
        round(context -> {
            context.report(new RiskAssessment("s1", 0.5, Map.of(), List.of(), at(0)));
            context.report("temperature", Map.of("anomalies", 3));
        });

        assertThat(harness.processor.dashboard().riskAssessments()).hasSize(1);
        assertThat(harness.processor.dashboard().analytics()).containsKey("temperature");
    }

    @Test
    void detect_series_areSeenWithTheirValues() {
        List<SeriesHistory> seen = new CopyOnWriteArrayList<>();
        harness.event(1).event(2).event(HIGH);
        round(context -> seen.addAll(context.series()));

        assertThat(seen)
                .singleElement()
                .satisfies(series -> assertThat(series.values()).containsExactly(1, 2, HIGH));
    }

    @Test
    void detector_throws_isCountedAndHarmsNoOther() {
        faulty.work = context -> {
            throw new IllegalStateException("as scripted");
        };
        report(pattern("p1", 0.9, null));

        assertThat(harness.alerts()).hasSize(1);
        assertThat(harness.processor.metrics().detectorFaults()).isEqualTo(1);
    }

    @Test
    void detector_nameThrows_harmsNoOther() {
        faulty.name = "";
        report(pattern("p1", 0.9, null));

        assertThat(harness.alerts()).hasSize(1);
    }

    @Test
    void report_storeHasNotAnswered_isToldToNobody() {
        harness.parts(builder -> builder.detector(detector).alertStore(store)).start();
        CompletableFuture<Void> commit = new CompletableFuture<>();
        store.patternAnswer = commit;
        report(pattern("p1", 0.9, null));
        await().until(() -> store.patterns.size() == 1);

        assertThat(harness.processor.patterns(10)).isEmpty();
        assertThat(harness.alerts()).isEmpty();
        commit.complete(null);

        await().until(() -> harness.processor.patterns(10).size() == 1);
        await().until(() -> {
            harness.turn();
            return harness.alerts().size() == 1;
        });
    }

    @Test
    void report_storeFails_goesOnAndIsCounted() {
        harness.parts(builder -> builder.detector(detector).alertStore(store)).start();
        store.patternAnswer = CompletableFuture.failedFuture(new IOException("the disk is full"));
        report(pattern("p1", 0.9, null));

        await().until(() -> harness.processor.patterns(10).size() == 1);
        // it is retried while the clock advances
        assertThat(harness.processor.metrics().storeFaults()).isPositive();
    }
}
