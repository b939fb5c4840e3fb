// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.shell;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells a command that the user wants it to stop. On the signals that end a process (Ctrl-C, SIGTERM) the command gets time
 * to finish what it does; one that then ends as {@link ExitCode#DONE} ends the process so. Thread-safe.
 */
public final class StopSignal {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile int exitCode = ExitCode.FAILED;
    private volatile @Nullable Thread runner;

    /** Listens to the signals that end the process. Call it once, on the thread that runs the command. */
    public void install() {
        runner = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "telemetry-stop"));
    }

    private void end() {
        if (finished.getCount() == 0) {
            return;
        }
        request();
        try {
            if (finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS) && exitCode == ExitCode.DONE) {
                Runtime.getRuntime().halt(ExitCode.DONE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the command to stop. */
    public void request() {
        requested.countDown();
        Thread running = runner;
        if (running != null) {
            running.interrupt();
        }
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
     * Says that the command has ended.
     *
     * @param code how
     */
    public void finished(int code) {
        exitCode = code;
        finished.countDown();
    }
}
