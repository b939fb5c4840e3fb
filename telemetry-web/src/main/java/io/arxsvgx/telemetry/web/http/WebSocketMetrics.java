// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.http;

/** The counters that a WebSocket server updates. Thread-safe. */
public interface WebSocketMetrics {
    /**
     * Sets the number of connected clients.
     *
     * @param count at least 0
     */
    void clients(int count);

    /** Counts a message from a client. */
    void messageReceived();

    /** Counts a message to a client. */
    void messageSent();

    /**
     * Counts messages that were dropped because their client was too slow.
     *
     * @param count at least 1
     */
    void messagesMissed(long count);
}
