// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notification;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.Outbox;
import java.util.List;
import java.util.Optional;

/** What a processor offers its notifier. Implemented by the library alone. Thread-safe. */
public interface NotifierContext {
    /** {@return the processor's monotonic clock, in nanoseconds} */
    long nanoTime();

    /** {@return the processor's wall clock, in nanoseconds since 1970} */
    long epochNanos();

    /**
     * Returns whether the processor has no threads. The notifier sends on the thread that calls it then, and starts no
     * thread of its own.
     *
     * @return true if the caller drives the processor
     */
    boolean isCallerDriven();

    /** {@return the outbox of the alert store; empty if notifications cannot be durable} */
    Optional<Outbox> outbox();

    /** {@return the alerts that fire now, oldest first} */
    List<Alert> firing();

    /**
     * Returns an alert in its present state.
     *
     * @param alertId the alert's id
     * @return the alert; empty if it is no longer listed
     */
    Optional<Alert> alert(String alertId);

    /**
     * Returns whether a silence covers an alert now.
     *
     * @param alert the alert
     * @return true if one does
     */
    boolean isSilenced(Alert alert);

    /**
     * Creates a daemon thread of the processor, which the caller starts.
     *
     * @param name the end of the thread's name, such as {@code notify}
     * @param work what it runs
     * @return the thread
     */
    Thread newThread(String name, Runnable work);
}
