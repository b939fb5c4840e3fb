// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.WebApplication;
import io.arxsvgx.telemetry.web.http.HttpLimits;
import io.arxsvgx.telemetry.web.http.HttpRequest;
import io.arxsvgx.telemetry.web.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The handler that passes requests to the web application, depending on their connector. An upgrade that is allowed
 * goes to the next handler. Thread-safe.
 */
public final class ApiHandler extends Handler.Wrapper {
    private static final Pattern WEB_SOCKET_KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");

    private final WebApplication application;
    private final HttpLimits limits;
    private final RequestDeadlines deadlines;

    /** Creates a handler without a next handler. */
    public ApiHandler(WebApplication application, HttpLimits limits, RequestDeadlines deadlines) {
        this.application = application;
        this.limits = limits;
        this.deadlines = deadlines;
    }

    /**
     * Returns that handling blocks, since reading a body does. Otherwise Jetty would run it on the selector's thread.
     */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        deadlines.begin(request);
        HttpRequest http = new JettyRequest(request, limits);
        String connector = request.getConnectionMetaData().getConnector().getName();
        if (request.getHeaders().contains(HttpHeader.UPGRADE, "websocket")) {
            HttpResponse refusal = refuseUpgrade(request, http, connector);
            if (refusal != null) {
                send(response, refusal, callback);
                return true;
            }
            if (super.handle(request, response, callback)) {
                return true;
            }
        }
        send(response, answer(http, connector), callback);
        return true;
    }

    private HttpResponse answer(HttpRequest request, String connector) {
        return switch (connector) {
            case ConnectorNames.HTTP -> application.api(request);
            case ConnectorNames.DASHBOARD -> application.dashboard(request);
            default -> application.upgradeRequired(request);
        };
    }

    private @Nullable HttpResponse refuseUpgrade(Request request, HttpRequest http, String connector) {
        HttpResponse refusal = application.refuseForeign(http);
        if (refusal != null) {
            return refusal;
        }
        List<String> keys = request.getHeaders().getValuesList(HttpHeader.SEC_WEBSOCKET_KEY);
        // RFC 6455, 4.2.1: the key is 16 bytes in base64
        if (keys.size() != 1 || !WEB_SOCKET_KEY.matcher(keys.get(0)).matches()) {
            return application.error(
                    http, 400, "Sec-WebSocket-Key: expected one value of 16 bytes in base64", Map.of());
        }
        String path = http.path();
        boolean isThere = connector.equals(ConnectorNames.WEB_SOCKET)
                ? path.equals("/")
                : connector.equals(ConnectorNames.DASHBOARD) && (path.equals("/ws") || path.equals("/ws/"));
        return isThere
                ? application.refuseUpgrade(http)
                : application.error(
                        http, 404, "not found: " + ForeignText.shorten(path) + " is not a WebSocket path", Map.of());
    }

    static void send(Response response, HttpResponse from, Callback callback) {
        response.setStatus(from.status());
        from.headers().forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(from.body()), callback);
    }
}
