// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import io.arxsvgx.telemetry.server.internal.http.ConnectorNames;

/** An interface of the server with a port of its own. Immutable. */
public enum Endpoint {
    /** The HTTP API. */
    HTTP(ConnectorNames.HTTP),
    /** WebSocket. */
    WEB_SOCKET(ConnectorNames.WEB_SOCKET),
    /** The dashboard page. */
    DASHBOARD(ConnectorNames.DASHBOARD);

    private final String label;

    Endpoint(String label) {
        this.label = label;
    }

    /**
     * Returns the name in logs and messages.
     *
     * @return {@code http}, {@code websocket} or {@code dashboard}
     */
    public String label() {
        return label;
    }
}
