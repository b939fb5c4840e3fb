// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.Json;
import io.arxsvgx.telemetry.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    private final Json json;
    private final ServerSettings settings;
    /** By path, in which {@code *} stands for one segment; then by method. */
    private final Map<String, Map<String, Call>> calls = new LinkedHashMap<>();

    HttpApi(
            TelemetryProcessor processor,
            ServerSettings settings,
            @Nullable RuleFile file,
            @Nullable SavedRules saved) {
        this.settings = settings;
        this.json = new Json(settings.json());
        new IngestCalls(processor, settings).addTo(this);
        new StateCalls(processor, json, new AlertPages(processor, settings.store()), file).addTo(this);
        new RuleCalls(processor, json, file, saved).addTo(this);
        new SilenceCalls(processor).addTo(this);
        add("GET", "/openapi.json", (request, path) -> Answer.json(resource("openapi.json")));
    }

    void add(String method, String path, Call call) {
        calls.computeIfAbsent(path, any -> new LinkedHashMap<>()).put(method, call);
    }

    Json json() {
        return json;
    }

    /** The methods and paths there are. */
    Map<String, Set<String>> paths() {
        Map<String, Set<String>> paths = new LinkedHashMap<>();
        calls.forEach((path, methods) -> paths.put(path, new TreeSet<>(methods.keySet())));
        return paths;
    }

    /** Reads a body of JSON that is not events. */
    JsonNode document(Request request) throws IOException {
        String media = Body.media(request);
        if (!media.equals(Answer.JSON)) {
            throw Body.notTaken(media, Answer.JSON);
        }
        try (Body body =
                Body.of(request, settings.maxBody(), settings.requestTimeout().toNanos())) {
            return json.read(body);
        }
    }

    /** Answers a call, whatever happens. */
    Answer answer(Request request, String path) {
        try {
            return find(request.getMethod(), path).answer(request, path.split("/", -1));
        } catch (HttpFault fault) {
            return fault(fault);
        } catch (MalformedJsonException e) {
            return fault(new HttpFault(400, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return fault(new HttpFault(400, "the request could not be read"));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.getMethod(), path, e);
            return fault(new HttpFault(500, "the server failed; its log says why"));
        }
    }

    Answer fault(HttpFault fault) {
        Answer answer = new Answer(fault.status, Answer.JSON, json.bytes(fault::write));
        answer.headers.putAll(fault.headers);
        return answer;
    }

    private Call find(String method, String path) {
        Map<String, Call> methods = calls.get(path);
        for (String pattern : calls.keySet()) {
            if (methods == null && matches(pattern, path)) {
                methods = calls.get(pattern);
            }
        }
        if (methods == null) {
            throw new HttpFault(404, "there is nothing at " + path + "; /openapi.json tells what there is");
        }
        Call call = methods.get(method.equals("HEAD") ? "GET" : method);
        if (call == null) {
            String allowed = String.join(", ", new TreeSet<>(methods.keySet()));
            throw new HttpFault(405, method + " is not taken here; it takes " + allowed).header("Allow", allowed);
        }
        return call;
    }

    private static boolean matches(String pattern, String path) {
        String[] wanted = pattern.split("/", -1);
        String[] given = path.split("/", -1);
        boolean matches = wanted.length == given.length;
        for (int i = 0; matches && i < wanted.length; i++) {
            matches = wanted[i].equals(given[i]) || (wanted[i].equals("*") && !given[i].isEmpty());
        }
        return matches;
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
        return java.net.URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
