// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.rules;

import static io.arxsvgx.testsupport.RequestBodies.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.json.RuleSetRejectedException;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.web.TestSettings;
import io.arxsvgx.telemetry.web.WebFixture;
import io.arxsvgx.telemetry.web.WebFixture.Answered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFileWatcherTest {
    @TempDir
    private Path folder;

    private Path file;

    @AutoClose
    private final WebFixture fixture = new WebFixture();

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("rules.json");
        Files.writeString(file, "[" + rule("a") + "," + rule("b") + "]");
        fixture.settings(TestSettings.builder().rulesFile(file)).start();
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    @Test
    void start_file_isTaken() {
        assertThat(fixture.processor.alertRules()).extracting(AlertRule::id).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void reload_changed_isTakenWhole() throws IOException {
        fixture.post("/rules", rule("by hand"));
        write("[" + rule("b") + "," + rule("c") + "]");
        Answered answer = fixture.post("/rules/reload", "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("rules").asInt()).isEqualTo(2);
        assertThat(fixture.processor.alertRules())
                .extracting(AlertRule::id)
                .containsExactlyInAnyOrder("b", "c", "by hand");
    }

    @Test
    void reload_comments_areIgnored() throws IOException {
        write("// the rules\n[" + rule("c") + ", // the last one\n" + rule("d") + "\n// " + rule("e") + "\n]");
        assertThat(fixture.post("/rules/reload", "").json().path("rules").asInt())
                .isEqualTo(2);
        assertThat(fixture.processor.alertRules()).extracting(AlertRule::id).containsExactlyInAnyOrder("c", "d");
    }

    @Test
    void reload_oneBadRule_isRefusedWholeAndSaidInHealthAndMetrics() throws IOException {
        write("[" + rule("c") + "," + rule("d").replace("threshold", "treshold") + ",{\"rule_id\":\"e\"}]");
        Answered answer = fixture.post("/rules/reload", "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").get(0).path("message").asText()).isNotBlank();
        assertThat(fixture.processor.alertRules()).extracting(AlertRule::id).containsExactlyInAnyOrder("a", "b");
        assertThat(fixture.get("/health").json().path("reason").asText()).contains("rules file rejected");
        assertThat(fixture.get("/metrics").body()).contains("telemetry_rules_file_refused 1.0");
        write("[]");
        assertThat(fixture.post("/rules/reload", "").status()).isEqualTo(200);
        assertThat(fixture.get("/health").json().path("reason").asText()).isEmpty();
    }

    @Test
    void file_changes_isTakenByItself() throws IOException {
        write("[" + rule("c") + "]");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        await().until(() -> fixture.processor.ruleStatus("c").isPresent());
        assertThat(fixture.processor.alertRules()).extracting(AlertRule::id).containsExactly("c");
    }

    private void taken(String id) {
        await().atMost(WebFixture.LONG)
                .until(() -> fixture.processor.ruleStatus(id).isPresent());
        assertThat(fixture.processor.alertRules()).extracting(AlertRule::id).containsExactly(id);
    }

    @Test
    void file_otherContentOfTheSameSizeAndTime_isTaken() throws IOException {
        write("[" + rule("c") + "]");
        taken("c");
        FileTime time = Files.getLastModifiedTime(file);
        Path other = Files.writeString(folder.resolve("other.json"), "[" + rule("d") + "]");
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
        taken("d");
    }

    @Test
    void file_behindASymbolicLinkThatIsSwapped_isTaken() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        for (String id : List.of("c", "d")) {
            Path target = Files.writeString(folder.resolve(id + ".json"), "[" + rule(id) + "]");
            Files.setLastModifiedTime(target, time);
            Path link = Files.createSymbolicLink(folder.resolve("link-" + id), target);
            Files.move(link, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            taken(id);
        }
    }

    private String reason() {
        return fixture.get("/health").json().path("reason").asText();
    }

    @Test
    void file_brokenOrGone_isNamedInHealthUntilItIsFixed() throws IOException {
        String good = Files.readString(file);
        write("[" + rule("c").replace("threshold", "treshold") + "]");
        await().atMost(WebFixture.LONG).until(() -> reason().contains("rules file rejected"));
        write(good);
        await().atMost(WebFixture.LONG).until(() -> reason().isEmpty());
        Files.delete(file);
        await().atMost(WebFixture.LONG).until(() -> reason().contains("rules.json"));
        assertThat(fixture.processor.alertRules()).extracting(AlertRule::id).containsExactlyInAnyOrder("a", "b");
        write(good);
        await().atMost(WebFixture.LONG).until(() -> reason().isEmpty());
    }

    @Test
    void start_badFile_isRefused() throws IOException {
        write("not json");
        fixture.stopApplication();
        assertThatThrownBy(fixture::start)
                .isInstanceOf(RuleSetRejectedException.class)
                .hasMessageContaining("rules.json");
    }
}
