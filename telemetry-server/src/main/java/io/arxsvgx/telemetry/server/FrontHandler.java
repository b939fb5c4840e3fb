// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import io.arxsvgx.telemetry.rule.ForeignText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Meets every request: who may call, how many at a time, and which door it came through. Calls of the HTTP interface are
 * answered here, upgrades and the page by the handler behind it. Thread-safe.
 */
final class FrontHandler extends Handler.Wrapper {
    private static final int WORTH_COMPRESSING = 1_024;
    private static final String API = "/api";

    private final HttpApi api;
    private final Gatekeeper gatekeeper;
    private final ServerMetrics metrics;
    private final Semaphore under;

    FrontHandler(HttpApi api, Gatekeeper gatekeeper, ServerSettings settings, ServerMetrics metrics) {
        this.api = api;
        this.metrics = metrics;
        this.gatekeeper = gatekeeper;
        this.under = new Semaphore(settings.maxRequests());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String door = request.getConnectionMetaData().getConnector().getName();
        String path = request.getHttpURI().getPath();
        try {
            gatekeeper.checkHostAndOrigin(request);
            boolean isUpgrade = request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
            if (isUpgrade) {
                checkUpgrade(request, door, path);
                return super.handle(request, response, callback);
            }
        } catch (HttpFault fault) {
            Answer answer = api.fault(fault);
            metrics.answered(answer, 0);
            send(request, response, callback, answer);
            return true;
        }
        boolean isApi = door.equals(RealtimeTelemetryServer.HTTP) || path.startsWith(API + "/");
        if (!isApi) {
            return super.handle(request, response, callback);
        }
        String call = door.equals(RealtimeTelemetryServer.HTTP) ? path : path.substring(API.length());
        long begun = System.nanoTime();
        Answer answer = answer(request, response, call);
        metrics.answered(answer, System.nanoTime() - begun);
        send(request, response, callback, answer);
        return true;
    }

    private void checkUpgrade(Request request, String door, String path) {
        boolean isDoor = door.equals(RealtimeTelemetryServer.WEB_SOCKET)
                ? path.equals("/")
                : door.equals(RealtimeTelemetryServer.DASHBOARD) && path.equals("/ws");
        if (!isDoor) {
            throw new HttpFault(404, "there is no WebSocket at " + ForeignText.shorten(path));
        }
        gatekeeper.checkTokenOfUpgrade(request);
    }

    private Answer answer(Request request, Response response, String path) {
        cors(request, response);
        if (request.getMethod().equals("OPTIONS") && request.getHeaders().contains("Access-Control-Request-Method")) {
            return Answer.nothing();
        }
        boolean isOpen = path.equals("/health") && isReading(request);
        if (!under.tryAcquire()) {
            return api.fault(new HttpFault(503, "too many requests are under way").header("Retry-After", "1"));
        }
        try {
            if (!isOpen) {
                gatekeeper.checkToken(request);
            }
            return api.answer(request, path);
        } catch (HttpFault fault) {
            return api.fault(fault);
        } finally {
            under.release();
        }
    }

    static boolean isReading(Request request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private void cors(Request request, Response response) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null && gatekeeper.isListed(origin)) {
            response.getHeaders().put("Access-Control-Allow-Origin", origin);
            response.getHeaders().put("Vary", "Origin");
            response.getHeaders().put("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
            response.getHeaders().put("Access-Control-Allow-Headers", "Authorization, Content-Type, Content-Encoding");
        }
    }

    static void send(Request request, Response response, Callback callback, Answer answer) {
        byte[] body = answer.body;
        response.setStatus(answer.status);
        for (Map.Entry<String, String> header : answer.headers.entrySet()) {
            response.getHeaders().put(header.getKey(), header.getValue());
        }
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        if (!answer.type.isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type);
        }
        if (body.length >= WORTH_COMPRESSING && request.getHeaders().contains(HttpHeader.ACCEPT_ENCODING, "gzip")) {
            body = answer.compressed == null ? compressed(body) : answer.compressed;
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
            response.getHeaders().put(HttpHeader.VARY, "Accept-Encoding");
        }
        if (answer.status != 204 && answer.status != 304) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        }
        boolean isHead = request.getMethod().equals("HEAD");
        response.write(true, isHead ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body), callback);
    }

    /** As gzip. */
    static byte[] compressed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
