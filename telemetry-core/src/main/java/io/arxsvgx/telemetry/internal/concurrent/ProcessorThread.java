// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.concurrent;

/** A daemon thread of a processor, with a reference to its owner. */
public final class ProcessorThread extends Thread {
    private final ThreadOwner owner;

    public ProcessorThread(ThreadOwner owner, String name, Runnable work) {
        super(null, work, owner.threadName(name), 0, false);
        this.owner = owner;
        setDaemon(true);
    }

    /** Whether the calling thread belongs to a processor. */
    public static boolean isOwnedBy(ThreadOwner owner) {
        return Thread.currentThread() instanceof ProcessorThread thread && thread.owner == owner;
    }
}
