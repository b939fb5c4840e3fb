// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class BulkheadExecutorTest {
    private static final long TIMEOUT = 1_000;

    private final AtomicLong clock = new AtomicLong();
    private final Logger logger = (Logger) LoggerFactory.getLogger("lane-test");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Object owner = new Object();
    private final BulkheadExecutor lane = new BulkheadExecutor(
            "action x", 4, new BulkheadExecutor.Setup(owner, clock::get, TIMEOUT, new DistinctErrorLog(logger), null));
    private final CountDownLatch release = new CountDownLatch(1);

    @BeforeEach
    void listen() {
        logger.setAdditive(false);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void end() {
        release.countDown();
        lane.close();
        // the next test counts threads too
        soon().until(() -> threads() == 0);
        logger.detachAppender(log);
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
        lane.stop(System.nanoTime() + TimeUnit.SECONDS.toNanos(20));
    }

    /** Hands in a call that hangs heedless of interrupts, and waits until it runs. */
    private void hang() {
        CountDownLatch begun = new CountDownLatch(1);
        lane.offer(() -> {
            begun.countDown();
            while (release.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
                Thread.interrupted();
            }
        });
        soon().until(() -> begun.getCount() == 0);
    }

    private void timeOut() {
        lane.check(clock.addAndGet(TIMEOUT + 1));
    }

    @Test
    void start_noCall_hasNoThread() {
        lane.start();
        assertThat(threads()).isZero();
    }

    @Test
    void offer_beforeStart_waitsForIt() {
        AtomicInteger ran = new AtomicInteger();
        lane.offer(ran::incrementAndGet);
        assertThat(threads()).isZero();
        assertThat(lane.left()).isEqualTo(1);
        lane.start();
        soon().untilAtomic(ran, n -> assertThat(n).isEqualTo(1));
    }

    @Test
    void offer_manyCalls_runInOrderOnOneThread() {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        lane.start();
        for (int i = 0; i < 200; i++) {
            int number = i;
            soon().until(() -> lane.left() < 4);
            assertThat(lane.offer(() -> {
                        order.add(number);
                        threads.add(Thread.currentThread());
                    }))
                    .isTrue();
        }
        stopSoon();
        assertThat(order).hasSize(200).isSorted();
        assertThat(threads).containsOnly(threads.get(0));
        assertThat(lane.calls()).isEqualTo(200);
    }

    @Test
    void offer_full_isRefusedAndCounted() {
        lane.start();
        hang();
        for (int i = 0; i < 4; i++) {
            assertThat(lane.offer(() -> {})).isTrue();
        }
        assertThat(lane.offer(() -> {})).isFalse();
        assertThat(lane.offer(() -> {})).isFalse();
        assertThat(lane.overflows()).isEqualTo(2);
        assertThat(lane.left()).isEqualTo(5);
    }

    @Test
    void call_thatThrows_isCountedLoggedOnceAndHarmsNoOther() {
        AtomicInteger ran = new AtomicInteger();
        lane.start();
        for (int i = 0; i < 20; i++) {
            soon().until(() -> lane.left() < 3);
            lane.offer(() -> {
                throw new java.io.IOException("again");
            });
            lane.offer(ran::incrementAndGet);
        }
        stopSoon();
        assertThat(lane.faults()).isEqualTo(20);
        assertThat(ran).hasValue(20);
        assertThat(log.list).singleElement().asString().contains("action x failed");
    }

    @Test
    void call_pastItsTime_isInterruptedAndCounted() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger after = new AtomicInteger();
        lane.start();
        lane.offer(() -> {
            begun.countDown();
            assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
        });
        lane.offer(after::incrementAndGet);
        soon().until(() -> begun.getCount() == 0);
        lane.check(clock.addAndGet(TIMEOUT));
        assertThat(lane.timeouts()).isZero();
        lane.check(clock.addAndGet(1));
        soon().untilAtomic(after, n -> assertThat(n).isEqualTo(1));
        assertThat(lane.timeouts()).isEqualTo(1);
        assertThat(lane.faults()).isZero();
        assertThat(lane.isStuck()).isFalse();
    }

    @Test
    void call_heedlessOfItsInterrupt_losesItsThreadABoundedNumberOfTimes() {
        lane.start();
        for (int i = 0; i < 4; i++) {
            hang();
            timeOut();
            assertThat(lane.isStuck()).isTrue();
            timeOut();
        }
        AtomicInteger ran = new AtomicInteger();
        lane.offer(ran::incrementAndGet);
        timeOut();
        timeOut();
        assertThat(threads()).isEqualTo(4);
        assertThat(lane.timeouts()).isEqualTo(4);
        assertThat(lane.isStuck()).isTrue();
        assertThat(ran).hasValue(0);

        release.countDown();

        soon().untilAtomic(ran, n -> assertThat(n).isEqualTo(1));
        soon().until(() -> threads() == 1);
        assertThat(lane.isStuck()).isFalse();
    }

    @Test
    void stop_idle_endsTheThread() {
        lane.start();
        AtomicInteger ran = new AtomicInteger();
        lane.offer(ran::incrementAndGet);
        soon().untilAtomic(ran, n -> assertThat(n).isEqualTo(1));
        assertThat(lane.stop(System.nanoTime() + TimeUnit.SECONDS.toNanos(20))).isZero();
        soon().until(() -> threads() == 0);
    }

    @Test
    void stop_callHangs_returnsAtTheDeadlineAndKeepsWhatWaits() {
        lane.start();
        hang();
        AtomicInteger ran = new AtomicInteger();
        lane.offer(ran::incrementAndGet);
        long begin = System.nanoTime();
        assertThat(lane.stop(begin + TimeUnit.MILLISECONDS.toNanos(50))).isEqualTo(2);
        assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(10));
        assertThat(ran).hasValue(0);
        lane.start();
        soon().untilAtomic(ran, n -> assertThat(n).isEqualTo(1));
    }

    @Test
    void restart_callsThatHangEachTime_startABoundedNumberOfThreads() {
        for (int i = 0; i < 4; i++) {
            lane.start();
            hang();
            lane.stop(System.nanoTime());
        }
        lane.start();
        lane.offer(() -> {});
        assertThat(threads()).isEqualTo(4);
        assertThat(lane.isStuck()).isTrue();
    }

    @Test
    void call_fatalError_leavesTheLaneToAnotherThread() {
        AtomicInteger ran = new AtomicInteger();
        lane.start();
        for (int i = 0; i < 6; i++) {
            soon().until(() -> lane.left() < 3);
            lane.offer(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {});
                throw new OutOfMemoryError("thrown by a test");
            });
            lane.offer(ran::incrementAndGet);
        }
        soon().untilAtomic(ran, n -> assertThat(n).isEqualTo(6));
        assertThat(lane.faults()).isEqualTo(6);
        assertThat(lane.stop(System.nanoTime() + TimeUnit.SECONDS.toNanos(20))).isZero();
    }

    @Test
    void close_withCallsWaiting_forgetsThem() {
        lane.start();
        hang();
        AtomicInteger ran = new AtomicInteger();
        lane.offer(ran::incrementAndGet);
        lane.close();
        assertThat(lane.left()).isZero();
        release.countDown();
        soon().until(() -> threads() == 0);
        assertThat(ran).hasValue(0);
    }
}
