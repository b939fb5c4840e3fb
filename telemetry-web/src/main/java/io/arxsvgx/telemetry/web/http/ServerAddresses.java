// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.IntSupplier;

/** The addresses of the server's interfaces, under the name by which a client reached it. Thread-safe. */
public final class ServerAddresses {
    private final IntSupplier http;
    private final IntSupplier webSocket;
    private final IntSupplier dashboard;

    /**
     * Takes where to read the ports of the interfaces; negative where one is not open.
     *
     * @param http the port of the HTTP API
     * @param webSocket the port of WebSocket
     * @param dashboard the port of the dashboard page
     */
    public ServerAddresses(IntSupplier http, IntSupplier webSocket, IntSupplier dashboard) {
        this.http = http;
        this.webSocket = webSocket;
        this.dashboard = dashboard;
    }

    /**
     * Returns whether one of the interfaces is open on a port.
     *
     * @param port a port
     * @return true if it is one of this server
     */
    public boolean isOwnPort(int port) {
        return port == http.getAsInt() || port == webSocket.getAsInt() || port == dashboard.getAsInt();
    }

    /**
     * Writes the addresses as an object; null where an interface is not open.
     *
     * @param out where to write
     * @param request tells the name under which the server was called
     * @throws IOException if {@code out} fails
     */
    public void write(JsonGenerator out, HttpRequest request) throws IOException {
        out.writeStartObject();
        write(out, "http", "http", http.getAsInt(), request);
        write(out, "websocket", "ws", webSocket.getAsInt(), request);
        write(out, "page", "http", dashboard.getAsInt(), request);
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, String key, String scheme, int port, HttpRequest request)
            throws IOException {
        if (port < 0) {
            out.writeNullField(key);
        } else {
            String secure = request.isSecure() ? "s" : "";
            out.writeStringField(key, scheme + secure + "://" + request.serverName() + ":" + port + "/");
        }
    }
}
