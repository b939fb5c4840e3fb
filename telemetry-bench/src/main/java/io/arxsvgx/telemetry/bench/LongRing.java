// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * An alternative for samples: a ring of reused slots that carry the payload, series number and value, in a {@code
 * long[]}. A producer claims a slot by a compare-and-set and publishes it by a release write of the series number;
 * nothing is allocated and the collector watches no store.
 */
@State(Scope.Benchmark)
public class LongRing {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int PRODUCER = 16;
    private static final int LIMIT = 32;
    private static final int CONSUMER = 48;
    private static final long NAP = 250_000;

    private final long[] cells = new long[2 * Ingest.BUFFER];
    private final AtomicLongArray indices = new AtomicLongArray(64);
    private Thread consumer;
    private volatile boolean running;

    /** Takes a value, or answers false because the ring is full. */
    boolean offer(int series, double value) {
        long at;
        do {
            at = indices.get(PRODUCER);
            if (at >= indices.get(LIMIT)) {
                long limit = indices.get(CONSUMER) + Ingest.BUFFER;
                if (at >= limit) {
                    return false;
                }
                indices.lazySet(LIMIT, limit);
            }
        } while (!indices.compareAndSet(PRODUCER, at, at + 1));
        int cell = ((int) at & (Ingest.BUFFER - 1)) << 1;
        cells[cell + 1] = Double.doubleToRawLongBits(value);
        CELL.setRelease(cells, cell, series + 1L);
        return true;
    }

    /** Starts the consumer. */
    @Setup(Level.Trial)
    public void start() {
        running = true;
        consumer = new Thread(this::consume, "long-ring-consumer");
        consumer.setDaemon(true);
        consumer.start();
    }

    private void consume() {
        double[] sums = new double[16];
        while (running) {
            long at = indices.get(CONSUMER);
            long begin = at;
            int cell = ((int) at & (Ingest.BUFFER - 1)) << 1;
            long series = (long) CELL.getAcquire(cells, cell);
            while (series != 0) {
                sums[(int) series & 15] += Double.longBitsToDouble(cells[cell + 1]);
                cells[cell] = 0;
                indices.lazySet(CONSUMER, ++at);
                cell = ((int) at & (Ingest.BUFFER - 1)) << 1;
                series = (long) CELL.getAcquire(cells, cell);
            }
            if (at == begin) {
                LockSupport.parkNanos(NAP);
            }
        }
    }

    /** Waits for an empty ring. */
    @Setup(Level.Invocation)
    public void empty() {
        while (indices.get(CONSUMER) != indices.get(PRODUCER)) {
            LockSupport.parkNanos(NAP);
        }
    }

    /** Stops the consumer. */
    @TearDown(Level.Trial)
    public void stop() throws InterruptedException {
        running = false;
        consumer.join();
    }
}
