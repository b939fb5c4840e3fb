// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * An output stream that never blocks its writers. A daemon thread writes to the target; output that exceeds the buffer of
 * 1 MiB is dropped, counted, and reported once there is space again. Thread-safe.
 */
public final class DetachedOutput extends OutputStream {
    private static final int CAPACITY_BYTES = 1 << 20;

    private final OutputStream target;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private long dropped;
    private boolean writing;
    private boolean closed;

    private DetachedOutput(OutputStream target) {
        this.target = target;
    }

    /**
     * Starts a stream.
     *
     * @param target the stream to which the thread writes; not closed
     * @param name the name of the thread
     * @return the stream
     */
    public static DetachedOutput to(OutputStream target, String name) {
        DetachedOutput made = new DetachedOutput(target);
        Thread thread = new Thread(made::run, name);
        thread.setDaemon(true);
        thread.start();
        return made;
    }

    /**
     * Wraps this stream.
     *
     * @return a stream for text in UTF-8
     */
    public PrintStream print() {
        return new PrintStream(this, false, UTF_8);
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        if (closed || length > CAPACITY_BYTES - waitingBytes) {
            dropped++;
            return;
        }
        waiting.add(Arrays.copyOfRange(bytes, from, from + length));
        waitingBytes += length;
        notifyAll();
    }

    private void run() {
        try {
            for (byte[] next = next(); next.length > 0; next = next()) {
                target.write(next);
                target.flush();
            }
        } catch (IOException e) {
            // the reader has closed the stream
        } finally {
            end();
        }
    }

    /** The next bytes to write; empty at the end. */
    private synchronized byte[] next() {
        writing = false;
        notifyAll();
        while (waiting.isEmpty() && dropped == 0 && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                return new byte[0];
            }
        }
        byte[] next = waiting.poll();
        if (next != null) {
            waitingBytes -= next.length;
        } else if (dropped > 0 && !closed) {
            next = (dropped + " writes dropped: the output was not read\n").getBytes(UTF_8);
            dropped = 0;
        }
        writing = next != null;
        return next == null ? new byte[0] : next;
    }

    private synchronized void end() {
        closed = true;
        writing = false;
        waiting.clear();
        notifyAll();
    }

    /**
     * Waits until all output is written, and closes the stream.
     *
     * @param atMost the maximum time to wait
     * @return false if output remains that was not read
     */
    public synchronized boolean finish(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        boolean interrupted = false;
        while (!interrupted && (writing || !waiting.isEmpty()) && end - System.nanoTime() > 0) {
            try {
                wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        closed = true;
        notifyAll();
        return !writing && waiting.isEmpty();
    }
}
