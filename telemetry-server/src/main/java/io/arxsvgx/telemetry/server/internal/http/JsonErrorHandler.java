// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import io.arxsvgx.telemetry.web.WebApplication;
import io.arxsvgx.telemetry.web.http.HttpLimits;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * The handler of errors that Jetty reports itself. It gives them the format of all errors, without a stack trace.
 * Thread-safe.
 */
public final class JsonErrorHandler extends ErrorHandler {
    private final WebApplication application;
    private final HttpLimits limits;

    /** Creates a handler. */
    public JsonErrorHandler(WebApplication application, HttpLimits limits) {
        this.application = application;
        this.limits = limits;
        setShowStacks(false);
        setShowCauses(false);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Object status = request.getAttribute(ERROR_STATUS);
        int code = status instanceof Integer known ? known : 500;
        // after a request that cannot be parsed the connection is closed, and a client must not use it again
        Map<String, String> headers = code == 400 ? Map.of("Connection", "close") : Map.of();
        ApiHandler.send(
                response, application.error(new JettyRequest(request, limits), code, message(code), headers), callback);
        return true;
    }

    private static String message(int status) {
        return switch (status) {
            case 400 -> "bad request";
            case 404 -> "not found";
            case 408 -> "request timeout: the request did not arrive in time";
            case 413 -> "body too large";
            case 414 -> "request path too long";
            case 417 -> "expectation not supported; supported: 100-continue";
            case 431 -> "request header too large";
            case 503 -> "server unavailable";
            default -> "request failed with status " + status;
        };
    }
}
