// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.json.RuleJson;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Every rule in JSON in the documents is valid; those of docs/reference/rules equal the ones in {@link RuleExamples}. */
class RuleExamplesTest {
    private static final Path DOCS = Path.of("../../docs");
    private static final Path REFERENCE = DOCS.resolve("reference/rules");
    private static final Pattern JSON = Pattern.compile("(?ms)^```json\\n(.*?)^```$");
    private static final JsonCodec CODEC = new JsonCodec(JsonLimits.defaults());

    @AutoClose
    private final TelemetryProcessor processor =
            TelemetryProcessor.builder().callerDriven().build();

    private static List<AlertRule> rulesIn(Path folder) throws IOException {
        List<AlertRule> rules = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path page : files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                Matcher blocks = JSON.matcher(Files.readString(page));
                while (blocks.find()) {
                    rules.addAll(rulesOf(blocks.group(1)));
                }
            }
        }
        return rules;
    }

    /** Returns the rules of a block; none if it shows something else, such as an event. */
    private static List<AlertRule> rulesOf(String block) {
        if (!block.contains("\"rule_id\"") || block.contains("…")) {
            return List.of();
        }
        JsonNode node = CODEC.read(block);
        return node.isArray() ? RuleJson.readAll(node) : List.of(RuleJson.read(node));
    }

    @Test
    void rules_inEveryDocument_areValid() throws IOException {
        assertThat(rulesIn(DOCS))
                .hasSizeGreaterThan(30)
                .allSatisfy(rule -> assertThatCode(() -> processor.rules().check(rule))
                        .as(rule.id())
                        .doesNotThrowAnyException());
    }

    @Test
    void rules_ofTheReference_equalThoseInJava() throws IOException {
        assertThat(rulesIn(REFERENCE)).containsExactlyInAnyOrderElementsOf(RuleExamples.all());
    }
}
