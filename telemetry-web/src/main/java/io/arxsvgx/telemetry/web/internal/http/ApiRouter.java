// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.alert.AlertStoreException;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.MalformedJsonException;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.http.HttpLimits;
import io.arxsvgx.telemetry.web.http.HttpRequest;
import io.arxsvgx.telemetry.web.internal.validation.ValidationException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The router of the HTTP API: finds the resource of a call, and turns exceptions into error responses. Thread-safe. */
public final class ApiRouter {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    /** A call of the API. */
    public interface Call {
        ApiResponse answer(HttpRequest request, String[] path) throws IOException;
    }

    /** A call and its query parameters. */
    private record Described(Call call, Set<String> parameters) {}

    private final JsonCodec json;
    private final HttpLimits limits;
    /** The routes by path. In a path {@code *} stands for one segment. */
    private final Map<String, Route> routes = new LinkedHashMap<>();

    /** The calls of a path by method. */
    private static final class Route {
        final String path;
        final String[] segments;
        final boolean isPattern;
        final Map<String, Described> calls = new TreeMap<>();

        Route(String path) {
            this.path = path;
            segments = path.split("/", -1);
            isPattern = path.indexOf('*') >= 0;
        }

        @Nullable
        Described call(String method) {
            return calls.get(method.equals("HEAD") ? "GET" : method);
        }

        boolean matches(String[] given) {
            boolean matches = segments.length == given.length;
            for (int i = 0; matches && i < given.length; i++) {
                matches = segments[i].equals(given[i]) || (segments[i].equals("*") && !given[i].isEmpty());
            }
            return matches;
        }
    }

    /**
     * Creates a router without calls.
     *
     * @param json the reader and writer of documents
     * @param limits the limits of requests
     */
    public ApiRouter(JsonCodec json, HttpLimits limits) {
        this.json = json;
        this.limits = limits;
    }

    /** Adds a call; {@code *} in the path stands for one segment. */
    public void add(String method, String path, Call call, String... parameters) {
        Described described = new Described(call, Set.of(parameters));
        routes.computeIfAbsent(path, Route::new).calls.put(method, described);
    }

    /** Returns the methods of each path. */
    public Map<String, Set<String>> paths() {
        Map<String, Set<String>> paths = new LinkedHashMap<>();
        routes.values().forEach(route -> paths.put(route.path, route.calls.keySet()));
        return paths;
    }

    /** Returns the query parameters of each call, by method and path. */
    public Map<String, Set<String>> parameters() {
        Map<String, Set<String>> all = new TreeMap<>();
        routes.values()
                .forEach(route -> route.calls.forEach(
                        (method, described) -> all.put(method + " " + route.path, described.parameters())));
        return all;
    }

    /** Reads a body of JSON that does not contain events. */
    public JsonNode document(HttpRequest request) throws IOException {
        String media = RequestBody.media(request);
        if (!media.equals(ApiResponse.JSON)) {
            throw RequestBody.notTaken(media, ApiResponse.JSON);
        }
        try (RequestBody body = RequestBody.document(request, limits)) {
            return json.read(body);
        }
    }

    /** Answers a call and never throws. A slash at the end of a path is ignored. */
    ApiResponse answer(HttpRequest request, String given) {
        boolean hasSlash = given.length() > 1 && given.endsWith("/") && !given.endsWith("//");
        String path = hasSlash ? given.substring(0, given.length() - 1) : given;
        Route route = find(request.method(), path);
        ApiResponse answer = route == null
                ? error(ApiException.notFound("not found: " + ForeignText.shorten(path) + " (see /openapi.json)"))
                : answer(request, path, route);
        answer.call = route == null ? "" : route.path;
        return answer;
    }

    /**
     * Returns the route of a path; null if there is none. A rule may have the id {@code check}: where the exact path
     * does not have the method, a pattern may.
     */
    private @Nullable Route find(String method, String path) {
        Route exact = routes.get(path);
        Route found = exact != null && !exact.isPattern ? exact : null;
        if (found != null && found.call(method) != null) {
            return found;
        }
        String[] segments = path.split("/", -1);
        for (Route route : routes.values()) {
            if (route.isPattern && route.matches(segments) && (found == null || route.call(method) != null)) {
                return route;
            }
        }
        return found;
    }

    private ApiResponse answer(HttpRequest request, String path, Route route) {
        try {
            String method = request.method();
            Described described = route.call(method);
            if (described == null) {
                String allowed = String.join(", ", route.calls.keySet());
                throw ApiException.methodNotAllowed(method, allowed);
            }
            new QueryParameters(request).check(described.parameters());
            return described.call().answer(request, route.isPattern ? path.split("/", -1) : route.segments);
        } catch (ApiException e) {
            return error(e);
        } catch (ValidationException e) {
            return error(ApiException.of(e));
        } catch (AlertStoreException e) {
            return error(ApiException.unavailable(String.valueOf(e.getMessage())));
        } catch (MalformedJsonException e) {
            return error(ApiException.badRequest(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return error(RequestBody.unreadable(e));
        } catch (RuntimeException | LinkageError e) {
            LOG.error(
                    "{} {} failed",
                    ForeignText.escape(request.method()),
                    ForeignText.escape(path),
                    ForeignText.escape(e));
            return error(new ApiException(500, "internal server error; see the server log"));
        }
    }

    /** Returns the response to an error. */
    public ApiResponse error(ApiException e) {
        ApiResponse answer = new ApiResponse(e.status, ApiResponse.JSON, json.bytes(e::write));
        answer.headers.putAll(e.headers);
        return answer;
    }

    /** Returns the decoded text of a path segment. */
    public static String decoded(String segment) {
        try {
            return PercentDecoder.decode(segment, false);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("invalid path: expected percent-encoded UTF-8");
        }
    }
}
