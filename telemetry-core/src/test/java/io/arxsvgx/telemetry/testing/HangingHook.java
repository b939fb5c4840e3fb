// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.testing;

import java.util.concurrent.CountDownLatch;
import java.util.function.DoubleConsumer;

/** A condition's work that hangs, ignoring interrupts, until a test releases it; then it returns at once. */
public final class HangingHook implements DoubleConsumer {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Override
    public void accept(double value) {
        entered.countDown();
        ProcessorFixture.hang(release);
    }

    /** Waits until the event loop has called it. */
    public void awaitEntered() {
        ProcessorFixture.awaitLatch(entered);
    }

    public void release() {
        release.countDown();
    }
}
