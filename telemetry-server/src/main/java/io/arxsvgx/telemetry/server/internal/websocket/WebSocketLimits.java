// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

/**
 * The limits of WebSocket clients. Immutable.
 *
 * @param maxMessageBytes the largest message from a client
 * @param maxFrameBytes the largest frame of a message
 * @param maxSubscriptions how many channels a client may subscribe to
 * @param maxQueuedMessages how many messages of one channel wait for a client that does not read
 */
public record WebSocketLimits(int maxMessageBytes, int maxFrameBytes, int maxSubscriptions, int maxQueuedMessages) {}
