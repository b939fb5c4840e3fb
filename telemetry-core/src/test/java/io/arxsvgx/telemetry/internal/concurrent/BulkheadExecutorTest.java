// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.testsupport.LogFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class BulkheadExecutorTest {
    private static final long TIMEOUT = 1_000;
    private static final String LOGGER = "bulkhead-test";

    private final AtomicLong clock = new AtomicLong();

    @AutoClose
    private final LogFixture log = new LogFixture(LOGGER);

    private final ThreadOwner owner = new ThreadOwner("");
    private final BulkheadExecutor executor = new BulkheadExecutor(
            "action x",
            4,
            new BulkheadExecutor.Setup(
                    owner, clock::get, TIMEOUT, new DistinctErrorLog(LoggerFactory.getLogger(LOGGER)), null));
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void end() {
        release.countDown();
        executor.close();
        // the next test counts threads too
        soon().until(() -> threads() == 0);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }

    private long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread instanceof ProcessorThread && thread.getName().equals("telemetry-action-x"))
                .count();
    }

    private void stopSoon() {
        executor.stop(System.nanoTime() + TimeUnit.SECONDS.toNanos(20));
    }

    /** Submits a call that hangs and ignores interrupts, and waits until it runs. */
    private void hang() {
        CountDownLatch begun = new CountDownLatch(1);
        executor.offer(() -> {
            begun.countDown();
            while (release.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
                Thread.interrupted();
            }
        });
        soon().until(() -> begun.getCount() == 0);
    }

    private void timeOut() {
        executor.check(clock.addAndGet(TIMEOUT + 1));
    }

    @Test
    void start_noCall_hasNoThread() {
        executor.start();
        assertThat(threads()).isZero();
    }

    @Test
    void offer_beforeStart_waitsForIt() {
        AtomicInteger ran = new AtomicInteger();
        executor.offer(ran::incrementAndGet);
        assertThat(threads()).isZero();
        assertThat(executor.left()).isEqualTo(1);
        executor.start();
        soon().untilAtomic(ran, n -> assertThat(n).isEqualTo(1));
    }

    @Test
    void offer_manyCalls_runInOrderOnOneThread() {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        executor.start();
        for (int i = 0; i < 200; i++) {
            int number = i;
            soon().until(() -> executor.left() < 4);
            assertThat(executor.offer(() -> {
                        order.add(number);
                        threads.add(Thread.currentThread());
                    }))
                    .isTrue();
        }
        stopSoon();
        assertThat(order).hasSize(200).isSorted();
        assertThat(threads).containsOnly(threads.get(0));
        assertThat(executor.calls()).isEqualTo(200);
    }

    @Test
    void offer_full_isRefusedAndCounted() {
        executor.start();
        hang();
        for (int i = 0; i < 4; i++) {
            assertThat(executor.offer(() -> {})).isTrue();
        }
        assertThat(executor.offer(() -> {})).isFalse();
        assertThat(executor.offer(() -> {})).isFalse();
        assertThat(executor.overflows()).isEqualTo(2);
        assertThat(executor.left()).isEqualTo(5);
    }

    @Test
    void call_thatThrows_isCountedLoggedOnceAndHarmsNoOther() {
        AtomicInteger ran = new AtomicInteger();
        executor.start();
        for (int i = 0; i < 20; i++) {
            soon().until(() -> executor.left() < 3);
            executor.offer(() -> {
                throw new java.io.IOException("again");
            });
            executor.offer(ran::incrementAndGet);
        }
        stopSoon();
        assertThat(executor.faults()).isEqualTo(20);
        assertThat(ran).hasValue(20);
        assertThat(log.messages()).singleElement().asString().contains("action x failed");
    }

    @Test
    void call_pastItsTime_isInterruptedAndCounted() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger after = new AtomicInteger();
        executor.start();
        executor.offer(() -> {
            begun.countDown();
            assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
        });
        executor.offer(after::incrementAndGet);
        soon().until(() -> begun.getCount() == 0);
        executor.check(clock.addAndGet(TIMEOUT));
        assertThat(executor.timeouts()).isZero();
        executor.check(clock.addAndGet(1));
        soon().untilAtomic(after, n -> assertThat(n).isEqualTo(1));
        assertThat(executor.timeouts()).isEqualTo(1);
        assertThat(executor.faults()).isZero();
        assertThat(executor.isStuck()).isFalse();
    }

    @Test
    void call_heedlessOfItsInterrupt_losesItsThreadABoundedNumberOfTimes() {
        executor.start();
        for (int i = 0; i < 4; i++) {
            hang();
            timeOut();
            assertThat(executor.isStuck()).isTrue();
            timeOut();
        }
        AtomicInteger ran = new AtomicInteger();
        executor.offer(ran::incrementAndGet);
        timeOut();
        timeOut();
        assertThat(threads()).isEqualTo(4);
        assertThat(executor.timeouts()).isEqualTo(4);
        assertThat(executor.isStuck()).isTrue();
        assertThat(ran).hasValue(0);

        release.countDown();

        soon().untilAtomic(ran, n -> assertThat(n).isEqualTo(1));
        soon().until(() -> threads() == 1);
        assertThat(executor.isStuck()).isFalse();
    }

    @Test
    void stop_idle_endsTheThread() {
        executor.start();
        AtomicInteger ran = new AtomicInteger();
        executor.offer(ran::incrementAndGet);
        soon().untilAtomic(ran, n -> assertThat(n).isEqualTo(1));
        assertThat(executor.stop(System.nanoTime() + TimeUnit.SECONDS.toNanos(20)))
                .isZero();
        soon().until(() -> threads() == 0);
    }

    @Test
    void stop_callHangs_returnsAtTheDeadlineAndKeepsWhatWaits() {
        executor.start();
        hang();
        AtomicInteger ran = new AtomicInteger();
        executor.offer(ran::incrementAndGet);
        long begin = System.nanoTime();
        assertThat(executor.stop(begin + TimeUnit.MILLISECONDS.toNanos(50))).isEqualTo(2);
        assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(10));
        assertThat(ran).hasValue(0);
        executor.start();
        soon().untilAtomic(ran, n -> assertThat(n).isEqualTo(1));
    }

    @Test
    void restart_callsThatHangEachTime_startABoundedNumberOfThreads() {
        for (int i = 0; i < 4; i++) {
            executor.start();
            hang();
            executor.stop(System.nanoTime());
        }
        executor.start();
        executor.offer(() -> {});
        assertThat(threads()).isEqualTo(4);
        assertThat(executor.isStuck()).isTrue();
    }

    @Test
    void call_fatalError_leavesTheLaneToAnotherThread() {
        AtomicInteger ran = new AtomicInteger();
        executor.start();
        for (int i = 0; i < 6; i++) {
            soon().until(() -> executor.left() < 3);
            executor.offer(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {});
                throw new OutOfMemoryError("thrown by a test");
            });
            executor.offer(ran::incrementAndGet);
        }
        soon().untilAtomic(ran, n -> assertThat(n).isEqualTo(6));
        assertThat(executor.faults()).isEqualTo(6);
        assertThat(executor.stop(System.nanoTime() + TimeUnit.SECONDS.toNanos(20)))
                .isZero();
    }

    @Test
    void close_withCallsWaiting_forgetsThem() {
        executor.start();
        hang();
        AtomicInteger ran = new AtomicInteger();
        executor.offer(ran::incrementAndGet);
        executor.close();
        assertThat(executor.left()).isZero();
        release.countDown();
        soon().until(() -> threads() == 0);
        assertThat(ran).hasValue(0);
    }
}
