// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.ToIntFunction;
import org.eclipse.jetty.server.Request;

/** The addresses of the server's interfaces, under the name by which a client reached it. Thread-safe. */
final class Addresses {
    private final ToIntFunction<String> ports;

    /** @param ports the port of an interface by its name; negative where it is not open */
    Addresses(ToIntFunction<String> ports) {
        this.ports = ports;
    }

    void write(JsonGenerator out, Request request) throws IOException {
        out.writeStartObject();
        write(out, "http", "http", RealtimeTelemetryServer.HTTP, request);
        write(out, "websocket", "ws", RealtimeTelemetryServer.WEB_SOCKET, request);
        write(out, "page", "http", RealtimeTelemetryServer.DASHBOARD, request);
        out.writeEndObject();
    }

    private void write(JsonGenerator out, String key, String scheme, String name, Request request) throws IOException {
        int port = ports.applyAsInt(name);
        if (port < 0) {
            out.writeNullField(key);
        } else {
            String secure = request.isSecure() ? "s" : "";
            out.writeStringField(key, scheme + secure + "://" + Request.getServerName(request) + ":" + port + "/");
        }
    }
}
