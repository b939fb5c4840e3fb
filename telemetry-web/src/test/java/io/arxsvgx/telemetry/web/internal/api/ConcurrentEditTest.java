// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import static io.arxsvgx.testsupport.RequestBodies.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.web.TestSettings;
import io.arxsvgx.telemetry.web.WebFixture;
import io.arxsvgx.telemetry.web.WebFixture.Answered;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of changes of rules and boards by several clients: none of them overwrites what it has not read. */
@ParameterizedClass
@EnumSource(ConcurrentEditTest.Kind.class)
class ConcurrentEditTest {
    private static final int ROUNDS = 60;
    private static final String OTHER_VERSION = "\"0\"";

    /** What is changed: a rule in memory, a rule on disk, a board. */
    public enum Kind {
        RULE("/rules/"),
        SAVED_RULE("/rules/"),
        BOARD("/boards/");

        final String path;

        Kind(String path) {
            this.path = path;
        }

        String body(String id, int number) {
            return this == BOARD ? "{\"title\":\"" + number + "\"}" : rule(id).replace("80", String.valueOf(number));
        }
    }

    @TempDir
    private Path folder;

    @AutoClose
    private final WebFixture fixture = new WebFixture();

    @Parameter
    private Kind kind;

    @BeforeEach
    void start() {
        TestSettings.Builder settings = TestSettings.builder().boards(folder.resolve("boards.json"));
        if (kind == Kind.SAVED_RULE) {
            settings.savedRules(folder.resolve("rules.json"));
        }
        fixture.settings(settings).start();
    }

    private HttpRequest.Builder put(String id, int number) {
        return fixture.request(kind.path + id).PUT(BodyPublishers.ofString(kind.body(id, number)));
    }

    private Answered set(String id, int number) {
        return fixture.send(put(id, number));
    }

    private Answered setIf(String id, int number, String version) {
        return fixture.send(put(id, number).header("If-Match", version));
    }

    private Answered removeIf(String id, String version) {
        return fixture.send(fixture.request(kind.path + id).DELETE().header("If-Match", version));
    }

    private String read(String id) {
        return fixture.get(kind.path + id).header("ETag");
    }

    private void isRefused(Answered answer, String id) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(412);
        assertThat(answer.json().path("status").asText()).isEqualTo("error");
        assertThat(answer.json().path("message").asText()).contains("\"" + id + "\"", "If-Match");
    }

    @Test
    void version_untilAChange_isTheSame() {
        String first = set("a", 1).header("ETag");
        assertThat(first).matches("\"[0-9a-f]{24}\"");
        assertThat(read("a")).isEqualTo(first);
        String second = set("a", 2).header("ETag");
        assertThat(second).isNotEqualTo(first);
        assertThat(read("a")).isEqualTo(second);
    }

    @Test
    void put_readVersion_replacesAndAnOlderOneChangesNothing() {
        String first = set("a", 1).header("ETag");
        Answered changed = setIf("a", 2, first);
        assertThat(changed.status()).isEqualTo(200);
        String content = fixture.get(kind.path + "a").body();

        Answered late = setIf("a", 3, first);
        isRefused(late, "a");
        assertThat(late.header("ETag")).isEqualTo(changed.header("ETag"));
        assertThat(late.json().path("message").asText()).contains("changed meanwhile", "read it again");
        assertThat(fixture.get(kind.path + "a").body()).isEqualTo(content);
        assertThat(setIf("a", 3, "\"x\" , " + changed.header("ETag")).status()).isEqualTo(200);
        assertThat(setIf("a", 4, "*").status()).isEqualTo(200);
        assertThat(set("a", 5).status()).as("without a condition").isEqualTo(200);
    }

    @Test
    void put_whatIsGone_isRefusedAndNotCreated() {
        String version = set("a", 1).header("ETag");
        fixture.delete(kind.path + "a");
        isRefused(setIf("a", 2, version), "a");
        isRefused(setIf("a", 2, "*"), "a");
        assertThat(fixture.get(kind.path + "a").status()).isEqualTo(404);
    }

    @Test
    void put_onlyIfNew_neverReplaces() {
        Answered made = fixture.send(put("a", 1).header("If-None-Match", "*"));
        assertThat(made.status()).isEqualTo(201);
        Answered again = fixture.send(put("a", 2).header("If-None-Match", "*"));
        assertThat(again.status()).isEqualTo(412);
        assertThat(again.json().path("message").asText()).contains("already exists");
        assertThat(read("a")).isEqualTo(made.header("ETag"));
    }

    @Test
    void put_invalidBody_isRefusedBeforeItsVersion() {
        set("a", 1);
        Answered answer = fixture.send(fixture.request(kind.path + "a")
                .PUT(BodyPublishers.ofString("{}"))
                .header("If-Match", OTHER_VERSION));
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void delete_onlyTheReadVersion() {
        String first = set("a", 1).header("ETag");
        String second = set("a", 2).header("ETag");
        isRefused(removeIf("a", first), "a");
        assertThat(read("a")).isEqualTo(second);
        assertThat(removeIf("a", second).status()).isEqualTo(204);
        assertThat(removeIf("a", second).status()).isEqualTo(404);
    }

    @Test
    void version_afterARestart_isStillTheSame() {
        String version = set("a", 1).header("ETag");
        fixture.start();
        if (kind == Kind.RULE) {
            assertThat(set("a", 1).header("ETag")).isEqualTo(version);
        } else {
            assertThat(setIf("a", 2, version).status()).isEqualTo(200);
            fixture.start();
            assertThat(fixture.get(kind.path + "a").status()).isEqualTo(200);
        }
    }

    @Test
    void put_byTwoClientsAtOnce_oneOfThemSucceeds() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                String id = "a" + round;
                String version = set(id, 1).header("ETag");
                List<Future<Answered>> answers = new ArrayList<>();
                for (int client = 2; client < 4; client++) {
                    int number = client;
                    answers.add(clients.submit(() -> {
                        together.await();
                        return setIf(id, number, version);
                    }));
                }
                Answered first = answers.get(0).get();
                Answered second = answers.get(1).get();
                assertThat(List.of(first.status(), second.status())).containsExactlyInAnyOrder(200, 412);
                Answered winner = first.status() == 200 ? first : second;
                assertThat(read(id)).isEqualTo(winner.header("ETag"));
                fixture.delete(kind.path + id);
            }
        } finally {
            clients.shutdown();
        }
    }
}
