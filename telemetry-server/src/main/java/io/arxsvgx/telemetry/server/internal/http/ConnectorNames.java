// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

/** The names of the connectors, one for each port. */
public final class ConnectorNames {
    /** The HTTP API. */
    public static final String HTTP = "http";

    /** WebSocket. */
    public static final String WEB_SOCKET = "websocket";

    /** The dashboard page, with the HTTP API under {@code /api} and WebSocket under {@code /ws}. */
    public static final String DASHBOARD = "dashboard";

    private ConnectorNames() {}
}
