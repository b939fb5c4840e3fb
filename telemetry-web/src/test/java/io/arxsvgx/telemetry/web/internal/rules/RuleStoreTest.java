// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.rules;

import static io.arxsvgx.testsupport.RequestBodies.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.json.RuleSetRejectedException;
import io.arxsvgx.telemetry.operations.RuleOperations;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.web.TestSettings;
import io.arxsvgx.telemetry.web.WebFixture;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleStoreTest {
    @TempDir
    private Path folder;

    @AutoClose
    private final WebFixture fixture = new WebFixture();

    private WebFixture keptIn(Path file) {
        return fixture.settings(TestSettings.builder().savedRules(file));
    }

    @Test
    void rules_setOverHttp_areThereInTheNextProcess() {
        keptIn(folder.resolve("data").resolve("rules.json")).start();
        fixture.post("/rules", rule("a"));
        fixture.put("/rules/b", rule("b"));
        fixture.post("/rules", rule("c"));
        fixture.delete("/rules/c");
        fixture.start();
        assertThat(fixture.get("/rules").json()).hasSize(2);
        assertThat(fixture.get("/rules/a").status()).isEqualTo(200);
        assertThat(fixture.delete("/rules/a").status()).isEqualTo(204);
        fixture.start();
        assertThat(fixture.get("/rules").json()).hasSize(1);
    }

    @Test
    void rules_thatCannotBeKept_areNotMade() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where the folder should be");
        keptIn(blocked.resolve("rules.json")).start();
        assertThat(fixture.post("/rules", rule("a")).status()).isEqualTo(503);
        assertThat(fixture.get("/rules").json()).isEmpty();
    }

    /** Operations on rules before which another thread changes a rule: between the check of a store and its change. */
    private static RuleOperations interrupted(RuleOperations given, Runnable change) {
        Set<String> changes = Set.of("replace", "addIfAbsent", "removeUnchanged");
        return (RuleOperations) Proxy.newProxyInstance(
                RuleStoreTest.class.getClassLoader(), new Class<?>[] {RuleOperations.class}, (proxy, method, args) -> {
                    if (changes.contains(method.getName())) {
                        change.run();
                    }
                    return method.invoke(given, args);
                });
    }

    private static AlertRule above(String id, double limit) {
        return AlertRule.builder(id)
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("operator", ">")
                .parameter("value", limit)
                .build();
    }

    @Test
    void change_ofARuleThatTheHostChangesMeanwhile_isTakenBackInTheFile() throws IOException {
        fixture.start();
        RuleOperations rules = fixture.processor.rules();
        Path file = folder.resolve("rules.json");
        JsonCodec json = new JsonCodec(JsonLimits.defaults());
        AlertRule old = above("a", 80);
        new RuleStore(file, rules, json).set(old);
        String before = Files.readString(file);

        RuleStore store = new RuleStore(file, interrupted(rules, () -> rules.add(above("a", 95))), json);
        store.load();
        assertThat(store.replace(old, above("a", 90))).isFalse();
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(rules.find("a")).contains(above("a", 95));

        rules.add(old);
        assertThat(store.removeUnchanged(old)).isFalse();
        assertThat(Files.readString(file)).isEqualTo(before);

        RuleStore adding = new RuleStore(file, interrupted(rules, () -> rules.add(above("b", 1))), json);
        adding.load();
        assertThat(adding.replace(null, above("b", 2))).isFalse();
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(rules.find("b")).contains(above("b", 1));
    }

    @Test
    void file_damaged_isRefusedAtTheStart() throws IOException {
        Path file = folder.resolve("rules.json");
        Files.writeString(file, "[{]");
        keptIn(file);
        assertThatThrownBy(fixture::start)
                .isInstanceOf(RuleSetRejectedException.class)
                .hasMessageContaining("rules.json");
    }
}
