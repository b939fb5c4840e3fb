// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.testsupport.RequestBodies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** A generator of requests for the calls of {@code openapi.json}, most of them with one or two errors. Seeded. */
final class RequestMutations {
    private static final JsonCodec JSON = new JsonCodec(JsonLimits.defaults());
    private static final List<String> IDS = List.of("hot", "from_file", "a b", "none", "check", "%41", "日本", "…");
    private static final List<String> TEXTS = List.of(
            "",
            "0",
            "-1",
            "1e9",
            "1e1000000",
            "null",
            "firing",
            "Critical",
            "%00",
            "%ff",
            "%zz",
            "%",
            "\u202e",
            "a&b",
            "99999999999999999999",
            "[]",
            "'",
            "true",
            "2026-01-31T12:00:00Z");
    /** A valid body for each call that has one. */
    private static final Map<String, String> BODIES = Map.of(
            "/telemetry", "[{\"source\":\"s\",\"type\":\"temperature\",\"value\":90,\"status\":\"OK\"}]",
            "/rules", RequestBodies.rule("hot"),
            "/rules/{rule_id}", RequestBodies.rule("hot"),
            "/rules/check", RequestBodies.rule("hot"),
            "/rules/try", "{\"rule\":" + RequestBodies.rule("hot") + ",\"limit\":10}",
            "/silences", "{\"matchers\":{\"source\":\"none\"},\"ends_at\":\"2030-01-01T00:00:00Z\",\"who\":\"ann\"}",
            "/alerts/{id}/acknowledge", "{\"who\":\"ann\",\"note\":\"seen\"}",
            "/alerts/{id}/feedback", "{\"who\":\"ann\",\"anomaly\":false}",
            "/boards/{id}", "{\"title\":\"t\",\"widgets\":[]}");

    private final List<Call> calls = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final Random random;

    private record Call(String method, String path, List<String> query) {}

    /** A request; {@code path} is the path in the description, or empty if the path may no longer be described. */
    record Mutant(String method, String path, String text) {
        byte[] bytes() {
            return text.getBytes(ISO_8859_1);
        }

        @Override
        public String toString() {
            return method + " " + path + "\n" + (text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text);
        }
    }

