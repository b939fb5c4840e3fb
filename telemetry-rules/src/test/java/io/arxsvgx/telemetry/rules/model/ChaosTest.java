// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Producers, rule changes, silences, a hanging action, stops and starts, concurrently on real threads. The invariants of a
 * processor at rest are checked after each round.
 */
@Timeout(120)
class ChaosTest {
    private static final int ROUNDS = 6;
    private static final int EVENTS_PER_PRODUCER = 20_000;
    private static final int CHANGES = 300;
    private static final List<Severity> SEVERITIES = List.of(Severity.INFO, Severity.WARNING, Severity.CRITICAL);
    private static final List<String> SOURCES = List.of("s1", "s2", "s3", "s4");

    private final Queue<Alert> notified = new ConcurrentLinkedQueue<>();
    private final AtomicLong offered = new AtomicLong();
    private final CountDownLatch release = new CountDownLatch(1);

    private static AlertRule rule(Random random, int number) {
        AlertRule.Builder rule = AlertRule.builder("r" + number)
                .condition("threshold")
                .parameter("field", "t")
                .parameter("operator", ">")
                .parameter("value", 50.0 + 10 * random.nextInt(3))
                .severity(SEVERITIES.get(random.nextInt(3)))
                .forDuration(Duration.ofMillis(random.nextInt(2)))
                .repeatInterval(Duration.ofMillis(20))
                .actions("note", "hang");
        if (random.nextBoolean()) {
            rule.parameter("recovery", 30.0);
        }
        return rule.build();
    }

    @Test
    void everythingAtOnce_atRest_countsAndAlertsAgree() throws InterruptedException {
        TelemetryConfig config = TelemetryConfig.builder().bufferSize(1_024).build();
        try (TelemetryProcessor processor = TelemetryProcessor.create(config)) {
            processor.registerAction("note", notified::add);
            processor.registerAction("hang", alert -> {});
            processor.start();
            for (int round = 0; round < ROUNDS; round++) {
                boolean isLast = round == ROUNDS - 1;
                if (isLast) {
                    // a stop would wait for it
                    processor.registerAction("hang", alert -> release.await(60, TimeUnit.SECONDS));
                }
                play(processor, round, !isLast);
                settle(processor);
                countsAgree(processor.metrics());
                oneOpenAlertForEachRuleAndSeries(processor.alerts(100_000));
            }
            removeAll(processor);
            release.countDown();
            everyNotifiedAlertEndsOnce(processor);
        }
    }

    private void play(TelemetryProcessor processor, int round, boolean stops) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int producer = 0; producer < 2; producer++) {
            long seed = 100L * round + producer;
            threads.add(new Thread(() -> produce(processor, new Random(seed))));
        }
        threads.add(new Thread(() -> changeRules(processor, new Random(round))));
        threads.add(new Thread(() -> silence(processor, new Random(round))));
        threads.forEach(Thread::start);
        if (stops) {
            processor.stop();
            processor.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void produce(TelemetryProcessor processor, Random random) {
        List<TelemetrySeries> series =
                SOURCES.stream().map(source -> processor.series(source, "t")).toList();
        for (int i = 0; i < EVENTS_PER_PRODUCER; i++) {
            offered.incrementAndGet();
            series.get(random.nextInt(series.size())).record(random.nextInt(100));
        }
    }

    private static void changeRules(TelemetryProcessor processor, Random random) {
        for (int i = 0; i < CHANGES; i++) {
            int number = random.nextInt(8);
            if (random.nextInt(3) == 0) {
                processor.removeAlertRule("r" + number);
            } else {
                processor.addAlertRule(rule(random, number));
            }
        }
    }

    private static void silence(TelemetryProcessor processor, Random random) {
        for (int i = 0; i < CHANGES; i++) {
            String id = "q" + random.nextInt(3);
            Instant now = Instant.now();
            processor.silence(
                    new Silence(id, Map.of("rule_id", "r" + random.nextInt(8)), now, now.plusSeconds(60), "chaos", ""));
            if (random.nextBoolean()) {
                processor.expireSilence(id);
            }
        }
    }

    private static void settle(TelemetryProcessor processor) {
        processor.silences().list().forEach(silence -> processor.expireSilence(silence.id()));
        assertThat(processor.flush(Duration.ofSeconds(30))).isTrue();
    }

    private void countsAgree(ProcessorMetrics metrics) {
        assertThat(metrics.offered()).isEqualTo(offered.get());
        assertThat(metrics.accepted() + metrics.dropped()).isEqualTo(metrics.offered());
        assertThat(metrics.processed() + metrics.waiting()).isEqualTo(metrics.accepted());
        assertThat(metrics.waiting()).isZero();
        assertThat(metrics.conditionFaults()).isZero();
    }

    private static void oneOpenAlertForEachRuleAndSeries(Collection<Alert> alerts) {
        Set<String> open = new HashSet<>();
        for (Alert alert : alerts) {
            if (alert.state() == AlertState.FIRING) {
                assertThat(open.add(alert.ruleId() + " " + alert.source())).isTrue();
            }
        }
    }

    private static void removeAll(TelemetryProcessor processor) {
        processor.alertRules().forEach(rule -> processor.removeAlertRule(rule.id()));
        settle(processor);
        assertThat(processor.metrics().activeAlerts()).isZero();
        assertThat(processor.metrics().pendingAlerts()).isZero();
        assertThat(processor.alerts(100_000)).allMatch(alert -> alert.state() == AlertState.RESOLVED);
    }

    /** Of each alert the calls are firing ones, then one resolved; what overflowed is counted on the alert. */
    private void everyNotifiedAlertEndsOnce(TelemetryProcessor processor) {
        processor.stop();
        Map<String, List<AlertState>> calls = notified.stream()
                .collect(Collectors.groupingBy(
                        Alert::id, HashMap::new, Collectors.mapping(Alert::state, Collectors.toList())));
        assertThat(calls).isNotEmpty();
        Map<String, Alert> listed =
                processor.alerts(100_000).stream().collect(Collectors.toMap(Alert::id, alert -> alert));
        calls.forEach((id, states) -> {
            long ends = states.stream().filter(AlertState.RESOLVED::equals).count();
            assertThat(ends).as(id).isLessThanOrEqualTo(1);
            Alert alert = listed.get(id);
            if (alert != null && alert.missedActions() == 0) {
                assertThat(states.get(0)).as(id).isEqualTo(AlertState.FIRING);
                assertThat(states.get(states.size() - 1)).as(id).isEqualTo(AlertState.RESOLVED);
            }
        });
    }
}
