// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.TelemetrySubscriber;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.snapshot.SystemStatus;
import io.arxsvgx.telemetry.testing.AlertHarness;
import io.arxsvgx.telemetry.testing.RecordingStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The store is written first; a failure of the store is counted, and processing continues. */
class AlertStoreTest {
    private static final AlertRule HOT = above("hot").build();

    private final RecordingStore store = new RecordingStore();

    @AutoClose
    private final AlertHarness harness =
            new AlertHarness().parts(builder -> builder.alertStore(store)).start(HOT);

    @Test
    void steps_ofALife_reachTheStoreInOrder() {
        harness.event(HIGH);
        harness.settle();
        harness.event(LOW);
        harness.settle();

        assertThat(store.all()).extracting(Alert::state).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void acknowledge_reachesTheStore() {
        harness.event(HIGH);
        harness.processor.acknowledge(harness.alert().id(), "ann", "");
        harness.settle();

        assertThat(store.all().get(store.all().size() - 1).acknowledgement()).isNotNull();
    }

    @Test
    void action_isCalledOnlyOnceTheStoreHasAnswered() {
        List<String> order = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> commit = new CompletableFuture<>();
        store.answer = batch -> commit;
        harness.processor.registerAction(AlertHarness.ACTION, alert -> order.add("action"));
        harness.event(HIGH);
        await().until(() -> store.batches.size() == 1);

        order.add("commit");
        commit.complete(null);

        await().untilAsserted(() -> {
            harness.turn();
            assertThat(order).containsExactly("commit", "action");
        });
        assertThat(harness.alert().durable()).isTrue();
    }

    @Test
    void store_hangsAndHeedsNoInterrupt_actionsAreCalledAllTheSame() {
        CountDownLatch hanging = new CountDownLatch(1);
        harness.config(config -> config.actionTimeout(Duration.ofSeconds(10)))
                .parts(builder -> builder.alertStore(store))
                .start(HOT);
        store.answer = batch -> {
            while (hanging.getCount() > 0) {
                Thread.onSpinWait();
            }
            return CompletableFuture.completedFuture(null);
        };
        harness.event(HIGH);
        await().until(() -> store.batches.size() == 1);

        harness.time.advance(Duration.ofSeconds(11));
        harness.turn();
        harness.time.advance(Duration.ofSeconds(10));
        harness.turn();

        await().untilAsserted(() -> assertThat(harness.acted()).hasSize(1));
        hanging.countDown();
        assertThat(harness.acted().get(0).durable()).isFalse();
        assertThat(harness.processor.metrics().storeFaults()).isPositive();
        harness.settle();
        assertThat(harness.acted()).hasSize(1);
    }

    @Test
    void subscriber_isToldOnlyOnceTheStoreHasAnswered() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> commit = new CompletableFuture<>();
        store.answer = batch -> commit;
        try (AutoCloseable subscription = harness.processor.subscribe(new TelemetrySubscriber() {
            @Override
            public void onAlert(Alert alert) {
                order.add("subscriber");
            }
        })) {
            assertThat(subscription).isNotNull();
            harness.event(HIGH);
            await().until(() -> store.batches.size() == 1);

            order.add("commit");
            commit.complete(null);

            await().untilAsserted(() -> {
                harness.turn();
                assertThat(order).containsExactly("commit", "subscriber");
            });
        }
    }

    @Test
    void alerts_storeHasNotAnswered_areListedAllTheSame() {
        CompletableFuture<Void> commit = new CompletableFuture<>();
        store.answer = batch -> commit;
        harness.event(HIGH);

        assertThat(harness.alerts()).hasSize(1);
        commit.complete(null);
    }

    @Test
    void steps_whileABatchIsUnderWay_areOneBatchAndAllTold() {
        CompletableFuture<Void> commit = new CompletableFuture<>();
        store.answer = batch -> commit;
        harness.event("a", HIGH);
        await().until(() -> store.batches.size() == 1);
        harness.event("b", HIGH).event("c", HIGH).event("b", LOW);
        commit.complete(null);

        assertThat(harness.actedStates())
                .containsExactlyInAnyOrder(
                        AlertState.FIRING, AlertState.FIRING, AlertState.FIRING, AlertState.RESOLVED);
        assertThat(store.batches).hasSize(2);
        assertThat(store.batches.get(1))
                .extracting(Alert::source, Alert::state)
                .containsExactly(tuple("b", AlertState.RESOLVED), tuple("c", AlertState.FIRING));
    }

