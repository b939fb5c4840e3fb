// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** WebSocket clients and the messages to them. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.server.internal.websocket;

import org.jspecify.annotations.NullMarked;
