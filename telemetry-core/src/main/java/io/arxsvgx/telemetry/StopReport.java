// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

/**
 * What a stop left undone. Immutable.
 *
 * @param eventsLeft accepted events that were not processed, because a condition hung
 * @param actionCallsLeft calls of actions that had not ended in time; those that had not begun wait for the next start
 * @param messagesLeft messages to subscribers that had not been delivered in time; those that had not begun wait for the next
 *     start
 */
public record StopReport(long eventsLeft, long actionCallsLeft, long messagesLeft) {
    /**
     * Whether nothing was left.
     *
     * @return true if all work was done
     */
    public boolean isComplete() {
        return eventsLeft == 0 && actionCallsLeft == 0 && messagesLeft == 0;
    }
}
