// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.web.http.WebSocketMetrics;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue of messages to a WebSocket client. Of snapshots and telemetry only the newest waits, of values one
 * message. A client that is too slow receives the number of messages that it missed. Not thread-safe.
 */
final class OutboundQueue {
    private final int max;
    private final JsonCodec json;
    private final WebSocketMetrics metrics;
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private @Nullable String snapshot;
    private @Nullable String telemetry;
    private @Nullable String values;
    /**
     * True if values are sent before snapshots and telemetry. It alternates, so that neither delays the other
     * indefinitely.
     */
    private boolean valuesFirst;

    private long missed;
    /** The number of messages that may be sent before the next report of missed messages. */
    private int untilReport;

    OutboundQueue(int max, JsonCodec json, WebSocketMetrics metrics) {
        this.max = max;
        this.json = json;
        this.metrics = metrics;
    }

    /** Adds a message of a channel. */
    void offer(String channel, String message) {
        switch (channel) {
            case WebSocketHub.DASHBOARD -> {
                miss(snapshot);
                snapshot = message;
            }
            case WebSocketHub.TELEMETRY -> {
                miss(telemetry);
                telemetry = message;
            }
            default -> enqueue(message);
        }
    }

    void enqueue(String message) {
        if (waiting.size() < max) {
            waiting.add(message);
        } else {
            miss(message);
        }
    }

    /** Returns whether values wait; then no others may be added. */
    boolean hasValues() {
        return values != null;
    }

    /** Sets the waiting values. */
    void values(String message) {
        values = message;
    }

    private void miss(@Nullable String message) {
        if (message != null) {
            miss(1);
        }
    }

    /** Counts messages that were dropped; the number is reported to the client. */
    void miss(long count) {
        missed += count;
        metrics.messagesMissed(count);
    }

    /** Removes the message to send next; null if none waits. */
    @Nullable
    String next() {
        if (missed > 0 && (untilReport <= 0 || waiting.isEmpty())) {
            untilReport = max;
            return lagged();
        }
        untilReport--;
        String next = waiting.poll();
        if (next != null) {
            return next;
        }
        valuesFirst = !valuesFirst;
        if (valuesFirst && values != null) {
            return takeValues();
        }
        if (snapshot != null) {
            next = snapshot;
            snapshot = null;
        } else if (telemetry != null) {
            next = telemetry;
            telemetry = null;
        } else {
            next = takeValues();
        }
        return next;
    }

    private @Nullable String takeValues() {
        String taken = values;
        values = null;
        return taken;
    }

    private String lagged() {
        long count = missed;
        missed = 0;
        return json.text(out -> {
            out.writeStartObject();
            out.writeStringField("type", "lagged");
            out.writeNumberField("missed", count);
            out.writeEndObject();
        });
    }
}
