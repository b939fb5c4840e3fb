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
 * Two producers that each offer a call to a bulkhead executor, whose worker starts or is about to wait. Forbidden: an
 * accepted call is not run in time, for example because the worker waits while a call is queued.
 */
@JCStressTest
@Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "Both calls ran.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A call did not run, or ran twice.")
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

    /** Offers a call as the first producer. */
    @Actor
    public void first() {
        executor.offer(ran::incrementAndGet);
    }

    /** Offers a call as the second producer. */
    @Actor
    public void second() {
        executor.offer(ran::incrementAndGet);
    }

    /** Counts the calls that ran, and those that still wait. */
    @Arbiter
    public void count(II_Result result) {
        result.r2 = executor.stop(System.nanoTime() + STOP_TIMEOUT_NANOS);
        result.r1 = ran.get();
    }
}
