// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.web.http.WebSocketMetrics;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a WebSocket client, within a bound. Of snapshots and telemetry only the newest waits, of values one message. A
 * client that could not keep up is told how many messages it missed. Not thread-safe.
 */
final class OutboundQueue {
    private final int max;
    private final JsonCodec json;
    private final WebSocketMetrics metrics;
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private @Nullable String snapshot;
    private @Nullable String telemetry;
    private @Nullable String values;
    /** Whether values go before snapshots and telemetry: every other time, so that none keeps the others waiting. */
    private boolean valuesFirst;

    private long missed;
    /** How many messages may still go out before it is told again how many are missing. */
    private int untilTold;

    OutboundQueue(int max, JsonCodec json, WebSocketMetrics metrics) {
        this.max = max;
        this.json = json;
        this.metrics = metrics;
    }

    /** Takes a message of a channel. */
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

    /** Whether values wait, so that no others may be taken. */
    boolean hasValues() {
        return values != null;
    }

    /** Takes values. */
    void values(String message) {
        values = message;
    }

    private void miss(@Nullable String message) {
        if (message != null) {
            miss(1);
        }
    }

    /** Counts messages that were left out, so that the client is told. */
    void miss(long count) {
        missed += count;
        metrics.messagesMissed(count);
    }

    /** The message to send next, or null. */
    @Nullable
    String next() {
        if (missed > 0 && (untilTold <= 0 || waiting.isEmpty())) {
            untilTold = max;
            return lagged();
        }
        untilTold--;
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
