// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.AlertStoreException;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.MalformedJsonException;
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

/** The calls of the HTTP interface: finds who answers, and turns faults into answers. Thread-safe. */
final class HttpApi {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    /** Answers one call. */
    interface Call {
        Answer answer(Request request, String[] path) throws IOException;
    }

    /** A call and the query parameters that it has. */
    private record Described(Call call, Set<String> parameters) {}

    private final JsonCodec json;
    private final ServerSettings settings;
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

    HttpApi(ServerParts parts, Addresses addresses) {
        settings = parts.settings();
        json = parts.json();
        TelemetryProcessor processor = parts.processor();
        add("GET", "/", (request, path) -> Answer.json(json.bytes(out -> addresses.write(out, request))));
        new IngestCalls(processor, settings).addTo(this);
        new StateCalls(parts).addTo(this);
        new RiskCalls(parts).addTo(this);
        new AlertCalls(processor, json).addTo(this);
        new SeriesCalls(processor, json).addTo(this);
        new RuleCalls(processor, json, parts.file(), parts.saved()).addTo(this);
        parts.trials().addTo(this);
        new BoardCalls(parts.boards(), json).addTo(this);
        new ConditionCalls(processor, json).addTo(this);
        new SilenceCalls(processor, json).addTo(this);
        add("GET", "/openapi.json", (request, path) -> Answer.json(resource("openapi.json")));
        parts.metrics().register(routes.keySet());
    }

    void add(String method, String path, Call call, String... parameters) {
        Described described = new Described(call, Set.of(parameters));
        routes.computeIfAbsent(path, Route::new).calls.put(method, described);
    }

    JsonCodec json() {
        return json;
    }

    /** The methods and paths there are. */
    Map<String, Set<String>> paths() {
        Map<String, Set<String>> paths = new LinkedHashMap<>();
        routes.values().forEach(route -> paths.put(route.path, route.calls.keySet()));
        return paths;
    }

    /** The query parameters of each call, by method and path. */
    Map<String, Set<String>> parameters() {
        Map<String, Set<String>> all = new TreeMap<>();
        routes.values()
                .forEach(route -> route.calls.forEach(
                        (method, described) -> all.put(method + " " + route.path, described.parameters())));
        return all;
    }

    /** Reads a body of JSON that is not events. */
    JsonNode document(Request request) throws IOException {
        String media = Body.media(request);
        if (!media.equals(Answer.JSON)) {
            throw Body.notTaken(media, Answer.JSON);
        }
        try (Body body = Body.document(request, settings)) {
            return json.read(body);
        }
    }

    /** Answers a call, whatever happens. A slash at the end of a path makes no difference. */
    Answer answer(Request request, String given) {
        boolean hasSlash = given.length() > 1 && given.endsWith("/") && !given.endsWith("//");
        String path = hasSlash ? given.substring(0, given.length() - 1) : given;
        Route route = find(request.getMethod(), path);
        Answer answer = route == null
                ? fault(new HttpFault(
                        404,
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

    private Answer answer(Request request, String path, Route route) {
        try {
            String method = request.getMethod();
            Described described = route.call(method);
            if (described == null) {
                String allowed = String.join(", ", route.calls.keySet());
                throw new HttpFault(405, ForeignText.shorten(method) + " is not taken here; it takes " + allowed)
                        .header("Allow", allowed);
            }
            new Query(request).check(described.parameters());
            return described.call().answer(request, route.isPattern ? path.split("/", -1) : route.segments);
        } catch (HttpFault fault) {
            return fault(fault);
        } catch (AlertStoreException e) {
            return fault(new HttpFault(503, String.valueOf(e.getMessage())));
        } catch (MalformedJsonException e) {
            return fault(new HttpFault(400, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return fault(Body.unreadable(e));
        } catch (RuntimeException | LinkageError e) {
            LOG.error(
                    "{} {} failed",
                    ForeignText.escape(request.getMethod()),
                    ForeignText.escape(path),
                    ForeignText.escape(e));
            return fault(new HttpFault(500, "the server failed; its log says why"));
        }
    }

    Answer fault(HttpFault fault) {
        Answer answer = new Answer(fault.status, Answer.JSON, json.bytes(fault::write));
        answer.headers.putAll(fault.headers);
        return answer;
    }

    static byte[] resource(String name) {
        try (var in = HttpApi.class.getResourceAsStream(name)) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** A segment of a path as it was before it was encoded. */
    static String decoded(String segment) {
        ByteBuffer encoded = ByteBuffer.wrap(segment.getBytes(UTF_8));
        ByteBuffer decoded = ByteBuffer.allocate(encoded.remaining());
        try {
            while (encoded.hasRemaining()) {
                byte next = encoded.get();
                decoded.put(next == '%' ? (byte) (16 * digit(encoded) + digit(encoded)) : next);
            }
            return UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (BufferUnderflowException | NumberFormatException | CharacterCodingException e) {
            throw new HttpFault(400, "the path is not percent-encoded UTF-8");
        }
    }

    private static int digit(ByteBuffer encoded) {
        return Integer.parseInt(String.valueOf((char) encoded.get()), 16);
    }
}
