// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.ingest;

import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A peer: a plain queue, and a consumer that waits as the event loop does. */
@State(Scope.Benchmark)
public class RawQueue {
    private static final long NAP = 250_000;

    /** An object as large as a sample. */
    record Fresh(Object series, double value) {}

    final Object item = new Object();
    MpscVarHandleArrayQueue<Object> queue;
    private Thread consumer;
    private volatile boolean running;

    /** Starts the consumer. */
    @Setup(Level.Trial)
    public void start() {
        queue = new MpscVarHandleArrayQueue<>(Ingest.BUFFER);
        running = true;
        consumer = new Thread(this::consume, "raw-consumer");
        consumer.setDaemon(true);
        consumer.start();
    }

    /** Waits for an empty queue. */
    @Setup(Level.Invocation)
    public void empty() {
        while (!queue.isEmpty()) {
            LockSupport.parkNanos(NAP);
        }
    }

    private void consume() {
        long[] taken = new long[1];
        while (running) {
            if (queue.drain(any -> taken[0]++, Ingest.BUFFER) == 0) {
                LockSupport.parkNanos(NAP);
            }
        }
    }

    /** Stops the consumer. */
    @TearDown(Level.Trial)
    public void stop() throws InterruptedException {
        running = false;
        consumer.join();
    }
}
