// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.stress;

import io.arxsvgx.telemetry.internal.concurrent.BulkheadExecutor;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.concurrent.ThreadOwner;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.slf4j.helpers.NOPLogger;

/**
 * Two producers offer a call each to a bulkhead executor, whose worker starts, or is about to wait. Forbidden: a call that was
 * accepted is not run although the executor is given time for it, as when a worker waits while a call is queued.
 */
@JCStressTest
@Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "Both calls were run.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A call was left, or run twice.")
@State
public class BulkheadOfferStress {
    private static final long STOP_TIMEOUT_NANOS = 10_000_000_000L;
    private static final int CAPACITY = 4;

    private final AtomicInteger ran = new AtomicInteger();
    private final BulkheadExecutor executor = new BulkheadExecutor(
            "stress",
            CAPACITY,
            new BulkheadExecutor.Setup(
                    new ThreadOwner(""),
                    System::nanoTime,
                    STOP_TIMEOUT_NANOS,
                    new DistinctErrorLog(NOPLogger.NOP_LOGGER),
                    null));

    /** Starts an executor without calls. */
    public BulkheadOfferStress() {
        executor.start();
    }

    /** A producer. */
    @Actor
    public void first() {
        executor.offer(ran::incrementAndGet);
    }

    /** Another producer. */
    @Actor
    public void second() {
        executor.offer(ran::incrementAndGet);
    }

    /** Counts the calls that were run, and those that were left. */
    @Arbiter
    public void count(II_Result result) {
        result.r2 = executor.stop(System.nanoTime() + STOP_TIMEOUT_NANOS);
        result.r1 = ran.get();
    }
}
