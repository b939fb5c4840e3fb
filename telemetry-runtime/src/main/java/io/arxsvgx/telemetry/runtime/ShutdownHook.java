// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes something when the JVM shuts down, and waits for it for a limited time. Thread-safe. */
final class ShutdownHook {
    /** Less than the 10 s that supervisors give a process between SIGTERM and SIGKILL. */
    static final Duration TIMEOUT = Duration.ofSeconds(9);

    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    private final Runnable close;
    private final Thread thread = new Thread(this::run, "telemetry-shutdown");

    ShutdownHook(Runnable close) {
        this.close = close;
    }

    /**
     * Registers the hook.
     *
     * @throws IllegalStateException if the JVM shuts down already
     */
    void register() {
        Runtime.getRuntime().addShutdownHook(thread);
    }

    /** Removes the hook, if it is registered. */
    void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // the JVM shuts down, and the hook runs or has run
        }
    }

    private void run() {
        // a thread of its own, since closing may wait for a host's code that never returns
        Thread closing = new Thread(this::closeAndLog, "telemetry-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(TIMEOUT.toMillis());
            if (closing.isAlive()) {
                LOG.warn(
                        "not closed within {} s of the shutdown; a restart resumes from the last checkpoint",
                        TIMEOUT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeAndLog() {
        try {
            close.run();
        } catch (RuntimeException e) {
            LOG.error("not closed cleanly at the shutdown", e);
        }
    }
}
