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
    private final Gate gate;
    private final DropCounters drops;
    private final long patience;
    private final Engine engine;

    IngestDoor(IngestQueue queue, Gate gate, DropCounters drops, long patience, Engine engine) {
        this.queue = queue;
        this.gate = gate;
        this.drops = drops;
        this.patience = patience;
        this.engine = engine;
    }

    /** Takes an item; answers null, or why not, having counted it. */
    public @Nullable Reason admit(Object item) {
        if (gate.get() == Gate.CLOSED) {
            return refuse(Reason.NOT_RUNNING);
        }
        if (!queue.offer(item)) {
            Reason refused = patience > 0 ? waitForRoom(item) : Reason.BUFFER_FULL;
            if (refused != null) {
                return refuse(refused);
            }
        }
        int state = gate.get();
        if (state != Gate.OPEN) {
            engine.handedIn(state);
        }
        return null;
    }

    /** Counts what is not valid. */
    public Reason refuse(Reason reason) {
        drops.add(reason);
        return reason;
    }

    private @Nullable Reason waitForRoom(Object item) {
        if (engine.isOwnThread()) {
            return Reason.BUFFER_FULL;
        }
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < patience) {
            LockSupport.parkNanos(this, PAUSE);
            if (gate.get() == Gate.CLOSED) {
                return Reason.NOT_RUNNING;
            }
            if (queue.offer(item)) {
                return null;
            }
            if (Thread.currentThread().isInterrupted()) {
                return Reason.BUFFER_FULL;
            }
        }
        return Reason.BUFFER_FULL;
    }
}
