// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class StripedMpscQueueTest {
    private static final int PRODUCERS = 6;

    /** An item of a producer, with its number. */
    private record Item(int producer, long number) {}

    private static List<Object> drain(StripedMpscQueue queue, int most) {
        List<Object> got = new ArrayList<>();
        assertThat(queue.drain(Items.to(got::add), most)).isEqualTo(got.size());
        return got;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "16, 16", "100, 128", "10000, 16384"})
    void offer_oneThread_fillsItToItsCapacity(int size, int capacity) {
        for (int processors : new int[] {1, 2, 4, 64}) {
            StripedMpscQueue queue = new StripedMpscQueue(size, processors);
            assertThat(queue.capacity()).isEqualTo(capacity);
            for (int i = 0; i < capacity; i++) {
                assertThat(queue.offer(i)).isTrue();
            }
            assertThat(queue.offer("one more")).isFalse();
            assertThat(queue.accepted()).isEqualTo(capacity);
        }
    }

    @Test
    void drain_withoutABeginning_handsOutNothing() {
        StripedMpscQueue queue = new StripedMpscQueue(8, 4);
        queue.offer("a");
        assertThat(drain(queue, 10)).isEmpty();
        assertThat(queue.isEmpty()).isFalse();
    }

    @Test
    void drain_itemsAfterTheBeginning_areLeftForTheNextTurn() {
        StripedMpscQueue queue = new StripedMpscQueue(8, 4);
        queue.offer("a");
        queue.offer("b");
        queue.begin();
        queue.offer("c");
        assertThat(queue.isPassComplete()).isFalse();
        assertThat(drain(queue, 10)).containsExactly("a", "b");
        assertThat(queue.isPassComplete()).isTrue();
        assertThat(drain(queue, 10)).isEmpty();
        queue.begin();
        assertThat(drain(queue, 10)).containsExactly("c");
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.accepted()).isEqualTo(3);
    }

    @Test
    void drain_atMostSoMany_goesOnWhereItEnded() {
        StripedMpscQueue queue = new StripedMpscQueue(8, 4);
        for (int i = 0; i < 5; i++) {
            queue.offer(i);
        }
        queue.begin();
        assertThat(drain(queue, 2)).containsExactly(0, 1);
        assertThat(drain(queue, 0)).isEmpty();
        assertThat(drain(queue, 2)).containsExactly(2, 3);
        assertThat(drain(queue, 2)).containsExactly(4);
    }

    @Test
    void drain_consumerThrows_keepsWhatComesAfter() {
        StripedMpscQueue queue = new StripedMpscQueue(8, 4);
        queue.offer("a");
        queue.offer("b");
        queue.begin();
        try {
            queue.drain(
                    Items.to(item -> {
                        throw new IllegalStateException("a fatal one");
                    }),
                    10);
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("a fatal one");
        }
        assertThat(drain(queue, 10)).containsExactly("b");
    }

    /** Contention splits the queue while the producers run. */
    @RepeatedTest(10)
    void drain_producersThatContend_handsOutEachOnesItemsInOrder() throws InterruptedException {
        StripedMpscQueue queue = new StripedMpscQueue(256, 4);
        int each = 20_000;
        CountDownLatch done = new CountDownLatch(PRODUCERS);
        for (int p = 0; p < PRODUCERS; p++) {
            int producer = p;
            start(() -> {
                for (long i = 0; i < each; ) {
                    if (queue.offer(new Item(producer, i))) {
                        i++;
                    } else {
                        Thread.onSpinWait();
                    }
                }
                done.countDown();
            });
        }
        long[] next = new long[PRODUCERS];
        long total = 0;
        while (total < (long) each * PRODUCERS) {
            queue.begin();
            total += queue.drain(
                    Items.to(object -> {
                        Item item = (Item) object;
                        assertThat(item.number()).isEqualTo(next[item.producer()]);
                        next[item.producer()]++;
                    }),
                    100);
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(next).containsOnly(each);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.accepted()).isEqualTo(total);
    }

    @RepeatedTest(10)
    void offer_producersThatContend_keepTheBound() throws InterruptedException {
        StripedMpscQueue queue = new StripedMpscQueue(64, 4);
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong taken = new AtomicLong();
        CountDownLatch done = new CountDownLatch(PRODUCERS);
        for (int p = 0; p < PRODUCERS; p++) {
            start(() -> {
                while (!over.get()) {
                    if (queue.offer("x")) {
                        taken.incrementAndGet();
                    }
                }
                done.countDown();
            });
        }
        long drained = 0;
        for (int turn = 0; turn < 20_000; turn++) {
            queue.begin();
            drained += queue.drain(Items.to(item -> {}), turn % 64);
            assertThat(queue.accepted() - drained).isLessThanOrEqualTo(64 + PRODUCERS);
        }
        over.set(true);
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.accepted()).isEqualTo(taken.get());
        assertThat(queue.accepted() - drained).isLessThanOrEqualTo(64 + PRODUCERS);
        fillByOneThread(queue, (int) (queue.accepted() - drained));
    }

    /** After the race, one thread can fill the queue, split or not, exactly to its capacity. */
    private static void fillByOneThread(StripedMpscQueue queue, int waiting) {
        int have = waiting;
        while (queue.offer("x")) {
            have++;
        }
        assertThat(have).isBetween(64, 64 + PRODUCERS);
        queue.begin();
        assertThat(queue.drain(Items.to(item -> {}), Integer.MAX_VALUE)).isEqualTo(have);
        for (int i = 0; i < 64; i++) {
            assertThat(queue.offer("x")).isTrue();
        }
        assertThat(queue.offer("x")).isFalse();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "producer");
        thread.setDaemon(true);
        thread.start();
    }
}
