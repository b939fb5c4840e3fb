// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.IntSupplier;
import org.eclipse.jetty.server.Request;

/** The addresses of the server's interfaces, under the name by which a client reached it. Thread-safe. */
public final class ServerAddresses {
    private final IntSupplier http;
    private final IntSupplier webSocket;
    private final IntSupplier dashboard;

    /** Takes where to read the ports of the interfaces; negative where one is not open. */
    public ServerAddresses(IntSupplier http, IntSupplier webSocket, IntSupplier dashboard) {
        this.http = http;
        this.webSocket = webSocket;
        this.dashboard = dashboard;
    }

    /** Writes the addresses as an object; null where an interface is not open. */
    public void write(JsonGenerator out, Request request) throws IOException {
        out.writeStartObject();
        write(out, "http", "http", http.getAsInt(), request);
        write(out, "websocket", "ws", webSocket.getAsInt(), request);
        write(out, "page", "http", dashboard.getAsInt(), request);
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, String key, String scheme, int port, Request request)
            throws IOException {
        if (port < 0) {
            out.writeNullField(key);
        } else {
            String secure = request.isSecure() ? "s" : "";
            out.writeStringField(key, scheme + secure + "://" + Request.getServerName(request) + ":" + port + "/");
        }
    }
}
