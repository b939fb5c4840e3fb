// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import io.arxsvgx.telemetry.web.http.HttpLimits;
import io.arxsvgx.telemetry.web.http.HttpRequest;
import java.io.InputStream;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A request of Jetty. Confined to one thread. */
public final class JettyRequest implements HttpRequest {
    private final Request request;
    private final HttpLimits limits;

    /** Wraps a request; {@code limits} contains the request timeout. */
    public JettyRequest(Request request, HttpLimits limits) {
        this.request = request;
        this.limits = limits;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return request.getHttpURI().getPath();
    }

    @Override
    public @Nullable String query() {
        return request.getHttpURI().getQuery();
    }

    @Override
    public List<String> headers(String name) {
        return request.getHeaders().getValuesList(name);
    }

    @Override
    public @Nullable String serverName() {
        return Request.getServerName(request);
    }

    @Override
    public boolean isSecure() {
        return request.isSecure();
    }

    @Override
    public long contentLength() {
        return request.getLength();
    }

    @Override
    public InputStream body(long bytesPerTimeout) {
        return new TimedBody(request, limits, bytesPerTimeout);
    }
}
