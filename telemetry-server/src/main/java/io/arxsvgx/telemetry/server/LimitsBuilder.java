// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import io.arxsvgx.telemetry.InvalidSettingException;
import io.arxsvgx.telemetry.server.internal.websocket.WebSocketHub;
import java.time.Duration;

/** The part of the settings builder that sets the limits of a server. Not thread-safe. */
abstract class LimitsBuilder {
    int maxBody = 16 << 20;
    int maxHeader = 8 << 10;
    int maxConnections = 4_000;
    int maxRequests = 128;
    Duration idleTimeout = Duration.ofSeconds(30);
    Duration requestTimeout = Duration.ofSeconds(30);
    int maxMessage = 1 << 20;
    int maxFrame = 1 << 20;
    int maxSubscriptions = WebSocketHub.CHANNELS.size();
    int maxOutbox = 1_024;

    /** Creates the part; only the settings builder extends it. */
    LimitsBuilder() {}

    abstract ServerSettings.Builder self();

    final void copyLimits(ServerSettings from) {
        maxBody = from.maxBody();
        maxHeader = from.maxHeader();
        maxConnections = from.maxConnections();
        maxRequests = from.maxRequests();
        idleTimeout = from.idleTimeout();
        requestTimeout = from.requestTimeout();
        maxMessage = from.maxMessage();
        maxFrame = from.maxFrame();
        maxSubscriptions = from.maxSubscriptions();
        maxOutbox = from.maxOutbox();
    }

    /**
     * Sets the maximum size of a request body.
     *
     * @param bytes at least 1
     * @return this builder
     */
    public ServerSettings.Builder maxBody(int bytes) {
        maxBody = positive("max_body", bytes);
        return self();
    }

    /**
     * Sets the maximum size of a request header.
     *
     * @param bytes at least 1
     * @return this builder
     */
    public ServerSettings.Builder maxHeader(int bytes) {
        maxHeader = positive("max_header", bytes);
        return self();
    }

    /**
     * Sets the maximum number of connections.
     *
     * @param count at least 1
     * @return this builder
     */
    public ServerSettings.Builder maxConnections(int count) {
        maxConnections = positive("max_connections", count);
        return self();
    }

    /**
     * Sets the maximum number of concurrent requests.
     *
     * @param count at least 1
     * @return this builder
     */
    public ServerSettings.Builder maxRequests(int count) {
        maxRequests = positive("max_requests", count);
        return self();
    }

    /**
     * Sets the idle timeout of a connection.
     *
     * @param time more than zero
     * @return this builder
     */
    public ServerSettings.Builder idleTimeout(Duration time) {
        idleTimeout = positive("idle_timeout", time);
        return self();
    }

    /**
     * Sets the request timeout, the maximum time for a request to arrive.
     *
     * @param time more than zero
     * @return this builder
     */
    public ServerSettings.Builder requestTimeout(Duration time) {
        requestTimeout = positive("request_timeout", time);
        return self();
    }

    /**
     * Sets the maximum size of a WebSocket message.
     *
     * @param bytes at least 1
     * @return this builder
     */
    public ServerSettings.Builder maxMessage(int bytes) {
        maxMessage = positive("max_message", bytes);
        return self();
    }

    /**
     * Sets the maximum size of a frame of a WebSocket message.
     *
     * @param bytes at least 1
     * @return this builder
     */
    public ServerSettings.Builder maxFrame(int bytes) {
        maxFrame = positive("max_frame", bytes);
        return self();
    }

    /**
     * Sets the maximum number of channels that a WebSocket client may subscribe to.
     *
     * @param count at least 1
     * @return this builder
     */
    public ServerSettings.Builder maxSubscriptions(int count) {
        maxSubscriptions = positive("max_subscriptions", count);
        return self();
    }

    /**
     * Sets the maximum number of messages of one channel that wait for a client.
     *
     * @param count at least 1
     * @return this builder
     */
    public ServerSettings.Builder maxOutbox(int count) {
        maxOutbox = positive("max_outbox", count);
        return self();
    }

    private static int positive(String key, int value) {
        if (value < 1) {
            throw new InvalidSettingException(key, Integer.toString(value), "a whole number of at least 1");
        }
        return value;
    }

    private static Duration positive(String key, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new InvalidSettingException(key, time.toString(), "more than zero");
        }
        return time;
    }
}
