// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The entry point of producers into the ingest buffer. Never throws, and never blocks unless the host chose to wait for room.
 * Thread-safe.
 */
public final class IngestGateway {
    private static final long RETRY_PAUSE_NANOS = 50_000;

    private final StripedMpscQueue queue;
    private final MpscRingBuffer direct;
    private final ConsumerGate gate;
    private final DropCounters drops;
    private final long timeoutNanos;
    private final LoopWaker loop;

    public IngestGateway(
            StripedMpscQueue queue, ConsumerGate gate, DropCounters drops, long timeoutNanos, LoopWaker loop) {
        this.queue = queue;
        this.direct = queue.first();
        this.gate = gate;
        this.drops = drops;
        this.timeoutNanos = timeoutNanos;
        this.loop = loop;
    }

    /**
     * Returns the ring for direct use while it {@link MpscRingBuffer#isSingleStripe}. Once it {@link
     * MpscRingBuffer#isStriped}, only one thread uses it, and others must not read its fields, which share a cache line
     * with its index.
     */
    public MpscRingBuffer direct() {
        return direct;
    }

    /**
     * Adds a value of a series to the direct ring; returns null, or the reason of a drop, which is counted.
     *
     * @param ring the direct ring, which is the only stripe
     * @param series the handle
     * @param token the handle's token
     * @param value the value
     */
    public @Nullable DropReason admit(MpscRingBuffer ring, SeriesHandle series, long token, double value) {
        if (token == SeriesHandle.NO_TOKEN) {
            return admit(new SeriesSample(series, value));
        }
        int answer = ring.offer(token, value);
        if (answer != MpscRingBuffer.TAKEN) {
            return admitAgain(answer, token, value, null);
        }
        return ring.shouldCheckGate() ? checkGate() : null;
    }

    /** Adds an item to the direct ring; returns null, or the reason of a drop, which is counted. */
    public @Nullable DropReason admit(MpscRingBuffer ring, Object item) {
        int answer = ring.offer(item);
        if (answer != MpscRingBuffer.TAKEN) {
            return admitAgain(answer, MpscRingBuffer.ITEM, 0, item);
        }
        return ring.shouldCheckGate() ? checkGate() : null;
    }

    private @Nullable DropReason admitAgain(int answer, long token, double value, @Nullable Object item) {
        if (answer == MpscRingBuffer.LOST) {
            queue.contended();
        }
        return admit(token, value, item);
    }

    /** Adds a value of a series, in any state of the queue and the gate. */
    public @Nullable DropReason admit(SeriesHandle series, long token, double value) {
        return token == SeriesHandle.NO_TOKEN ? admit(new SeriesSample(series, value)) : admit(token, value, null);
    }

    /** Adds an item, in any state of the queue and the gate. */
    public @Nullable DropReason admit(Object item) {
        return admit(MpscRingBuffer.ITEM, 0, item);
    }

    private @Nullable DropReason admit(long token, double value, @Nullable Object item) {
        MpscRingBuffer ring = queue.stripeOfCurrentThread();
        if (ring.shouldCheckGate() && gate.state() == ConsumerGate.CLOSED) {
            return refuse(DropReason.NOT_RUNNING);
        }
        int answer = item == null ? ring.offer(token, value) : ring.offer(item);
        if (answer != MpscRingBuffer.TAKEN && !queue.offer(token, value, item)) {
            return admitLater(token, value, item);
        }
        return ring.shouldCheckGate() ? checkGate() : null;
    }

    /** Wakes the loop if it is parked, or runs a pass in its place if it was stopped. */
    private @Nullable DropReason checkGate() {
        int state = gate.state();
        if (state != ConsumerGate.OPEN) {
            loop.onOffer(state);
        }
        return null;
    }

    private @Nullable DropReason admitLater(long token, double value, @Nullable Object item) {
        DropReason refused = timeoutNanos > 0 ? waitForRoom(token, value, item) : DropReason.BUFFER_FULL;
        return refused == null ? checkGate() : refuse(refused);
    }

    /** Counts a dropped event. */
    public DropReason refuse(DropReason reason) {
        drops.add(reason);
        return reason;
    }

    private @Nullable DropReason waitForRoom(long token, double value, @Nullable Object item) {
        if (loop.mustNotBlock()) {
            return DropReason.BUFFER_FULL;
        }
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < timeoutNanos) {
            LockSupport.parkNanos(this, RETRY_PAUSE_NANOS);
            if (gate.state() == ConsumerGate.CLOSED) {
                return DropReason.NOT_RUNNING;
            }
            if (queue.offer(token, value, item)) {
                return null;
            }
            if (Thread.currentThread().isInterrupted()) {
                return DropReason.BUFFER_FULL;
            }
        }
        return DropReason.BUFFER_FULL;
    }
}
