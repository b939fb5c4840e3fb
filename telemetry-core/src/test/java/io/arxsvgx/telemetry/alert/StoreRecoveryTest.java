// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.snapshot.SystemStatus;
import io.arxsvgx.telemetry.testing.AlertHarness;
import io.arxsvgx.telemetry.testing.ProcessorFixture;
import io.arxsvgx.telemetry.testing.RecordingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store that fails and recovers is brought up to date. */
@Timeout(120)
class StoreRecoveryTest {
    private static final AlertRule HOT = above("hot").build();
    private final RecordingStore store = new RecordingStore();
    /** The newest state of each alert in the store. */
    private final Map<String, Alert> rows = new LinkedHashMap<>();

    @AutoClose
    private final AlertHarness harness =
            new AlertHarness().parts(builder -> builder.alertStore(store)).start(HOT);

    private static CompletionStage<Void> works() {
        return CompletableFuture.completedFuture(null);
    }

    private static CompletionStage<Void> fails(List<Alert> batch) {
        return CompletableFuture.failedFuture(new IllegalStateException("disk full for " + batch.size()));
    }

    private void storeWorks() {
        store.answer = batch -> {
            synchronized (rows) {
                batch.forEach(alert -> rows.put(alert.id(), alert));
            }
            return CompletableFuture.completedFuture(null);
        };
    }

    private List<Alert> rows() {
        synchronized (rows) {
            return List.copyOf(rows.values());
        }
    }

    /** Advances the clock until the store has everything. */
    private void recover() {
        await().atMost(ProcessorFixture.LONG).until(() -> {
            harness.time.advance(Duration.ofSeconds(1));
            harness.turn();
            return metrics().storeBacklog() == 0;
        });
    }

    private ProcessorMetrics metrics() {
        return harness.processor.metrics();
    }

    @Test
    void store_recovers_hasEveryAlertAsItIsThen() {
        store.answer = StoreRecoveryTest::fails;
        for (int i = 0; i < 100; i++) {
            harness.event("s" + i, HIGH);
        }
        harness.settle();
        for (int i = 0; i < 50; i++) {
            harness.event("s" + i, LOW);
        }
        harness.settle();
        assertThat(harness.alerts()).extracting(Alert::durable).containsOnly(false);
        assertThat(metrics().storeBacklog()).isEqualTo(100);
        storeWorks();
        recover();

        assertThat(rows()).containsExactlyElementsOf(harness.alerts());
        assertThat(rows())
                .filteredOn(alert -> alert.state() == AlertState.FIRING)
                .hasSize(50);
        assertThat(rows()).extracting(Alert::durable).containsOnly(true);
        assertThat(metrics().systemStatus()).isEqualTo(SystemStatus.WARNING);
        assertThat(metrics().statusReason()).isEqualTo("50 warning alerts firing");
        assertThat(harness.acted()).hasSize(150);
    }

    @Test
    void store_recovers_anAlertItHadOpenIsResolvedThere() {
        storeWorks();
        harness.event(HIGH);
        harness.settle();
        store.answer = StoreRecoveryTest::fails;
        harness.event(LOW);
        harness.settle();
        storeWorks();
        recover();

        assertThat(rows()).singleElement().isEqualTo(harness.alert());
        assertThat(rows()).extracting(Alert::state).containsExactly(AlertState.RESOLVED);
    }

    @Test
    void store_failsForLong_losesTheOldestResolvedBeyondTheBoundAndCountsThem() {
        store.answer = StoreRecoveryTest::fails;
        harness.event("open", HIGH);
        harness.settle();
        for (int i = 0; i < 10_100; i++) {
            harness.event("s" + i % 10, HIGH).event("s" + i % 10, LOW);
            if (i % 1_000 == 0) {
                harness.settle();
            }
        }
        harness.settle();
        storeWorks();
        recover();

        assertThat(metrics().storeLost()).isEqualTo(100);
        assertThat(rows()).hasSize(10_001);
        assertThat(rows()).first().extracting(Alert::source).isEqualTo("open");
        assertThat(harness.alerts()).extracting(Alert::durable).containsOnly(true);
    }

    @Test
    void store_failsMidway_keepsWhatItTookAndWritesTheRestLater() {
        store.answer = StoreRecoveryTest::fails;
        for (int i = 0; i < 4_500; i++) {
            harness.event("s" + i, HIGH);
        }
        harness.settle();
        AtomicInteger calls = new AtomicInteger();
        store.answer = batch -> calls.incrementAndGet() > 1 ? fails(batch) : works();
        harness.event("more", HIGH);
        harness.settle();

        assertThat(harness.alerts().stream().filter(Alert::durable)).hasSize(2_000);
        assertThat(metrics().storeBacklog()).isEqualTo(2_501);
        storeWorks();
        recover();

        assertThat(rows()).hasSize(2_501);
        assertThat(harness.alerts()).extracting(Alert::durable).containsOnly(true);
    }

    @Test
    void alert_isDurableOnlyOnceItsStateIsCommitted() {
        CompletableFuture<Void> commit = new CompletableFuture<>();
        storeWorks();
        harness.event(HIGH);
        harness.settle();
        assertThat(harness.alert().durable()).isTrue();
        store.answer = batch -> commit;
        harness.event(LOW);

        assertThat(harness.alert().durable()).isFalse();
        commit.complete(null);
        await().until(() -> harness.alert().durable());
    }

