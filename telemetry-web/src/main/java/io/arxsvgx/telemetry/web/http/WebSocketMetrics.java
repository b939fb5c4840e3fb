// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.http;

/** Counts what a WebSocket server does, for the metrics. Thread-safe. */
public interface WebSocketMetrics {
    /**
     * Sets how many clients are connected.
     *
     * @param count from 0
     */
    void clients(int count);

    /** Counts a message from a client. */
    void messageReceived();

    /** Counts a message to a client. */
    void messageSent();

    /**
     * Counts messages that were dropped, since their client did not keep up.
     *
     * @param count from 1
     */
    void messagesMissed(long count);
}
