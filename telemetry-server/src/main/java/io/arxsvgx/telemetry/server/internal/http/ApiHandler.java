// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import io.arxsvgx.telemetry.server.internal.metrics.HttpMetrics;
import io.arxsvgx.telemetry.text.ForeignText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Meets every request: who may call, how many at a time, and which door it came through. Calls of the HTTP interface are
 * answered here, upgrades and the page by the handler behind it. Thread-safe.
 */
public final class ApiHandler extends Handler.Wrapper {
    private static final int WORTH_COMPRESSING = 1_024;
    private static final String API = "/api";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");
    private static final HttpField NO_STORE = new HttpField(HttpHeader.CACHE_CONTROL, "no-store");
    private static final HttpField VARY_ORIGIN = new HttpField(HttpHeader.VARY, "Origin");
    private static final HttpField VARY_ENCODING = new HttpField(HttpHeader.VARY, "Accept-Encoding");

    private final ApiRouter api;
    private final AccessPolicy gatekeeper;
    private final HttpMetrics metrics;
    private final RequestDeadlines deadlines;
    private final Semaphore under;

    public ApiHandler(
            ApiRouter api,
            AccessPolicy gatekeeper,
            HttpLimits limits,
            HttpMetrics metrics,
            RequestDeadlines deadlines) {
        this.api = api;
        this.metrics = metrics;
        this.gatekeeper = gatekeeper;
        this.deadlines = deadlines;
        this.under = new Semaphore(limits.maxRequests());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        deadlines.begin(request);
        String door = request.getConnectionMetaData().getConnector().getName();
        String path = request.getHttpURI().getPath();
        try {
            gatekeeper.checkHostAndOrigin(request);
            boolean isUpgrade = request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
            if (isUpgrade) {
                checkKey(request);
                checkUpgrade(request, door, path);
                return super.handle(request, response, callback);
            }
        } catch (ApiException fault) {
            ApiResponse answer = api.fault(fault);
            metrics.answered(answer.call, answer.status, 0);
            send(request, response, callback, answer);
            return true;
        }
        boolean isApi = door.equals(ConnectorNames.HTTP) || path.equals(API) || path.startsWith(API + "/");
        if (!isApi) {
            return super.handle(request, response, callback);
        }
        String call = door.equals(ConnectorNames.HTTP) || path.equals(API) ? path : path.substring(API.length());
        long begun = System.nanoTime();
        ApiResponse answer = answer(request, response, call);
        metrics.answered(answer.call, answer.status, System.nanoTime() - begun);
        send(request, response, callback, answer);
        return true;
    }

    private void checkUpgrade(Request request, String door, String path) {
        boolean isDoor = door.equals(ConnectorNames.WEB_SOCKET)
                ? path.equals("/")
                : door.equals(ConnectorNames.DASHBOARD) && (path.equals("/ws") || path.equals("/ws/"));
        if (!isDoor) {
            throw ApiException.notFound("there is no WebSocket at " + ForeignText.shorten(path));
        }
        gatekeeper.checkTokenOfUpgrade(request);
    }

    /** RFC 6455, 4.2.1: the key is 16 bytes in base64. */
    private static void checkKey(Request request) {
        List<String> keys = request.getHeaders().getValuesList(HttpHeader.SEC_WEBSOCKET_KEY);
        if (keys.size() != 1 || !KEY.matcher(keys.get(0)).matches()) {
            throw ApiException.badRequest("Sec-WebSocket-Key: expected one value of 16 bytes in base64");
        }
    }

    private ApiResponse answer(Request request, Response response, String path) {
        cors(request, response);
        if (request.getMethod().equals("OPTIONS") && request.getHeaders().contains("Access-Control-Request-Method")) {
            return ApiResponse.nothing();
        }
        boolean isOpen = (path.equals("/health") || path.equals("/health/")) && isReading(request);
        if (!under.tryAcquire()) {
            return api.fault(
                    ApiException.unavailable("too many requests are under way").header("Retry-After", "1"));
        }
        try {
            if (!isOpen) {
                gatekeeper.checkToken(request);
            }
            return api.answer(request, path);
        } catch (ApiException fault) {
            return api.fault(fault);
        } finally {
            under.release();
        }
    }

    public static boolean isReading(Request request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private void cors(Request request, Response response) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null && gatekeeper.isListed(origin)) {
            response.getHeaders().put("Access-Control-Allow-Origin", origin);
            response.getHeaders().ensureField(VARY_ORIGIN);
            response.getHeaders().put("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
            response.getHeaders().put("Access-Control-Allow-Headers", "Authorization, Content-Type, Content-Encoding");
        }
    }

    public static void send(Request request, Response response, Callback callback, ApiResponse answer) {
        byte[] body = answer.body;
        response.setStatus(answer.status);
        for (Map.Entry<String, String> header : answer.headers.entrySet()) {
            response.getHeaders().put(header.getKey(), header.getValue());
        }
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        if (!response.getHeaders().contains(HttpHeader.CACHE_CONTROL)) {
            response.getHeaders().put(NO_STORE);
        }
        if (!answer.type.isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type);
        }
        if (body.length >= WORTH_COMPRESSING) {
            response.getHeaders().ensureField(VARY_ENCODING);
        }
        if (body.length >= WORTH_COMPRESSING && takesGzip(request)) {
            body = answer.compressed == null ? compressed(body) : answer.compressed;
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        if (answer.status != 204 && answer.status != 304) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        }
        boolean isHead = request.getMethod().equals("HEAD");
        response.write(true, isHead ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body), callback);
    }

    private static boolean takesGzip(Request request) {
        return request.getHeaders().contains(HttpHeader.ACCEPT_ENCODING, "gzip")
                || request.getHeaders().contains(HttpHeader.ACCEPT_ENCODING, "x-gzip");
    }

    /** As gzip. */
    public static byte[] compressed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
