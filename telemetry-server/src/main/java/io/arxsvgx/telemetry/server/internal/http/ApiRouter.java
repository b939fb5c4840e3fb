// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.MalformedJsonException;
import io.arxsvgx.telemetry.server.internal.validation.ValidationException;
import io.arxsvgx.telemetry.text.ForeignText;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of the HTTP API: finds the resource that answers, and turns exceptions into error responses. Thread-safe. */
public final class ApiRouter {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    /** Answers one call. */
    public interface Call {
        ApiResponse answer(Request request, String[] path) throws IOException;
    }

    /** A call and the query parameters that it has. */
    private record Described(Call call, Set<String> parameters) {}

    private final JsonCodec json;
    private final HttpLimits limits;
    /** By path, in which {@code *} stands for one segment. */
    private final Map<String, Route> routes = new LinkedHashMap<>();

    /** What is at a path, by method. */
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
     * @param json reads and writes documents
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

    /** The methods and paths there are. */
    public Map<String, Set<String>> paths() {
        Map<String, Set<String>> paths = new LinkedHashMap<>();
        routes.values().forEach(route -> paths.put(route.path, route.calls.keySet()));
        return paths;
    }

    /** The query parameters of each call, by method and path. */
    public Map<String, Set<String>> parameters() {
        Map<String, Set<String>> all = new TreeMap<>();
        routes.values()
                .forEach(route -> route.calls.forEach(
                        (method, described) -> all.put(method + " " + route.path, described.parameters())));
        return all;
    }

    /** Reads a body of JSON that is not events. */
    public JsonNode document(Request request) throws IOException {
        String media = RequestBody.media(request);
        if (!media.equals(ApiResponse.JSON)) {
            throw RequestBody.notTaken(media, ApiResponse.JSON);
        }
        try (RequestBody body = RequestBody.document(request, limits)) {
            return json.read(body);
        }
    }

    /** Answers a call, whatever happens. A slash at the end of a path makes no difference. */
    ApiResponse answer(Request request, String given) {
        boolean hasSlash = given.length() > 1 && given.endsWith("/") && !given.endsWith("//");
        String path = hasSlash ? given.substring(0, given.length() - 1) : given;
        Route route = find(request.getMethod(), path);
        ApiResponse answer = route == null
                ? fault(ApiException.notFound(
                        "there is nothing at " + ForeignText.shorten(path) + "; /openapi.json tells what there is"))
                : answer(request, path, route);
        answer.call = route == null ? "" : route.path;
        return answer;
    }

    /** A rule may be called {@code check}: so where the exact path does not take the method, a pattern may. */
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

    private ApiResponse answer(Request request, String path, Route route) {
        try {
            String method = request.getMethod();
            Described described = route.call(method);
            if (described == null) {
                String allowed = String.join(", ", route.calls.keySet());
                throw ApiException.methodNotAllowed(method, allowed);
            }
            new QueryParameters(request).check(described.parameters());
            return described.call().answer(request, route.isPattern ? path.split("/", -1) : route.segments);
        } catch (ApiException fault) {
            return fault(fault);
        } catch (ValidationException e) {
            return fault(ApiException.of(e));
        } catch (MalformedJsonException e) {
            return fault(ApiException.badRequest(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return fault(RequestBody.unreadable(e));
        } catch (RuntimeException | LinkageError e) {
            LOG.error(
                    "{} {} failed",
                    ForeignText.escape(request.getMethod()),
                    ForeignText.escape(path),
                    ForeignText.escape(e));
            return fault(new ApiException(500, "the server failed; its log says why"));
        }
    }

    public ApiResponse fault(ApiException fault) {
        ApiResponse answer = new ApiResponse(fault.status, ApiResponse.JSON, json.bytes(fault::write));
        answer.headers.putAll(fault.headers);
        return answer;
    }

    /** A segment of a path as it was before it was encoded. */
    public static String decoded(String segment) {
        ByteBuffer encoded = ByteBuffer.wrap(segment.getBytes(UTF_8));
        ByteBuffer decoded = ByteBuffer.allocate(encoded.remaining());
        try {
            while (encoded.hasRemaining()) {
                byte next = encoded.get();
                decoded.put(next == '%' ? (byte) (16 * digit(encoded) + digit(encoded)) : next);
            }
            return UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (BufferUnderflowException | NumberFormatException | CharacterCodingException e) {
            throw ApiException.badRequest("the path is not percent-encoded UTF-8");
        }
    }

    private static int digit(ByteBuffer encoded) {
        return Integer.parseInt(String.valueOf((char) encoded.get()), 16);
    }
}
