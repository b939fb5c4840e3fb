// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import static io.arxsvgx.testsupport.RequestBodies.event;
import static io.arxsvgx.testsupport.RequestBodies.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.notification.NotificationGroup;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import io.arxsvgx.telemetry.web.FakeNotifier;
import io.arxsvgx.telemetry.web.OneShot;
import io.arxsvgx.telemetry.web.TestSettings;
import io.arxsvgx.telemetry.web.WebFixture;
import io.arxsvgx.telemetry.web.WebFixture.Answered;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that {@code openapi.json} describes what the server answers to each call. */
class OpenApiTest {
    /** A disabled rule with conditions, selections and levels as parameters. */
    private static final String NESTED =
            "{\"rule_id\":\"other\",\"enabled\":false,\"condition\":\"every_type\",\"parameters\":{"
                    + "\"conditions\":[{\"condition\":\"not\",\"parameters\":{\"conditions\":[{\"condition\":\"threshold\","
                    + "\"parameters\":{\"operator\":\">\",\"levels\":[{\"severity\":\"info\",\"value\":1}]}}]}}],"
                    + "\"selection\":{\"field\":\"t\",\"match\":{\"a\":\"*\"},\"status\":[\"OK\"],\"count\":true},"
                    + "\"texts\":[\"a\"],\"boolean\":true,\"number\":1.5,\"field\":\"t\"}}";

    private static final String BASE = "https://arx.test/openapi.json";

    @TempDir
    private Path folder;

    private final FakeNotifier notifier = new FakeNotifier();
    private final OneShot detector = new OneShot();
    private final Set<String> seen = new TreeSet<>();

    @AutoClose
    private final WebFixture fixture = new WebFixture();

    private SqliteAlertStore store;
    private JsonNode document;
    private JsonSchemaFactory schemas;

