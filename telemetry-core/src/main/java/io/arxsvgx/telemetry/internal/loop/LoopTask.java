// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Work that is done once, between two passes of the event loop, by the first thread that runs it. */
final class LoopTask {
    private final Runnable work;
    private final CountDownLatch done = new CountDownLatch(1);
    private boolean begun;

    LoopTask(Runnable work) {
        this.work = work;
    }

    boolean isDone() {
        return done.getCount() == 0;
    }

    /** Does the work unless it was started. The caller holds the pass lock. */
    void run() {
        if (!begun) {
            begun = true;
            try {
                work.run();
            } finally {
                done.countDown();
            }
        }
    }

    /** Waits for the end of the work or for a timeout. */
    void await(long millis) {
        try {
            if (done.await(millis, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LockSupport.parkNanos(1_000_000);
        }
    }
}
