// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import io.arxsvgx.telemetry.web.http.WebSocketMetrics;

/** Metrics without effect. */
final class UncountedMetrics implements WebSocketMetrics {
    @Override
    public void clients(int count) {}

    @Override
    public void messageReceived() {}

    @Override
    public void messageSent() {}

    @Override
    public void messagesMissed(long count) {}
}
