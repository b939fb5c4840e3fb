// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.IntSupplier;

/** The addresses of the server's interfaces, with the host name that a client used. Thread-safe. */
public final class ServerAddresses {
    private final IntSupplier http;
    private final IntSupplier webSocket;
    private final IntSupplier dashboard;

    /**
     * Creates addresses from suppliers of ports. A negative port means that the interface is not open.
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
     * @return true if an interface of this server is open on it
     */
    public boolean isOwnPort(int port) {
        return port == http.getAsInt() || port == webSocket.getAsInt() || port == dashboard.getAsInt();
    }

    /**
     * Returns the address of the dashboard page.
     *
     * @param request the request, which names the host that the client used
     * @return the address with a slash at its end; empty if the page is not open
     */
    public String page(HttpRequest request) {
        int port = dashboard.getAsInt();
        return port < 0 ? "" : address("http", port, request);
    }

    /**
     * Writes the addresses as an object. The value is null for an interface that is not open.
     *
     * @param out the generator to write to
     * @param request the request, which names the host that the client used
     * @throws IOException if {@code out} fails
     */
    public void write(JsonGenerator out, HttpRequest request) throws IOException {
        out.writeStartObject();
        write(out, "http", "http", http.getAsInt(), request);
        write(out, "websocket", "ws", webSocket.getAsInt(), request);
        write(out, "page", "http", dashboard.getAsInt(), request);
        out.writeEndObject();
    }

    private static String address(String scheme, int port, HttpRequest request) {
        return scheme + (request.isSecure() ? "s" : "") + "://" + request.serverName() + ":" + port + "/";
    }

    private static void write(JsonGenerator out, String key, String scheme, int port, HttpRequest request)
            throws IOException {
        if (port < 0) {
            out.writeNullField(key);
        } else {
            out.writeStringField(key, address(scheme, port, request));
        }
    }
}
