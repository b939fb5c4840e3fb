// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

/**
 * The limits of WebSocket clients. Immutable.
 *
 * @param maxMessageBytes the maximum size of a message from a client
 * @param maxFrameBytes the maximum size of a frame of a message
 * @param maxSubscriptions the maximum number of channels that a client may subscribe to
 * @param maxQueuedMessages the maximum number of messages of one channel that wait for a client that does not read
 */
public record WebSocketLimits(int maxMessageBytes, int maxFrameBytes, int maxSubscriptions, int maxQueuedMessages) {}
