// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The page that lists what there is to call. Thread-safe. */
final class PageHandler extends Handler.Abstract {
    private final HttpApi api;

    PageHandler(HttpApi api) {
        this.api = api;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String door = request.getConnectionMetaData().getConnector().getName();
        String path = request.getHttpURI().getPath();
        Answer answer;
        if (!door.equals(RealtimeTelemetryServer.DASHBOARD)) {
            answer = api.fault(new HttpFault(426, "this port speaks WebSocket").header("Upgrade", "websocket"));
        } else if (!path.equals("/")) {
            answer = api.fault(new HttpFault(404, "there is nothing at " + path));
        } else if (!FrontHandler.isReading(request)) {
            answer = api.fault(new HttpFault(405, request.getMethod() + " is not taken here").header("Allow", "GET"));
        } else {
            answer = new Answer(200, "text/html; charset=utf-8", page().getBytes(StandardCharsets.UTF_8));
        }
        for (String[] header : RealtimeTelemetryServer.PAGE_HEADERS) {
            response.getHeaders().put(header[0], header[1]);
        }
        FrontHandler.send(request, response, callback, answer);
        return true;
    }

    private String page() {
        StringBuilder page = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
                + "<title>Arx Telemetry</title><h1>Arx Telemetry</h1><p>What there is to call, under <code>/api</code>"
                + " here and on the HTTP port. <a href=\"/api/openapi.json\">openapi.json</a> tells the rest.<table>");
        for (Map.Entry<String, Set<String>> path : api.paths().entrySet()) {
            page.append("<tr><td>")
                    .append(String.join(" ", path.getValue()))
                    .append("<td><code>")
                    .append(path.getKey())
                    .append("</code>");
        }
        return page.append("</table>").toString();
    }
}