    RequestMutations(JsonNode document, Random random, List<String> known) {
        ids.addAll(IDS);
        ids.addAll(known);
        this.random = random;
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(call -> {
                    List<String> query = new ArrayList<>();
                    call.getValue().path("parameters").forEach(parameter -> {
                        if (parameter.path("in").asText().equals("query")) {
                            query.add(parameter.path("name").asText());
                        }
                    });
                    calls.add(new Call(call.getKey().toUpperCase(Locale.ROOT), path.getKey(), query));
                }));
    }

    /** A request under construction. */
    private static final class Draft {
        String method = "";
        String target = "";
        String path = "";
        String query = "";
        String host = "localhost";
        String body = "";
        final List<String> headers = new ArrayList<>();
        boolean declaresLength = true;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    Mutant next() {
        Call call = any(calls);
        Draft draft = new Draft();
        draft.method = call.method;
        draft.path = call.path;
        draft.target = call.path.replaceAll("\\{[a-z_]+}", encoded(any(ids)));
        draft.body =
                call.method.equals("GET") || call.method.equals("DELETE") ? "" : BODIES.getOrDefault(call.path, "");
        for (int left = random.nextInt(3); left > 0; left--) {
            mutation(call).accept(draft);
        }
        StringBuilder text = new StringBuilder(draft.method + " " + draft.target + draft.query + " HTTP/1.1\r\n");
        text.append("Host: ").append(draft.host).append("\r\nConnection: close\r\n");
        draft.headers.forEach(header -> text.append(header).append("\r\n"));
        String body = new String(draft.body.getBytes(UTF_8), ISO_8859_1);
        if (draft.declaresLength && (!body.isEmpty() || !draft.method.equals("GET"))) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return new Mutant(
                draft.method, draft.path, text.append("\r\n").append(body).toString());
    }

    private static String encoded(String id) {
        StringBuilder text = new StringBuilder();
        for (byte one : id.getBytes(UTF_8)) {
            boolean isPlain =
                    Character.isLetterOrDigit(one) || one == '_' || one == '-' || (one == '%' && id.equals("%41"));
            text.append(isPlain ? String.valueOf((char) one) : String.format("%%%02X", one));
        }
        return text.toString();
    }

    private Consumer<Draft> mutation(Call call) {
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> draft -> draft.query = query(call);
            case 3 ->
                draft -> {
                    draft.path = draft.target.endsWith("/") ? "" : draft.path;
                    draft.target += "/";
                };
            case 4 ->
                draft -> {
                    draft.path = "";
                    draft.target = any(List.of(
                            "/" + draft.target, draft.target + "//", draft.target + "x", "/%2e" + draft.target));
                };
            case 5 ->
                draft -> {
                    draft.path = "";
                    draft.method = any(List.of("PATCH", "PUT", "POST", "DELETE", "TRACE", "get", "X"));
                };
            case 6 -> draft -> draft.host = any(List.of("evil.example", "8.8.8.8", "[2001:db8::1]", "localhost:1"));
            case 7 ->
                draft -> draft.headers.add(any(List.of(
                        "Origin: https://evil.example",
                        "Origin: null",
                        "Expect: 200-maybe",
                        "Content-Type: text/csv",
                        "Content-Type: application/xml; charset=utf-8",
                        "Content-Encoding: gzip",
                        "Content-Encoding: br",
                        "If-None-Match: *",
                        "Accept: text/plain",
                        "Authorization: Bearer x",
                        "X-Long: " + "x".repeat(9_000))));
            case 8 ->
                draft -> {
                    if (!draft.body.isEmpty()) {
                        draft.declaresLength = false;
                        draft.headers.add("Content-Length: 99999999");
                    }
                };
            case 9 -> draft -> draft.query = "?" + "x".repeat(10_000);
            case 10 -> draft -> draft.body = text(draft.body);
            default -> draft -> draft.body = tree(draft.body);
        };
    }

    private String query(Call call) {
        String name = call.query.isEmpty() || random.nextInt(4) == 0 ? any(List.of("x", "limt", "")) : any(call.query);
        String value = new String(any(TEXTS).getBytes(UTF_8), ISO_8859_1);
        return "?" + name + any(List.of("=", "", "==", "=1&")) + encodedQuery(value);
    }

    private static String encodedQuery(String value) {
        return value.startsWith("%") ? value : encoded(value);
    }

    /** Returns the body as a text: cut off, doubled, or with inserted text. */
    private String text(String body) {
        int at = body.isEmpty() ? 0 : random.nextInt(body.length());
        return any(List.of(
                body.substring(0, at),
                body + body,
                body.substring(0, at)
                        + any(List.of("\u0000", ",", "NaN", "}", "\"", "\\ud800", "\ufeff"))
                        + body.substring(at),
                "[".repeat(2_000),
                "null",
                "\"text\"",
                "[]",
                "{}"));
    }

    /** Returns the body as a tree with one part replaced, removed, or next to an unknown key. */
    private String tree(String body) {
        if (body.isEmpty()) {
            return body;
        }
        JsonNode root;
        try {
            root = JSON.read(body);
        } catch (RuntimeException e) {
            return body;
        }
        List<JsonNode> parents = new ArrayList<>();
        collect(root, parents);
        if (parents.isEmpty()) {
            return body;
        }
        JsonNode parent = any(parents);
        if (parent instanceof ArrayNode array) {
            array.add(part());
        } else if (parent instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            switch (names.isEmpty() ? 0 : random.nextInt(3)) {
                case 0 -> object.set("unknown", part());
                case 1 -> object.remove(any(names));
                default -> object.set(any(names), part());
            }
        }
        return root.toString();
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (node.isContainerNode()) {
            parents.add(node);
            node.forEach(child -> collect(child, parents));
        }
    }

    private JsonNode part() {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (random.nextInt(9)) {
            case 0 -> make.nullNode();
            case 1 -> make.booleanNode(random.nextBoolean());
            case 2 -> make.numberNode(random.nextInt());
            case 3 -> make.numberNode(random.nextGaussian() * 1e300);
            case 4 -> make.textNode(any(TEXTS));
            case 5 -> make.textNode("x".repeat(random.nextInt(5_000)));
            case 6 -> make.arrayNode().add(1);
            case 7 -> make.objectNode().put("a", 1);
            default -> make.numberNode(new java.math.BigDecimal("1e400"));
        };
    }
}