    @BeforeEach
    void open() throws Exception {
        Path rules = folder.resolve("file.json");
        Files.writeString(rules, "[" + rule("from_file") + "]");
        store = SqliteAlertStore.open(folder.resolve("alerts.db"));
        fixture.config(TelemetryConfig.builder()
                        .processingInterval(Duration.ofMillis(50))
                        .alertThreshold(0.5))
                .settings(TestSettings.builder().rulesFile(rules).savedRules(folder.resolve("rules.json")))
                .store(() -> store)
                .detectors(detector)
                .notifier(notifier)
                .conditions(new EveryTypeCondition())
                .start();
        String text = fixture.get("/openapi.json").body();
        document = fixture.get("/openapi.json").json();
        schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(iri -> iri.equals(BASE) ? text : null)));
    }

    /** Checks that the status of a response is described, and that its body matches the description. */
    private Answered check(String method, String path, Answered answer) {
        String low = method.toLowerCase(Locale.ROOT);
        JsonNode responses = document.path("paths").path(path).path(low).path("responses");
        JsonNode response = responses.path(String.valueOf(answer.status()));
        assertThat(response.isMissingNode())
                .as("%s %s answers %s, which is not described: %s", method, path, answer.status(), answer.body())
                .isFalse();
        seen.add(method + " " + path);
        JsonNode content = response.path("content");
        String media = answer.header("content-type").split(";", 2)[0];
        if (content.isMissingNode()) {
            assertThat(answer.body()).as("%s %s", method, path).isEmpty();
        } else if (media.equals("application/json")) {
            assertThat(content.has(media))
                    .as("%s %s answers %s", method, path, media)
                    .isTrue();
            String pointer = BASE + "#/paths/" + path.replace("/", "~1") + "/" + low + "/responses/" + answer.status()
                    + "/content/application~1json/schema";
            JsonSchema schema = schemas.getSchema(
                    SchemaLocation.of(pointer.replace("{", "%7B").replace("}", "%7D")));
            assertThat(schema.validate(IntNode.valueOf(42)))
                    .as("%s %s: what is no answer is refused", method, path)
                    .isNotEmpty();
            assertThat(schema.validate(answer.json()))
                    .as("%s %s: %s", method, path, answer.body())
                    .isEmpty();
        } else {
            assertThat(content.has(media))
                    .as("%s %s answers %s", method, path, media)
                    .isTrue();
        }
        return answer;
    }

    private Answered get(String path, String query) {
        return check("GET", path, fixture.get(path + query));
    }

    private Answered post(String path, String body) {
        return check("POST", path, fixture.post(path, body));
    }

    @Test
    void everyCall_realAnswers_areAsDescribed() throws Exception {
        rules();
        events();
        trial();
        patterns();
        alerts();
        silences();
        notifications();
        alertmanager();
        boards();
        series();
        state();

        Set<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(seen).isEqualTo(described);
    }

    private void rules() {
        assertThat(post("/rules", rule("hot")).status()).isEqualTo(201);
        assertThat(post("/rules", rule("hot")).status()).isEqualTo(200);
        assertThat(post("/rules", "{}").status()).isEqualTo(400);
        String path = "/rules/{rule_id}";
        check("PUT", path, fixture.put("/rules/other", rule("other")));
        check("PUT", path, fixture.put("/rules/other", rule("hot")));
        check("GET", path, fixture.get("/rules/other"));
        check("GET", path, fixture.get("/rules/none"));
        assertThat(check("PUT", path, changedMeanwhile("/rules/other", rule("other")))
                        .status())
                .isEqualTo(412);
        check("DELETE", path, fixture.delete("/rules/other"));
        check("DELETE", path, fixture.delete("/rules/other"));
        String grouped = rule("other")
                .replaceFirst(
                        "\\{", "{\"match\":{\"site\":\"a*\"},\"by\":[\"site\"],\"combine\":\"sum\",\"enabled\":false,");
        check("PUT", path, fixture.put("/rules/other", grouped));
        check("GET", path, fixture.get("/rules/other"));
        check("DELETE", path, fixture.delete("/rules/other"));
        check("PUT", path, fixture.put("/rules/other", NESTED));
        check("GET", path, fixture.get("/rules/other"));
        check("DELETE", path, fixture.delete("/rules/other"));
        assertThat(get("/rules", "").json()).hasSize(2);
        assertThat(post("/rules/reload", "").status()).isEqualTo(200);
        assertThat(post("/rules/check", rule("draft")).status()).isEqualTo(200);
        assertThat(post("/rules/check", "{}").status()).isEqualTo(400);
        assertThat(get("/conditions", "").json())
                .hasSameSizeAs(fixture.processor.rules().conditions());
        assertThat(get("/actions", "").json()).isNotEmpty();
    }

    private Answered changedMeanwhile(String path, String body) {
        return fixture.send(
                fixture.request(path).PUT(BodyPublishers.ofString(body)).header("If-Match", "\"0\""));
    }

    private void trial() {
        assertThat(post("/rules/try", "{\"rule\":" + rule("draft") + ",\"limit\":100}")
                        .json()
                        .path("alerts"))
                .hasSize(1);
        post("/rules/try", "{}");
    }

    private void events() {
        post("/telemetry", event("pump", 90));
        post("/telemetry", "[" + event("pump", 91) + "]");
        post("/telemetry", "[{\"source\":1}]");
        post("/telemetry", "{");
        check(
                "POST",
                "/telemetry",
                fixture.send(fixture.request("/telemetry")
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString("a"))));
        fixture.flush();
    }

    private void patterns() {
        detector.report(OneShot.pattern("p", null));
        await().until(() -> fixture.processor.patterns(1).size() == 1);
        assertThat(get("/patterns", "").json()).hasSize(1);
        get("/patterns", "?before=none");
    }

    private void alerts() {
        await().until(() -> fixture.processor.alerts(10).size() == 3);
        JsonNode alerts = get("/alerts", "").json();
        assertThat(alerts).hasSize(3);
        get("/alerts", "?state=none");
        assertThat(get("/alerts", "?text=PUMP").json()).hasSize(3);
        assertThat(get("/alerts/count", "?source=pump*").json().path("total").asInt())
                .isEqualTo(3);
        get("/alerts/count", "?state=none");
        String one = "/alerts/{id}";
        assertThat(check(
                                "GET",
                                one,
                                fixture.get(
                                        "/alerts/" + alerts.get(0).path("id").asText()))
                        .json()
                        .path("steps"))
                .isNotEmpty();
        check("GET", one, fixture.get("/alerts/none"));
        String path = "/alerts/{id}/acknowledge";
        String id = alerts.get(0).path("id").asText();
        check("POST", path, fixture.post("/alerts/" + id + "/acknowledge", "{\"who\":\"ann\"}"));
        check("POST", path, fixture.post("/alerts/" + id + "/acknowledge", "{}"));
        check("POST", path, fixture.post("/alerts/none/acknowledge", "{\"who\":\"ann\"}"));
        String feedback = "/alerts/{id}/feedback";
        String word = "{\"who\":\"ann\",\"anomaly\":false}";
        check("POST", feedback, fixture.post("/alerts/" + id + "/feedback", word));
        check("POST", feedback, fixture.post("/alerts/" + id + "/feedback", "{}"));
        check("POST", feedback, fixture.post("/alerts/none/feedback", word));
        assertThat(get("/alerts", "")
                        .json()
                        .get(0)
                        .path("acknowledgement")
                        .path("who")
                        .asText())
                .isEqualTo("ann");
        String removal = "/alerts/{id}/acknowledgement";
        String other = alerts.get(1).path("id").asText();
        fixture.post("/alerts/" + other + "/acknowledge", "{\"who\":\"ann\"}");
        check("DELETE", removal, fixture.delete("/alerts/" + other + "/acknowledgement?who=bob"));
        check("DELETE", removal, fixture.delete("/alerts/" + other + "/acknowledgement?who=bob"));
        check("DELETE", removal, fixture.delete("/alerts/" + other + "/acknowledgement"));
        check("DELETE", removal, fixture.delete("/alerts/none/acknowledgement?who=bob"));
    }

    private void silences() {
        post("/silences", "{}");
        Answered made = post(
                "/silences", "{\"matchers\":{\"source\":\"pump\"},\"ends_at\":" + inOneHour() + ",\"who\":\"ann\"}");
        assertThat(get("/silences", "").json()).hasSize(1);
        String path = "/silences/{id}";
        check(
                "DELETE",
                path,
                fixture.delete("/silences/" + made.json().path("id").asText()));
        check("DELETE", path, fixture.delete("/silences/none"));
    }

    private void notifications() {
        String alert = fixture.processor.alerts(1).get(0).id();
        notifier.add(FakeNotifier.pending("n1", "ops", alert));
        notifier.add(FakeNotifier.sent("n2", "ops", alert));
        notifier.receiver(FakeNotifier.failing("ops"));
        notifier.receiver(FakeNotifier.working("db"));
        notifier.group(new NotificationGroup("ops", "{}:{}", Map.of("site", "a"), List.of(alert)));
        assertThat(get("/notifications", "").json()).hasSize(2);
        get("/notifications", "?state=none");
        assertThat(check("GET", "/alerts/{id}", fixture.get("/alerts/" + alert))
                        .json()
                        .path("notifications"))
                .hasSize(2);
        assertThat(get("/notifications/groups", "").json()).hasSize(1);
        get("/notifications/config", "");
        assertThat(get("/receivers", "").json()).hasSize(2);
        String retry = "/notifications/{id}/retry";
        check("POST", retry, fixture.post("/notifications/n1/retry", ""));
        check("POST", retry, fixture.post("/notifications/none/retry", ""));
        String test = "/receivers/{name}/test";
        check("POST", test, fixture.post("/receivers/ops/test", ""));
        check("POST", test, fixture.post("/receivers/none/test", ""));
        post("/-/reload", "");
        notifier.refuse("notifications.yml: route: expected a receiver");
        assertThat(post("/-/reload", "").status()).isEqualTo(400);
    }

    private void alertmanager() {
        get("/api/v2/status", "");
        assertThat(get("/api/v2/receivers", "").json()).hasSize(2);
        assertThat(get("/api/v2/alerts", "").json()).isNotEmpty();
        assertThat(get("/api/v2/alerts", "?filter=x").status()).isEqualTo(400);
        assertThat(get("/api/v2/alerts/groups", "").json()).hasSize(1);
        assertThat(post("/api/v2/silences", "{}").status()).isEqualTo(400);
        String silence = "{\"matchers\":[{\"name\":\"source\",\"value\":\"pump\",\"isRegex\":false}],\"startsAt\":\""
                + Instant.now() + "\",\"endsAt\":\"" + Instant.now().plusSeconds(3_600)
                + "\",\"createdBy\":\"ann\",\"comment\":\"\"}";
        String id = post("/api/v2/silences", silence).json().path("silenceID").asText();
        assertThat(post("/api/v2/silences", silence.replaceFirst("\\{", "{\"id\":\"none\","))
                        .status())
                .isEqualTo(404);
        assertThat(get("/api/v2/silences", "").json()).hasSize(1);
        String path = "/api/v2/silence/{id}";
        check("GET", path, fixture.get("/api/v2/silence/" + id));
        check("DELETE", path, fixture.delete("/api/v2/silence/" + id));
        check("DELETE", path, fixture.delete("/api/v2/silence/" + id));
        check("GET", path, fixture.get("/api/v2/silence/" + id));
    }

    private void boards() {
        String path = "/boards/{id}";
        String board =
                "{\"title\":\"Plant\",\"widgets\":[{\"kind\":\"gauge\",\"series\":[{\"source\":\"*\",\"type\":\"t\"}],"
                        + "\"options\":{\"min\":0,\"max\":1,\"limit\":5,\"severity\":\"info\"}}]}";
        assertThat(check("PUT", path, fixture.put("/boards/plant", board)).status())
                .isEqualTo(201);
        assertThat(check("PUT", path, fixture.put("/boards/plant", board)).status())
                .isEqualTo(200);
        check("PUT", path, fixture.put("/boards/plant", "{}"));
        check("GET", path, fixture.get("/boards/plant"));
        check("GET", path, fixture.get("/boards/none"));
        assertThat(check("PUT", path, changedMeanwhile("/boards/plant", board)).status())
                .isEqualTo(412);
        assertThat(get("/boards", "").json()).hasSize(1);
        assertThat(check("DELETE", path, fixture.delete("/boards/plant")).status())
                .isEqualTo(204);
        check("DELETE", path, fixture.delete("/boards/plant"));
    }

    private void series() {
        assertThat(get("/series", "").json()).hasSize(1);
        assertThat(get("/series/history", "?source=pump&type=temperature").json())
                .hasSize(2);
        get("/series/history", "?source=none&type=temperature");
        get("/series/history", "");
        get("/series/history", "?source=pump&type=temperature&rule_id=hot");
        get("/series", "?limit=x");
        fixture.post("/telemetry", event("pump", 20).replace("}", ",\"labels\":{\"site\":\"a\"}}"));
        fixture.flush();
        assertThat(get("/series", "?label.site=a").json()).hasSize(1);
        assertThat(get("/series/cardinality", "").json().path("labels")).hasSize(1);
        get("/analytics", "");
        get("/risk", "");
    }

    private void state() {
        get("/", "");
        get("/dashboard", "");
        await().atMost(WebFixture.LONG)
                .until(() ->
                        !get("/dashboard/history", "").json().path("points").isEmpty());
        get("/metrics", "");
        get("/openapi.json", "");
        get("/health", "");
        fixture.processor.stop();
        assertThat(get("/health", "").status()).isEqualTo(503);
        assertThat(post("/telemetry", event("pump", 1)).status()).isEqualTo(503);
    }

    private static String described(String path) {
        String name = path.startsWith("/rules") ? "{rule_id}" : path.startsWith("/receivers") ? "{name}" : "{id}";
        return path.replace("*", name);
    }

    private ApiRouter api() {
        return fixture.router();
    }

    @Test
    void everyQueryParameter_ofTheServer_isDescribedAndNoOther() {
        api().parameters().forEach((call, parameters) -> {
            String method = call.substring(0, call.indexOf(' '));
            String path = call.substring(call.indexOf(' ') + 1);
            Set<String> described = new TreeSet<>();
            document.path("paths")
                    .path(described(path))
                    .path(method.toLowerCase(Locale.ROOT))
                    .path("parameters")
                    .forEach(parameter -> {
                        if (parameter.path("in").asText().equals("query")) {
                            described.add(parameter.path("name").asText());
                        }
                    });
            assertThat(described).as(call).isEqualTo(new TreeSet<>(parameters));
        });
    }

    @Test
    void everyCall_describesWhatAnyCallMayAnswer() {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(call -> assertThat(
                                        call.getValue().path("responses").properties())
                                .as(call.getKey() + " " + path.getKey())
                                .extracting(Map.Entry::getKey)
                                .contains("400", "401", "403", "408", "414", "417", "431", "503")));
    }

    @Test
    void everyCall_ofTheServer_isDescribed() {
        ApiRouter api = api();
        JsonNode paths = document.path("paths");
        api.paths()
                .forEach((path, methods) -> methods.forEach(method -> {
                    String described = described(path);
                    assertThat(paths.path(described).has(method.toLowerCase(Locale.ROOT)))
                            .as(method + " " + described)
                            .isTrue();
                }));
    }

    private static long inOneHour() {
        return Instant.now().getEpochSecond() + 3_600;
    }
}
