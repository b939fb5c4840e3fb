// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.ingest;

import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A peer: a disruptor for several producers, whose consumer waits as the event loop does. */
@State(Scope.Benchmark)
public class Disrupted {
    private static final long NAP = 250_000;

    /** The content of a slot. */
    private static final class Slot {
        private double value;
    }

    private Disruptor<Slot> disruptor;
    private volatile long consumed;
    private double sum;

    /** Starts the consumer. */
    @Setup(Level.Trial)
    public void start() {
        disruptor = new Disruptor<>(
                Slot::new,
                Ingest.BUFFER,
                work -> {
                    Thread thread = new Thread(work, "disruptor-consumer");
                    thread.setDaemon(true);
                    return thread;
                },
                ProducerType.MULTI,
                new SleepingWaitStrategy(0, NAP));
        disruptor.handleEventsWith((slot, sequence, endOfBatch) -> {
            sum += slot.value;
            if (endOfBatch) {
                consumed = sequence;
            }
        });
        disruptor.start();
    }

    /** Waits for an empty ring. */
    @Setup(Level.Invocation)
    public void empty() {
        while (consumed < disruptor.getCursor()) {
            LockSupport.parkNanos(NAP);
        }
    }

    boolean offer(double value) {
        return disruptor.getRingBuffer().tryPublishEvent((slot, sequence, given) -> slot.value = given, value);
    }

    /** Stops the consumer. */
    @TearDown(Level.Trial)
    public void stop() {
        disruptor.halt();
    }
}
