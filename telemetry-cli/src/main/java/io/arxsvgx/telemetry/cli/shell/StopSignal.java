// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.shell;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jline.utils.Signals;

/**
 * A signal with which the user stops a command. On Ctrl-C, SIGTERM and SIGHUP the command has time to finish; a second
 * signal, or nine seconds, end the process at once. Thread-safe.
 */
public final class StopSignal {
    private static final Duration TIMEOUT = Duration.ofSeconds(9);
    private static final long LAST_MILLIS = 500;
    /** The number that shells add to a signal's number. */
    private static final int ENDED_BY_SIGNAL = 128;

    private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final Set<Thread> interruptible = new HashSet<>();
    private volatile int signal;

    /** Installs handlers for the signals that end a process. */
    public void install() {
        SIGNALS.forEach((name, number) -> Signals.register(name, () -> signalled(number)));
    }

    private void signalled(int number) {
        if (isRequested()) {
            Runtime.getRuntime().halt(ENDED_BY_SIGNAL + number);
        }
        signal = number;
        request();
        Thread watch = new Thread(() -> endLater(number), "telemetry-stop");
        watch.setDaemon(true);
        watch.start();
    }

    private static void endLater(int number) {
        try {
            TimeUnit.NANOSECONDS.sleep(TIMEOUT.toNanos());
            Runtime.getRuntime().halt(ENDED_BY_SIGNAL + number);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Requests the command to stop. */
    public synchronized void request() {
        requested.countDown();
        interruptible.forEach(Thread::interrupt);
    }

    /**
     * Returns whether the command was requested to stop.
     *
     * @return true after the request
     */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /**
     * Returns the exit code of the process.
     *
     * @param code the exit code of the command
     * @return the code; or, for a command that a signal interrupted, the code that shells expect
     */
    public int exitCode(int code) {
        return code == ExitCode.DONE || signal == 0 ? code : ENDED_BY_SIGNAL + signal;
    }

    /**
     * Runs the last work of the process, with a time limit after a stop request.
     *
     * @param code the exit code if the work exceeds the limit
     * @param work returns the exit code
     * @return the exit code
     */
    public int last(int code, IntSupplier work) {
        if (signal == 0) {
            return work.getAsInt();
        }
        AtomicInteger answer = new AtomicInteger(code);
        Thread thread = new Thread(() -> answer.set(work.getAsInt()), "telemetry-last");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(LAST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer.get();
    }

    /**
     * Waits for a stop request.
     *
     * @param time the maximum time; 0 or less does not wait
     * @return true if the command was requested to stop, false after the time
     */
    public boolean await(Duration time) {
        try {
            return requested.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return isRequested();
        }
    }

    /** Waits until the command is requested to stop. */
    public void await() {
        while (!isRequested()) {
            await(Duration.ofDays(1));
        }
    }

    /**
     * Runs work that a stop request interrupts.
     *
     * @param <T> the type of the result
     * @param work the work
     * @return its result
     * @throws Exception an exception of the work; {@link InterruptedException} if it was interrupted
     */
    public <T> T interruptibly(Callable<T> work) throws Exception {
        Thread me = Thread.currentThread();
        synchronized (this) {
            if (isRequested()) {
                throw new InterruptedException("stop requested");
            }
            interruptible.add(me);
        }
        try {
            return work.call();
        } finally {
            synchronized (this) {
                interruptible.remove(me);
                Thread.interrupted();
            }
        }
    }
}
