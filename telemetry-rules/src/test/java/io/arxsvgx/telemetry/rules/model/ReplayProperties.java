// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** The same events give the same alerts, live or replayed, at any batch size. */
class ReplayProperties {
    private static final Duration STALE_AFTER = Duration.ofSeconds(60);
    private static final Duration SERIES_EXPIRY = Duration.ofSeconds(150);

    /** A stretch of events one second apart after a gap. */
    record Stretch(int gap, int length, double base, double noise, double slope, boolean hasSpike) {}

    @Provide
    Arbitrary<List<Stretch>> histories() {
        Arbitrary<Integer> gaps = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(0, 1, 5, 30)),
                Tuple.of(3, Arbitraries.of(59, 60, 61, 100, 149, 150, 151, 400)));
        return Combinators.combine(
                        gaps,
                        Arbitraries.of(1, 2, 3, 8, 15, 40),
                        Arbitraries.of(70.0, 78.0, 90.0),
                        Arbitraries.of(0.0, 1.0, 5.0),
                        Arbitraries.of(0.0, 0.0, 1.0, -2.0),
                        Arbitraries.of(false, true))
                .as(Stretch::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static List<TelemetryEvent> events(List<Stretch> history) {
        Random random = new Random(7);
        List<TelemetryEvent> events = new ArrayList<>();
        Instant time = SteppedClock.START;
        for (Stretch stretch : history) {
            time = time.plusSeconds(stretch.gap);
            for (int i = 0; i < stretch.length; i++) {
                double value = stretch.base + stretch.slope * i + stretch.noise * random.nextGaussian();
                boolean isSpike = stretch.hasSpike && i == stretch.length - 1;
                events.add(TelemetryEvent.builder()
                        .source("s")
                        .type("t")
                        .value(isSpike ? value + 100 : value)
                        .timestamp(time)
                        .build());
                time = time.plusSeconds(1);
            }
        }
        return events;
    }

    private static List<AlertRule> rules() {
        List<AlertRule> rules = new ArrayList<>();
        for (int pending : List.of(0, 5, 90)) {
            Duration duration = Duration.ofSeconds(pending);
            rules.add(rule("threshold", "hot" + pending, duration)
                    .parameter("operator", ">")
                    .parameter("value", 80)
                    .build());
            rules.add(rule("trend", "trend" + pending, duration)
                    .parameter("window", 5)
                    .parameter("threshold", 0.9)
                    .build());
        }
        rules.add(rule("threshold", "band", Duration.ZERO)
                .parameter("operator", "<")
                .parameter("value", 72)
                .parameter("recovery", 78)
                .keepFiringFor(Duration.ofSeconds(10))
                .build());
        for (String method : List.of("zscore", "robust", "adaptive", "seasonal")) {
            rules.add(rule("anomaly", method, Duration.ZERO)
                    .parameter("method", method)
                    .build());
        }
        return rules;
    }

    private static AlertRule.Builder rule(String condition, String id, Duration pending) {
        return AlertRule.builder(id)
                .condition(condition)
                .parameter("field", "t")
                .forDuration(pending);
    }

    /**
     * Feeds the events in blocks, each processed when the clock stands at its last event; before it the clock is followed
     * in small steps, so that every deadline is met by the clock.
     */
    private static List<String> steps(List<TelemetryEvent> events, int block) {
        SteppedClock clock = new SteppedClock();
        TelemetryConfig config = TelemetryConfig.builder()
                .timeSource(clock)
                .staleAfter(STALE_AFTER)
                .seriesExpiry(SERIES_EXPIRY)
                .build();
        try (TelemetryProcessor processor =
                TelemetryProcessor.builder().config(config).callerDriven().build()) {
            rules().forEach(processor::addAlertRule);
            processor.start();
            for (int from = 0; from < events.size(); from += block) {
                List<TelemetryEvent> some = events.subList(from, Math.min(events.size(), from + block));
                if (block == 1) {
                    follow(clock, some.get(0).timestamp(), processor);
                }
                some.forEach(event -> assertThat(processor.ingest(event)).isTrue());
                clock.advance(
                        Duration.between(clock.now(), some.get(some.size() - 1).timestamp()));
                processor.runOnce();
            }
            return texts(processor);
        }
    }

    private static void follow(SteppedClock clock, Instant to, TelemetryProcessor processor) {
        for (Instant next = clock.now().plusSeconds(5); next.isBefore(to); next = next.plusSeconds(5)) {
            clock.advance(Duration.between(clock.now(), next.minusMillis(1)));
            processor.runOnce();
        }
        if (to.minusMillis(1).isAfter(clock.now())) {
            clock.advance(Duration.between(clock.now(), to.minusMillis(1)));
            processor.runOnce();
        }
    }

    private static List<String> texts(TelemetryProcessor processor) {
        return processor.alerts(10_000).stream()
                .sorted(Comparator.comparing(Alert::fingerprint).thenComparing(Alert::startsAt))
                .map(ReplayProperties::text)
                .toList();
    }

    private static String text(Alert alert) {
        return String.join(
                ", ",
                alert.ruleId() + " " + alert.state(),
                "from " + alert.startsAt(),
                "fired " + alert.firedAt(),
                "ended " + alert.endsAt(),
                "because " + alert.endReason(),
                "stale " + alert.stale(),
                "breaches " + alert.occurrences(),
                alert.evidence().text());
    }

    @Property(tries = 200, seed = "20260102", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void replay_inOneBatchOrInBlocks_givesTheAlertsOfTheLiveStream(@ForAll("histories") List<Stretch> history) {
        List<TelemetryEvent> events = events(history);
        List<String> live = steps(events, 1);

        assertThat(steps(events, events.size())).as("in one batch").isEqualTo(live);
        assertThat(steps(events, 7)).as("in blocks of 7").isEqualTo(live);
    }
}