    @Test
    void store_throws_alertGoesOnAsNotDurable() {
        store.answer = batch -> {
            throw new IllegalStateException("disk full");
        };
        harness.event(HIGH);

        assertThat(harness.acted())
                .singleElement()
                .satisfies(alert -> assertThat(alert.durable()).isFalse());
        assertThat(harness.alert().durable()).isFalse();
        assertThat(harness.processor.metrics().storeFaults()).isBetween(1L, 2L); // each stop retries once
    }

    @Test
    void store_completesExceptionally_alertGoesOnAsNotDurable() {
        store.answer = batch -> CompletableFuture.failedFuture(new IllegalStateException("disk full"));
        harness.event(HIGH);

        assertThat(harness.acted()).extracting(Alert::durable).containsExactly(false);
    }

    @Test
    void store_answersNull_alertGoesOnAsNotDurable() {
        store.answer = batch -> null;
        harness.event(HIGH);

        assertThat(harness.acted()).extracting(Alert::durable).containsExactly(false);
    }

    @Test
    void store_failing_isAWarningUntilItTakesAlertsAgain() {
        store.answer = batch -> CompletableFuture.failedFuture(new IllegalStateException("disk full"));
        harness.event(HIGH).event(LOW);
        harness.settle();
        assertThat(harness.processor.metrics().systemStatus()).isEqualTo(SystemStatus.WARNING);
        assertThat(harness.processor.metrics().statusReason()).contains("store");

        store.answer = batch -> CompletableFuture.completedFuture(null);
        harness.event(HIGH).event(LOW);
        harness.settle();

        assertThat(harness.processor.metrics().systemStatus()).isEqualTo(SystemStatus.HEALTHY);
    }

    @Test
    void store_neverAnswers_alertGoesOnAfterTheTimeout() {
        harness.config(config -> config.actionTimeout(Duration.ofMillis(50)))
                .parts(builder -> builder.alertStore(store))
                .start(HOT);
        store.answer = batch -> new CompletableFuture<>();
        harness.event(HIGH);

        assertThat(harness.acted()).extracting(Alert::durable).containsExactly(false);
    }

    @Test
    void store_busyWithManyBatches_hasItsTimeForEach() {
        harness.config(config -> config.actionTimeout(Duration.ofMinutes(1)))
                .parts(builder -> builder.alertStore(store))
                .start(HOT);
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        store.answer = batch -> store.batches.size() == 1 ? first : second;
        harness.event("a", HIGH);
        await().until(() -> store.batches.size() == 1);
        harness.event("b", HIGH).turnAt(40);
        first.complete(null);
        await().until(() -> store.batches.size() == 2);

        harness.turnAt(80);
        second.complete(null);

        assertThat(harness.acted()).extracting(Alert::durable).containsExactly(true, true);
    }

    @Test
    void close_closesTheStore() {
        harness.processor.close();

        assertThat(store.closed).isTrue();
    }

    @Test
    void resolvedAlerts_bound_keepsTheNewestAndAllThatFire() {
        harness.parts(builder -> builder.resolvedAlerts(2)).start(HOT);
        harness.event("open", HIGH);
        for (int i = 0; i < 5; i++) {
            harness.event("s" + i, HIGH).event("s" + i, LOW);
        }

        assertThat(harness.alerts()).extracting(Alert::source).containsExactly("open", "s3", "s4");
        assertThat(harness.processor.metrics().alertsFired()).isEqualTo(6);
    }

    @Test
    void resolvedAlerts_none_listsOnlyWhatFires() {
        harness.parts(builder -> builder.resolvedAlerts(0)).start(HOT);
        harness.event("a", HIGH).event("b", HIGH).event("a", LOW);

        assertThat(harness.alerts()).extracting(Alert::source).containsExactly("b");
    }
}
