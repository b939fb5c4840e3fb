// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.rules;

import static io.arxsvgx.telemetry.web.WebFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.json.RuleSetRejectedException;
import io.arxsvgx.telemetry.web.TestSettings;
import io.arxsvgx.telemetry.web.WebFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleStoreTest {
    @TempDir
    private Path folder;

    private WebFixture server(Path file) {
        return WebFixture.create(TestSettings.builder().savedRules(file).build());
    }

    @Test
    void rules_setOverHttp_areThereInTheNextProcess() {
        Path file = folder.resolve("data").resolve("rules.json");
        try (WebFixture first = server(file)) {
            first.post("/rules", rule("a"));
            first.put("/rules/b", rule("b"));
            first.post("/rules", rule("c"));
            first.delete("/rules/c");
        }
        try (WebFixture next = server(file)) {
            assertThat(next.get("/rules").json()).hasSize(2);
            assertThat(next.get("/rules/a").status()).isEqualTo(200);
            assertThat(next.delete("/rules/a").status()).isEqualTo(204);
        }
        try (WebFixture last = server(file)) {
            assertThat(last.get("/rules").json()).hasSize(1);
        }
    }

    @Test
    void rules_thatCannotBeKept_areNotMade() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where the folder should be");
        try (WebFixture fixture = server(blocked.resolve("rules.json"))) {
            assertThat(fixture.post("/rules", rule("a")).status()).isEqualTo(503);
            assertThat(fixture.get("/rules").json()).isEmpty();
        }
    }

    @Test
    void file_damaged_isRefusedAtTheStart() throws IOException {
        Path file = folder.resolve("rules.json");
        Files.writeString(file, "[{]");
        assertThatThrownBy(() -> server(file))
                .isInstanceOf(RuleSetRejectedException.class)
                .hasMessageContaining("rules.json");
    }
}
