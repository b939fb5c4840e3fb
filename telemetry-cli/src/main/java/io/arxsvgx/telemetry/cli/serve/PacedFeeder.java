// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A feeder that runs a step at a fixed rate on its own thread until it is closed. Thread-safe. */
final class PacedFeeder implements AutoCloseable {
    private final Thread thread;
    private volatile boolean closed;

    private PacedFeeder(String name, Duration pause, Runnable step) {
        thread = new Thread(() -> run(pause.toNanos(), step), name);
        thread.setDaemon(true);
    }

    /**
     * Starts a feeder.
     *
     * @param name the name of its thread
     * @param pause the time from one step to the next
     * @param step the step; only that thread calls it
     */
    static PacedFeeder start(String name, Duration pause, Runnable step) {
        PacedFeeder feed = new PacedFeeder(name, pause, step);
        feed.thread.start();
        return feed;
    }

    private void run(long pause, Runnable step) {
        for (long due = System.nanoTime() + pause; !closed; due += pause) {
            step.run();
            for (long left = due - System.nanoTime(); left > 0 && !closed; left = due - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
