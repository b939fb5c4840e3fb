// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The door through which producers hand in items. Never throws, and never blocks unless the host chose to wait for room.
 * Thread-safe.
 */
public final class IngestDoor {
    private static final long PAUSE = 50_000;

    private final IngestQueue queue;
    private final IngestRing direct;
    private final Gate gate;
    private final DropCounters drops;
    private final long patience;
    private final LoopWaker loop;

    IngestDoor(IngestQueue queue, Gate gate, DropCounters drops, long patience, LoopWaker loop) {
        this.queue = queue;
        this.direct = queue.first();
        this.gate = gate;
        this.drops = drops;
        this.patience = patience;
        this.loop = loop;
    }

    /**
     * The ring that may be handed to directly while it {@link IngestRing#isPlain}. Once it {@link IngestRing#isDivided},
     * it is left to one thread, and others are not even to look at it, since what they look at lies beside its index.
     */
    public IngestRing direct() {
        return direct;
    }

    /**
     * Takes a value of a series, by the direct ring; answers null, or why not, having counted it.
     *
     * @param ring the direct ring, which is plain
     * @param series the handle
     * @param token the handle's token
     * @param value the value
     */
    public @Nullable Reason admit(IngestRing ring, SeriesHandle series, long token, double value) {
        if (token == SeriesHandle.NO_TOKEN) {
            return admit(new Sample(series, value));
        }
        int answer = ring.offer(token, value);
        if (answer != IngestRing.TAKEN) {
            return admitAgain(answer, token, value, null);
        }
        return ring.isToLook() ? look() : null;
    }

    /** The same for an item. */
    public @Nullable Reason admit(IngestRing ring, Object item) {
        int answer = ring.offer(item);
        if (answer != IngestRing.TAKEN) {
            return admitAgain(answer, IngestRing.ITEM, 0, item);
        }
        return ring.isToLook() ? look() : null;
    }

    private @Nullable Reason admitAgain(int answer, long token, double value, @Nullable Object item) {
        if (answer == IngestRing.LOST) {
            queue.contended();
        }
        return admit(token, value, item);
    }

    /** Takes a value of a series, in whatever state the queue and the gate are. */
    public @Nullable Reason admit(SeriesHandle series, long token, double value) {
        return token == SeriesHandle.NO_TOKEN ? admit(new Sample(series, value)) : admit(token, value, null);
    }

    /** Takes an item, in whatever state the queue and the gate are. */
    public @Nullable Reason admit(Object item) {
        return admit(IngestRing.ITEM, 0, item);
    }

    private @Nullable Reason admit(long token, double value, @Nullable Object item) {
        IngestRing ring = queue.mine();
        if (ring.isToLook() && gate.state() == Gate.CLOSED) {
            return refuse(Reason.NOT_RUNNING);
        }
        int answer = item == null ? ring.offer(token, value) : ring.offer(item);
        if (answer != IngestRing.TAKEN && !queue.offer(token, value, item)) {
            return admitLater(token, value, item);
        }
        return ring.isToLook() ? look() : null;
    }

    /** The loop may need to be woken, or somebody to take a turn in its place. */
    private @Nullable Reason look() {
        int state = gate.state();
        if (state != Gate.OPEN) {
            loop.onOffer(state);
        }
        return null;
    }

    private @Nullable Reason admitLater(long token, double value, @Nullable Object item) {
        Reason refused = patience > 0 ? waitForRoom(token, value, item) : Reason.BUFFER_FULL;
        return refused == null ? look() : refuse(refused);
    }

    /** Counts what is not valid. */
    public Reason refuse(Reason reason) {
        drops.add(reason);
        return reason;
    }

    private @Nullable Reason waitForRoom(long token, double value, @Nullable Object item) {
        if (loop.mustNotBlock()) {
            return Reason.BUFFER_FULL;
        }
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < patience) {
            LockSupport.parkNanos(this, PAUSE);
            if (gate.state() == Gate.CLOSED) {
                return Reason.NOT_RUNNING;
            }
            if (queue.offer(token, value, item)) {
                return null;
            }
            if (Thread.currentThread().isInterrupted()) {
                return Reason.BUFFER_FULL;
            }
        }
        return Reason.BUFFER_FULL;
    }
}
