// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import static io.arxsvgx.testsupport.RequestBodies.event;
import static io.arxsvgx.testsupport.RequestBodies.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.server.RawHttp;
import io.arxsvgx.telemetry.server.ServerFixture;
import io.arxsvgx.telemetry.server.ServerSettings;
import io.arxsvgx.telemetry.server.internal.http.RequestMutations.Mutant;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of mutated requests of {@code openapi.json}, over real sockets: each response is described, none is an internal
 * error, and a rejected request changes nothing. The requests are the same each time; {@code -Dtelemetry.mutations=N}
 * runs more.
 */
class RequestMutationsTest {
    private static final String BASE = "https://arx.test/openapi.json";
    private static final int REQUESTS = Integer.getInteger("telemetry.mutations", 3_000);
    /** The time after which a slow machine sends no more requests, once each status has been seen. */
    private static final Duration TIME = Duration.ofSeconds(15);

    private static final Set<Integer> STATUSES = Set.of(200, 201, 204, 400, 403, 404, 405, 413, 414, 415, 417, 431);

    @TempDir
    private Path folder;

    private final JsonCodec json = new JsonCodec(JsonLimits.defaults());

    @AutoClose
    private final ServerFixture fixture = new ServerFixture();

    private JsonNode document;
    private JsonSchemaFactory schemas;

    @BeforeEach
    void open() throws IOException {
        Path rules = Files.writeString(folder.resolve("file.json"), "[" + rule("from_file") + "]");
        fixture.settings(ServerSettings.builder().rulesFile(rules).savedRules(folder.resolve("rules.json")))
                .store(() -> SqliteAlertStore.open(folder.resolve("alerts.db")))
                .start();
        String text = fixture.get("/openapi.json").body();
        document = json.read(text);
        schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(iri -> iri.equals(BASE) ? text : null)));
    }

    @Test
    void answers_ofMutatedRequests_areAsDescribedAndRefusalsChangeNothing() throws IOException {
        RequestMutations mutations = new RequestMutations(document, new Random(17), known());
        Set<Integer> statuses = new TreeSet<>();
        long begun = System.nanoTime();
        String before = state();
        for (int i = 0; i < REQUESTS && !(isOver(begun) && statuses.containsAll(STATUSES)); i++) {
            Mutant mutant = mutations.next();
            RawHttp.Reply reply = RawHttp.send(fixture.server.httpPort(), mutant.bytes());
            statuses.add(reply.status());
            check(mutant, reply);
            String after = state();
            if (reply.status() >= 400) {
                assertThat(after).as("state after %s\n%s", reply, mutant).isEqualTo(before);
            }
            before = after;
        }
        assertThat(statuses).containsAll(STATUSES);
    }

    private static boolean isOver(long begun) {
        return System.getProperty("telemetry.mutations") == null && System.nanoTime() - begun >= TIME.toNanos();
    }

    private void check(Mutant mutant, RawHttp.Reply reply) {
        assertThat(reply.status()).as("%s\n%s", reply, mutant).isBetween(200, 499);
        assertThat(reply.header("cache-control")).as("%s\n%s", reply, mutant).isEqualTo("no-store");
        JsonNode described = document.path("paths")
                .path(mutant.path())
                .path(mutant.method().toLowerCase(Locale.ROOT))
                .path("responses")
                .path(String.valueOf(reply.status()));
        boolean isKnown = !mutant.path().isEmpty() && reply.status() != 405;
        if (isKnown) {
            assertThat(described.isMissingNode())
                    .as("not described: %s\n%s", reply, mutant)
                    .isFalse();
        }
        if (reply.status() >= 400) {
            checkError(mutant, reply);
        } else if (isKnown && described.path("content").has("application/json")) {
            assertThat(schema(pointer(mutant, reply)).validate(json.read(reply.body())))
                    .as("%s\n%s", reply, mutant)
                    .isEmpty();
        }
    }

    /** The errors of Alertmanager's API are texts, as its clients expect. */
    private void checkError(Mutant mutant, RawHttp.Reply reply) {
        JsonNode body = json.read(reply.body());
        boolean isAlertmanager = new String(mutant.bytes(), StandardCharsets.ISO_8859_1).contains("/api/v2/");
        if (isAlertmanager && body.isTextual()) {
            assertThat(body.asText()).as("%s\n%s", reply, mutant).isNotBlank();
        } else {
            assertThat(schema("#/components/schemas/Error").validate(body))
                    .as("%s\n%s", reply, mutant)
                    .isEmpty();
        }
    }

    private static String pointer(Mutant mutant, RawHttp.Reply reply) {
        String pointer = "#/paths/" + mutant.path().replace("/", "~1") + "/"
                + mutant.method().toLowerCase(Locale.ROOT) + "/responses/" + reply.status()
                + "/content/application~1json/schema";
        return pointer.replace("{", "%7B").replace("}", "%7D");
    }

    private JsonSchema schema(String pointer) {
        return schemas.getSchema(SchemaLocation.of(BASE + pointer));
    }

    /** Returns the ids of an alert, a resolved one and a silence. */
    private List<String> known() {
        for (String event : List.of(event("a", 90), event("b", 90), event("b", 10))) {
            fixture.post("/telemetry", event);
        }
        fixture.flush();
        List<String> ids = new ArrayList<>();
        fixture.processor.alerts(10).forEach(alert -> ids.add(alert.id()));
        assertThat(ids).hasSize(2);
        ids.add(fixture.post(
                        "/silences",
                        "{\"matchers\":{\"source\":\"none\"},\"ends_at\":\"2030-01-01T00:00:00Z\",\"who\":\"ann\"}")
                .json()
                .path("id")
                .asText());
        return ids;
    }

    /** Returns everything that a request can change. */
    private String state() {
        fixture.flush();
        return fixture.processor.metrics().accepted() + " events\n" + fixture.processor.alertRules() + "\n"
                + fixture.processor.silences().list() + "\n"
                + fixture.get("/boards").body() + "\n"
                + fixture.processor.alerts(1_000).stream()
                        .map(alert -> alert.id() + alert.acknowledgement())
                        .toList();
    }
}
