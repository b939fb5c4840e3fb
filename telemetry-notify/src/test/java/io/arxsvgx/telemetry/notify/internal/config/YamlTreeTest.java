// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTreeTest {
    private final ConfigFaults faults = new ConfigFaults();

    @ParameterizedTest
    @CsvSource({"010, 010", "1.50, 1.50", "0x1F, 0x1F", "yes, yes", "1_000, 1_000", "12:30, 12:30", "'\"null\"', 'null'"
    })
    void read_scalar_keepsItsText(String written, String text) {
        assertThat(read("a: " + written + "\n").get("a").asText()).isEqualTo(text);
        assertThat(faults.all()).isEmpty();
    }

    @Test
    void read_truthAndNumbers_haveTheirTypesOnlyWithoutQuotes() {
        JsonNode tree = read("a: true\nb: 'true'\nc: 5\nd: '5'\ne: ~\n");

        assertThat(tree.get("a").isBoolean()).isTrue();
        assertThat(tree.get("b").isTextual()).isTrue();
        assertThat(tree.get("c").isInt()).isTrue();
        assertThat(tree.get("d").isTextual()).isTrue();
        assertThat(tree.get("e").isNull()).isTrue();
    }

    @Test
    void read_alias_isItsTarget() {
        assertThat(read("a: &x {b: [c]}\nd: *x\n").get("d")).isEqualTo(read("{b: [c]}"));
    }

    @Test
    void read_broken_saysTheLine() {
        read("a: 1\nb: [1, 2\nc: 3\n");

        assertThat(faults.all()).singleElement().asString().startsWith("line 3: ");
    }

    @Test
    void read_controlCharacter_saysTheLine() {
        read("a: 1\nb: \u0001\n");

        assertThat(faults.all()).containsExactly("line 2: character not allowed in YAML");
    }

    @Test
    void read_repeatedKeys_areAllReported() {
        read("a: 1\nb: {c: 1, c: 2}\na: 2\n");

        assertThat(faults.all())
                .containsExactly("line 2: key \"c\" is given twice", "line 3: key \"a\" is given twice");
    }

    @Test
    void read_mergeKeysTagsAndKeysThatAreNoTexts_areRefused() {
        read("a: &x {b: 1}\nc: {<<: *x}\nd: !!binary aGk=\n? [e]\n: 1\n");

        assertThat(faults.all())
                .hasSize(3)
                .anyMatch(fault -> fault.startsWith("line 2: merge keys"))
                .anyMatch(fault -> fault.startsWith("line 3: tag"))
                .anyMatch(fault -> fault.startsWith("line 4: expected a text as key"));
    }

    @Test
    void read_twoDocuments_isRefused() {
        read("a: 1\n---\na: 2\n");

        assertThat(faults.all()).singleElement().asString().startsWith("line 2: ");
    }

    @Test
    void read_nestedTooDeep_isRefused() {
        read("[".repeat(500) + "]".repeat(500));

        assertThat(faults.isEmpty()).isFalse();
    }

    @Test
    void read_aliasWithinItself_isRefused() {
        read("a: &x [*x]\n");

        assertThat(faults.all()).singleElement().asString().contains("within itself");
    }

    @Test
    void read_aliasesThatMultiply_isRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String target = "*a" + (i - 1) + ", ";
            bomb.append("a" + i + ": &a" + i + " [" + target.repeat(9) + "*a" + (i - 1) + "]\n");
        }

        read(bomb.toString());

        assertThat(faults.all()).singleElement().asString().contains("with those of aliases");
    }

    @Test
    void read_nothing_isMissing() {
        assertThat(read("# only a comment\n").isMissingNode()).isTrue();
        assertThat(faults.all()).isEmpty();
    }

    private JsonNode read(String yaml) {
        return YamlTree.read(yaml, faults);
    }
}
