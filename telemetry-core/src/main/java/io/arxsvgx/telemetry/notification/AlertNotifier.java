// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notification;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.OutboxEntry;
import java.time.Duration;
import java.util.List;

/**
 * Sends notifications about alerts to receivers, at least once. One per processor, given to its builder; the class {@code
 * Notifications} of the module {@code telemetry-notify} implements it.
 *
 * <p>The processor gives it every step of an alert whose rule has the action {@code send_notification}, and of every
 * alert that a failure pattern raised: it fired, was raised to a higher severity, repeats, was resolved. A step that a
 * silence covers is not given; when the silence ends and the alert still fires, that is given as a step. A resolved alert
 * is given only if it was given before. First {@link #entries} returns what the store has to write with the step in one
 * transaction; {@link #accept} is called once the store has answered or failed. Thread-safe.
 */
public interface AlertNotifier extends AutoCloseable {
    /**
     * Starts, at each start of the processor. At the first start it reads what an earlier process has left in the outbox.
     *
     * @param context what the processor offers, the same at every start
     */
    void start(NotifierContext context);

    /**
     * Returns the documents that the store writes in the transaction of a step. Called by the thread that writes to the
     * store, before {@link #accept}; may be called again for the same step if the store fails. Must not block.
     *
     * @param alert the alert after the step
     * @param step the number of the step; larger for a later step of the alert
     * @return the documents; empty if no receiver is to be notified
     */
    List<OutboxEntry> entries(Alert alert, long step);

    /**
     * Accepts a step. Must not block.
     *
     * @param alert the alert after the step; {@link Alert#durable} is true if its documents were committed
     * @param step the number of the step
     */
    void accept(Alert alert, long step);

    /**
     * Accepts another change of an alert, such as an acknowledgement. Must not block.
     *
     * @param alert the alert after the change
     */
    void changed(Alert alert);

    /** Handles what is due by the processor's clock. Called by its loop at least every 100 ms; must not block. */
    void tick();

    /**
     * Sends what is due, at a stop of the processor; messages that remain wait for the next start.
     *
     * @param timeout the maximum time
     * @return the number of messages that wait and are not in a durable outbox
     */
    int stop(Duration timeout);

    /**
     * Returns the present problems, such as a receiver that fails, one line each; they are part of the processor's status.
     *
     * @return none without a problem
     */
    List<String> problems();

    /**
     * Returns notifications.
     *
     * @param query which ones
     * @return newest last
     */
    List<Notification> find(NotificationQuery query);

    /**
     * Attempts a pending or dead notification again, at once.
     *
     * @param id the notification's id
     * @return false if there is none of that id that is not sent
     */
    boolean retry(String id);

    /**
     * Sends a test message to a receiver and waits for the result.
     *
     * @param receiver the receiver's name
     * @return what each of its integrations answered
     * @throws IllegalArgumentException if there is no receiver of that name; the message names the nearest one
     */
    List<TestResult> test(String receiver);

    /** {@return the state of each integration of each receiver} */
    List<ReceiverStatus> receivers();

    /** {@return the groups that have alerts now} */
    List<NotificationGroup> groups();

    /**
     * Returns the receivers to which an alert is routed.
     *
     * @param alert the alert
     * @return their names, in the order of the routes
     */
    List<String> receiversOf(Alert alert);

    /** {@return the configuration in force as YAML, without secrets} */
    String configuration();

    /**
     * Reads the configuration again. If it has faults, the present one stays in force.
     *
     * @throws IllegalArgumentException if it has faults; the message names each with its place
     */
    void reload();

    /** Releases all resources, at the close of the processor. */
    @Override
    void close();
}
