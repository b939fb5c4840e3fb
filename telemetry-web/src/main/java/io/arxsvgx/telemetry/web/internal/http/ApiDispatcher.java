// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.web.http.HttpRequest;
import io.arxsvgx.telemetry.web.internal.metrics.HttpMetrics;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * The dispatcher of API calls: cross-origin headers, the limit of concurrent requests, the token, then the router.
 * Thread-safe.
 */
public final class ApiDispatcher {
    private final ApiRouter router;
    private final AccessPolicy access;
    private final HttpMetrics metrics;
    private final TimeSource clock;
    private final Semaphore free;

    /**
     * Creates a dispatcher.
     *
     * @param maxRequests the maximum number of concurrent requests
     */
    public ApiDispatcher(
            ApiRouter router, AccessPolicy access, HttpMetrics metrics, TimeSource clock, int maxRequests) {
        this.router = router;
        this.access = access;
        this.metrics = metrics;
        this.clock = clock;
        free = new Semaphore(maxRequests);
    }

    /** Answers a call; {@code path} is the path within the API. */
    public ApiResponse answer(HttpRequest request, String path) {
        long begun = clock.nanoTime();
        ApiResponse response = isPreflight(request) ? ApiResponse.nothing() : limited(request, path);
        corsHeaders(request).forEach(response.headers::putIfAbsent);
        metrics.answered(response.call, response.status, clock.nanoTime() - begun);
        return response;
    }

    private static boolean isPreflight(HttpRequest request) {
        return request.method().equals("OPTIONS") && request.header("Access-Control-Request-Method") != null;
    }

    private ApiResponse limited(HttpRequest request, String path) {
        if (!free.tryAcquire()) {
            return router.error(ApiException.unavailable("too many concurrent requests; retry after 1 s")
                    .header("Retry-After", "1"));
        }
        try {
            boolean isHealth = path.equals("/health") || path.equals("/health/");
            if (!isHealth || !AccessPolicy.isRead(request)) {
                access.checkToken(request);
            }
            return router.answer(request, path);
        } catch (ApiException e) {
            return router.error(e);
        } finally {
            free.release();
        }
    }

    private Map<String, String> corsHeaders(HttpRequest request) {
        String origin = request.header("Origin");
        return origin == null || !access.isListed(origin)
                ? Map.of()
                : Map.of(
                        "Access-Control-Allow-Origin",
                        origin,
                        "Vary",
                        "Origin",
                        "Access-Control-Allow-Methods",
                        "GET, POST, PUT, DELETE",
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, Content-Encoding, If-Match, If-None-Match",
                        "Access-Control-Expose-Headers",
                        "ETag");
    }
}
