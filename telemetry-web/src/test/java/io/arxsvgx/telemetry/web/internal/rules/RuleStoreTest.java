// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.rules;

import static io.arxsvgx.testsupport.RequestBodies.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.json.RuleSetRejectedException;
import io.arxsvgx.telemetry.web.TestSettings;
import io.arxsvgx.telemetry.web.WebFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
