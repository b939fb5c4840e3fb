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
 * Tells a command that the user wants it to stop. On Ctrl-C, SIGTERM and SIGHUP the command gets time to finish what it does;
 * a second signal, or more than nine seconds, ends the process at once. Thread-safe.
 */
public final class StopSignal {
    private static final Duration TIMEOUT = Duration.ofSeconds(9);
    private static final long LAST_MILLIS = 500;
    /** What a shell adds to a signal's number. */
    private static final int ENDED_BY_SIGNAL = 128;

    private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final Set<Thread> interruptible = new HashSet<>();
    private volatile int signal;

    /** Listens to the signals that end a process. */
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

    /** Asks the command to stop. */
    public synchronized void request() {
        requested.countDown();
        interruptible.forEach(Thread::interrupt);
    }

    /**
     * Whether the command was asked to stop.
     *
     * @return true from then on
     */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /**
     * How the process ends.
     *
     * @param code how the command ended
     * @return that; or, of one that a signal kept from its end, what shells expect then
     */
    public int exitCode(int code) {
        return code == ExitCode.DONE || signal == 0 ? code : ENDED_BY_SIGNAL + signal;
    }

    /**
     * Does the last that is to be done; if the process was told to end, only as long as that is quick.
     *
     * @param code what the process ends with where it takes too long
     * @param work answers what the process ends with
     * @return that
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
     * Waits.
     *
     * @param time how long; nothing or less does not wait
     * @return true as soon as the command is asked to stop, false when the time is over
     */
    public boolean await(Duration time) {
        try {
            return requested.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return isRequested();
        }
    }

    /** Waits until the command is asked to stop. */
    public void await() {
        while (!isRequested()) {
            await(Duration.ofDays(1));
        }
    }

    /**
     * Does something that is not worth finishing once the user wants to stop.
     *
     * @param <T> what it answers
     * @param work is interrupted then
     * @return what it answers
     * @throws Exception what it throws; {@link InterruptedException} if it was interrupted
     */
    public <T> T interruptibly(Callable<T> work) throws Exception {
        Thread me = Thread.currentThread();
        synchronized (this) {
            if (isRequested()) {
                throw new InterruptedException("the user wants to stop");
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
