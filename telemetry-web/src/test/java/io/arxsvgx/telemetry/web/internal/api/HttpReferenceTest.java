// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.testsupport.GeneratedBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables in docs/reference/http-api.md and the pages of schemas are generated from openapi.json by this test; see
 * {@link GeneratedBlock}.
 */
class HttpReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/reference/http-api.md");
    private static final String SCHEMAS_PAGE = "http-schemas.md";
    private static final String NOTIFICATIONS_PAGE = "http-schemas-notifications.md";
    /** The schemas on the page of notifications, beside those of Alertmanager's API. */
    private static final Set<String> NOTIFICATIONS =
            Set.of("Notification", "NotificationGroup", "Receiver", "Reloaded", "SilenceId", "Success", "TestResult");

    private static final Path OPENAPI = Path.of("src/main/resources/io/arxsvgx/telemetry/web/openapi.json");
    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonNode api;

    HttpReferenceTest() throws IOException {
        api = new JsonCodec(JsonLimits.defaults()).read(Files.readString(OPENAPI));
    }

    /** One method of one path. */
    private record Call(String name, JsonNode description) {}

    private List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> calls.add(new Call(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue()))));
        return calls;
    }

    @Test
    void reference_hasEveryCall() throws IOException {
        StringBuilder table = new StringBuilder("| call | meaning | body | answer |\n| --- | --- | --- | --- |\n");
        for (Call call : calls()) {
            table.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            call.name(),
                            call.description().path("summary").asText(),
                            content(call.description().path("requestBody")),
                            answers(call.description().path("responses"))));
        }
        GeneratedBlock.check(REFERENCE, "calls", table.toString());
    }

    private static String answers(JsonNode responses) {
        return responses.properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(response -> (response.getKey() + " " + content(response.getValue())).strip())
                .collect(Collectors.joining(", "));
    }

    private static String content(JsonNode body) {
        return body.path("content").properties().stream()
                .map(content -> content.getKey().equals("application/json")
                        ? type(content.getValue().path("schema"))
                        : "`" + content.getKey() + "`")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    @Test
    void reference_hasEveryParameter() throws IOException {
        StringBuilder table =
                new StringBuilder("| call | parameter | type | default | meaning |\n| --- | --- | --- | --- | --- |\n");
        for (Call call : calls()) {
            for (JsonNode parameter : call.description().path("parameters")) {
                if (parameter.path("in").asText().equals("query")) {
                    table.append("| `%s` | `%s` | %s | %s | %s |\n"
                            .formatted(
                                    call.name(),
                                    parameter.path("name").asText(),
                                    type(parameter.path("schema")),
                                    parameter.path("required").asBoolean()
                                            ? "required"
                                            : parameter
                                                    .path("schema")
                                                    .path("default")
                                                    .asText(),
                                    parameter.path("description").asText()));
                }
            }
        }
        GeneratedBlock.check(REFERENCE, "parameters", table.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {SCHEMAS_PAGE, NOTIFICATIONS_PAGE})
    void reference_hasEverySchema(String page) throws IOException {
        Map<String, String> sections = new TreeMap<>();
        for (Map.Entry<String, JsonNode> schema :
                api.path("components").path("schemas").properties()) {
            if (page(schema.getKey()).equals(page)) {
                sections.put(schema.getKey(), "## " + schema.getKey() + "\n" + text(schema.getValue()));
            }
        }
        GeneratedBlock.check(
                REFERENCE.resolveSibling(page),
                "schemas",
                String.join("\n", sections.values()).replace("(" + page + "#", "(#"));
    }

    private static String page(String schema) {
        return NOTIFICATIONS.contains(schema) || schema.contains("Alertmanager") ? NOTIFICATIONS_PAGE : SCHEMAS_PAGE;
    }

    private static String text(JsonNode schema) {
        if (!schema.has("properties")) {
            String what = schema.path("description").asText();
            return "A " + type(schema) + (what.isEmpty() ? "" : ", " + what) + ".\n";
        }
        List<String> required = texts(schema.path("required"));
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String meaning = type(property.getValue())
                    + (required.contains(property.getKey()) ? "" : ", optional")
                    + " | "
                    + property.getValue().path("description").asText();
            keys.computeIfAbsent(meaning, unused -> new ArrayList<>()).add("`" + property.getKey() + "`");
        }
        return "| key | type | meaning |\n| --- | --- | --- |\n"
                + keys.entrySet().stream()
                        .map(row -> "| %s | %s |\n".formatted(String.join(" ", row.getValue()), row.getKey()))
                        .collect(Collectors.joining());
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asText().substring(SCHEMAS.length());
            return "[%s](%s#%s)".formatted(name, page(name), name.toLowerCase(Locale.ROOT));
        }
        if (schema.has("oneOf")) {
            return StreamSupport.stream(schema.path("oneOf").spliterator(), false)
                    .map(HttpReferenceTest::type)
                    .collect(Collectors.joining(" or "));
        }
        if (schema.has("enum")) {
            return texts(schema.path("enum")).stream()
                    .map(text -> "`" + text + "`")
                    .collect(Collectors.joining(" "));
        }
        if (schema.has("items")) {
            return "array of " + type(schema.path("items"));
        }
        String type = schema.path("type").isArray()
                ? String.join(" or ", texts(schema.path("type")))
                : schema.path("type").asText();
        return schema.path("format").asText().equals("date-time") ? type.replace("string", "time") : type;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
