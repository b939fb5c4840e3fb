// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/**
 * The handler that upgrades requests to WebSocket; others go to the next handler. Jetty's own WebSocketUpgradeHandler
 * adds its mappings at each start, which Jetty 12.0 rejects at the second start. Thread-safe.
 */
public final class UpgradeHandler extends Handler.Wrapper {
    private final ServerWebSocketContainer container;
    private final WebSocketHub hub;

    public UpgradeHandler(ServerWebSocketContainer container, WebSocketHub hub) {
        this.container = container;
        this.hub = hub;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean isUpgraded =
                container.upgrade((upgrade, answer, done) -> hub.client(upgrade, answer), request, response, callback);
        return isUpgraded || super.handle(request, response, callback);
    }
}
