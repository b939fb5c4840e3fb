// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

/**
 * The work that a stop did not complete. Immutable.
 *
 * @param eventsLeft accepted events that were not processed, because a condition hung
 * @param actionCallsLeft action calls that did not finish in time; those that had not started wait for the next start
 * @param messagesLeft messages to subscribers that were not delivered in time; those that had not started wait for the
 *     next start
 */
public record StopReport(long eventsLeft, long actionCallsLeft, long messagesLeft) {
    /**
     * Returns whether all work was completed.
     *
     * @return true if all work was done
     */
    public boolean isComplete() {
        return eventsLeft == 0 && actionCallsLeft == 0 && messagesLeft == 0;
    }
}
