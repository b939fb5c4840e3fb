// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.testing.AboveCondition;
import io.arxsvgx.telemetry.testing.AlertHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The lifecycle of alerts, compared with {@link AlertModel}, which advances second by second. */
class AlertLifecycleProperties {
    /** A step that waits, and then records a value or advances the clock only. */
    private record Step(int pause, Double value) {}

    @Provide
    Arbitrary<AlertModel.Rule> rules() {
        Arbitrary<Integer> durations = Arbitraries.of(0, 0, 1, 3, 7, 20, 45);
        Arbitrary<Double> recoveries = Arbitraries.of(AlertHarness.LIMIT, 70.0);
        return Combinators.combine(durations, durations, durations, recoveries).as(AlertModel.Rule::new);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> pauses = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.integers().between(0, 4)),
                Tuple.of(2, Arbitraries.integers().between(5, 25)),
                Tuple.of(1, Arbitraries.integers().between(26, 150)));
        Arbitrary<Double> values = Arbitraries.of(20.0, 70.0, 75.0, 80.0, 82.0, 90.0, AboveCondition.UNKNOWN)
                .injectNull(0.3);
        return Combinators.combine(pauses, values).as(Step::new).list().ofMaxSize(40);
    }

    private static AlertHarness harness(AlertModel.Rule rule) {
        return new AlertHarness()
                .config(config -> config.staleAfter(seconds(AlertModel.STALE)).seriesExpiry(seconds(AlertModel.EXPIRY)))
                .start(rule(rule));
    }

    private static AlertRule rule(AlertModel.Rule rule) {
        return AlertHarness.above("hot")
                .parameter("recovery", rule.recovery())
                .forDuration(seconds(rule.forSeconds()))
                .keepFiringFor(seconds(rule.keep()))
                .repeatInterval(seconds(rule.repeat()))
                .build();
    }

    @Property(tries = 500)
    void life_anyEventsAndClock_agreesWithTheModel(
            @ForAll("rules") AlertModel.Rule rule, @ForAll("steps") List<Step> steps) {
        AlertModel model = new AlertModel(rule);
        try (AlertHarness harness = harness(rule)) {
            for (Step step : steps) {
                harness.time.advance(Duration.ofSeconds(step.pause));
                long now =
                        Duration.between(AlertHarness.START, harness.time.now()).toSeconds();
                if (step.value == null) {
                    harness.turn();
                    model.clockAt(now);
                } else {
                    harness.event(step.value);
                    model.event(now, step.value);
                }
                agree(harness, model);
            }
            assertThat(harness.acted()).hasSize(model.calls);
        }
    }

    private static void agree(AlertHarness harness, AlertModel model) {
        List<Alert> alerts = harness.alerts();
        assertThat(alerts).hasSameSizeAs(model.fired);
        for (int i = 0; i < alerts.size(); i++) {
            agree(alerts.get(i), model.fired.get(i));
        }
        List<Alert> pending = harness.status("hot").pending();
        assertThat(pending).hasSize(model.pending() == null ? 0 : 1);
        if (model.pending() != null) {
            assertThat(pending.get(0).startsAt()).isEqualTo(at(model.pending().startsAt));
            assertThat(pending.get(0).occurrences()).isEqualTo(model.pending().occurrences);
        }
        assertThat(harness.processor.metrics().pendingAlerts()).isEqualTo(pending.size());
        assertThat(harness.processor.metrics().activeAlerts())
                .isEqualTo(model.fired.stream().filter(one -> one.endsAt < 0).count());
    }

    private static void agree(Alert alert, AlertModel.Life life) {
        assertThat(alert.state()).isEqualTo(life.endsAt < 0 ? AlertState.FIRING : AlertState.RESOLVED);
        assertThat(alert.startsAt()).isEqualTo(at(life.startsAt));
        assertThat(alert.firedAt()).isEqualTo(at(life.firedAt));
        assertThat(alert.endsAt()).isEqualTo(life.endsAt < 0 ? null : at(life.endsAt));
        assertThat(alert.occurrences()).isEqualTo(life.occurrences);
        assertThat(alert.stale()).isEqualTo(life.stale);
        assertThat(alert.value()).isEqualTo(life.value);
    }

    @Property(tries = 300)
    void lateBatch_anyEvents_givesTheAlertsOfALiveStream(
            @ForAll("rules") AlertModel.Rule rule, @ForAll("steps") List<Step> steps) {
        try (AlertHarness live = harness(rule);
                AlertHarness batch = harness(rule)) {
            batch.time.advance(Duration.ofDays(1));
            for (Step step : steps) {
                live.time.advance(Duration.ofSeconds(step.pause));
                if (step.value != null) {
                    Instant now = live.time.now();
                    live.event(step.value);
                    batch.ingest(
                            step.value,
                            Duration.between(AlertHarness.START, now).toSeconds());
                }
            }
            batch.turn();
            live.turn();
            // the clock of the live stream has advanced since its last event
            long rest = trailing(steps);
            batch.time.advance(Duration.ofSeconds(rest));
            batch.turn();

            assertThat(batch.alerts())
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                    .isEqualTo(live.alerts());
            assertThat(batch.acted()).hasSameSizeAs(live.acted());
        }
    }

    private static long trailing(List<Step> steps) {
        long rest = 0;
        for (Step step : steps) {
            rest = step.value == null ? rest + step.pause : 0;
        }
        return rest;
    }
}