    @Test
    void steps_aroundARecovery_areDeliveredInOrder() {
        AtomicBoolean works = new AtomicBoolean();
        store.answer = batch -> works.get() ? works() : fails(batch);
        for (int i = 0; i < 200; i++) {
            works.set(i % 7 < 3);
            harness.event("s" + i % 5, i / 5 % 2 == 0 ? HIGH : LOW);
        }
        harness.settle();

        Map<String, List<AlertState>> states = new LinkedHashMap<>();
        harness.acted()
                .forEach(alert -> states.computeIfAbsent(alert.id(), id -> new ArrayList<>())
                        .add(alert.state()));
        assertThat(states).hasSize(100);
        assertThat(states.values()).containsOnly(List.of(AlertState.FIRING, AlertState.RESOLVED));
    }

    @Test
    void repeat_whileTheStoreHasNotAnswered_comesAfterTheFiring() {
        harness.parts(builder -> builder.alertStore(store))
                .start(above("hot").repeatInterval(Duration.ofSeconds(1)).build());
        CompletableFuture<Void> commit = new CompletableFuture<>();
        store.answer = batch -> commit;
        harness.eventAt(0, HIGH);
        await().until(() -> store.batches.size() == 1);
        harness.eventAt(2, HIGH).eventAt(4, HIGH);
        assertThat(harness.processor.metrics().actionCalls()).isZero();
        commit.complete(null);

        List<Long> occurrences =
                harness.acted().stream().map(Alert::occurrences).toList();
        assertThat(occurrences).hasSizeGreaterThan(2).isSorted().startsWith(1L);
    }

    @Test
    void store_hangsForLong_isCalledOnceAndHasEverythingAfterwards() {
        harness.config(config -> config.actionTimeout(Duration.ofSeconds(10)))
                .parts(builder -> builder.alertStore(store))
                .start(HOT);
        CountDownLatch hanging = new CountDownLatch(1);
        AtomicInteger within = new AtomicInteger();
        AtomicInteger mostWithin = new AtomicInteger();
        store.answer = batch -> {
            mostWithin.accumulateAndGet(within.incrementAndGet(), Math::max);
            ProcessorFixture.hang(hanging);
            within.decrementAndGet();
            return CompletableFuture.completedFuture(null);
        };
        harness.event("first", HIGH);
        await().until(() -> within.get() == 1);
        for (int i = 1; i <= 20; i++) {
            harness.turnAt(11L * i);
            harness.event("s" + i, HIGH);
        }
        await().untilAsserted(() -> {
            harness.turn();
            assertThat(harness.processor.metrics().actionCalls()).isGreaterThan(15);
        });
        assertThat(metrics().statusReason()).contains("alert store unavailable");
        hanging.countDown();
        await().until(() -> within.get() == 0);
        storeWorks();
        recover();

        assertThat(mostWithin).hasValue(1);
        assertThat(harness.alerts()).hasSize(21).extracting(Alert::durable).containsOnly(true);
    }

    @Test
    void stop_bringsARecoveredStoreUpToDate() {
        store.answer = StoreRecoveryTest::fails;
        harness.event(HIGH);
        harness.settle();
        storeWorks();
        harness.processor.stop();

        assertThat(rows()).hasSize(1);
        assertThat(harness.alert().durable()).isTrue();
    }

    @Test
    void store_lostWhatItHad_getsAllThatIsListedAgain() {
        storeWorks();
        harness.event("a", HIGH).event("b", HIGH).event("a", LOW);
        harness.settle();
        List<Alert> before = rows();
        rows.clear();
        store.generation = 1;
        await().until(() -> {
            harness.time.advance(Duration.ofSeconds(1));
            harness.turn();
            return rows().size() == 2;
        });
        recover();

        assertThat(rows()).isEqualTo(before).containsExactlyElementsOf(harness.alerts());
        assertThat(harness.alerts()).extracting(Alert::durable).containsOnly(true);
        assertThat(harness.acted()).hasSize(3);
    }

    @Test
    void patterns_whileTheStoreFails_areWrittenWhenItRecovers() {
        CompletableFuture<Void> full = CompletableFuture.failedFuture(new IllegalStateException("disk full"));
        store.patternAnswer = full;
        AtomicBoolean reported = new AtomicBoolean();
        harness.parts(builder -> builder.alertStore(store).detector(new PatternDetector() {
                    @Override
                    public String name() {
                        return "rises";
                    }

                    @Override
                    public void detect(DetectionContext context) {
                        if (reported.compareAndSet(false, true)) {
                            context.report(FailurePattern.builder()
                                    .patternId("p")
                                    .failureType(FailureType.TREND)
                                    .source("s")
                                    .type("t")
                                    .confidence(0.5)
                                    .severity(0.5)
                                    .description("it rises")
                                    .timestamp(at(0))
                                    .build());
                        }
                    }
                }))
                .start();
        await().until(() -> {
            harness.time.advance(Duration.ofSeconds(1));
            harness.turn();
            return harness.processor.patterns(10).size() == 1;
        });
        assertThat(metrics().storeFaults()).isPositive();
        assertThat(metrics().storeBacklog()).isEqualTo(1);
        store.patterns.clear();
        store.patternAnswer = CompletableFuture.completedFuture(null);
        recover();

        assertThat(store.patterns).extracting(FailurePattern::patternId).containsExactly("p");
    }

    @Test
    void problemsOfTheStore_areAWarningAsLongAsItReportsThem() {
        store.problems = List.of("a damaged file was renamed");

        assertThat(metrics().systemStatus()).isEqualTo(SystemStatus.WARNING);
        assertThat(harness.processor.problems()).containsExactly("a damaged file was renamed");
        store.problems = List.of();
        assertThat(metrics().systemStatus()).isEqualTo(SystemStatus.HEALTHY);
    }
}
