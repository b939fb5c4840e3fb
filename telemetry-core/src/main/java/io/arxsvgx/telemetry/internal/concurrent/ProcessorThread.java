// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.concurrent;

/** A thread of a processor: a daemon that knows whose it is. */
public final class ProcessorThread extends Thread {
    private final Object owner;

    public ProcessorThread(Object owner, String name, Runnable work) {
        super(null, work, "telemetry-" + name, 0, false);
        this.owner = owner;
        setDaemon(true);
    }

    /** Whether the calling thread belongs to a processor. */
    public static boolean isOwnedBy(Object owner) {
        return Thread.currentThread() instanceof ProcessorThread thread && thread.owner == owner;
    }
}
