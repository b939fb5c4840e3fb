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

/** Gives what Jetty itself refuses the form of all errors, without a stack trace. Thread-safe. */
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
            case 400 -> "this is no request that the server understands";
            case 404 -> "there is nothing here";
            case 408 -> "the request took too long to arrive";
            case 413 -> "the body is too large";
            case 414 -> "the address is too long";
            case 417 -> "expectation not supported; supported: 100-continue";
            case 431 -> "the header is too large";
            case 503 -> "the server is not taking requests";
            default -> "the request failed (" + status + ")";
        };
    }
}
