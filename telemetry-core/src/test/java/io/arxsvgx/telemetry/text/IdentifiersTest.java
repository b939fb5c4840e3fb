// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u3000",
                "a/b",
                "/",
                "a\\b",
                ".",
                "..",
                "a\tb",
                "a\n",
                "\u0000",
                "a\u007f",
                "a\u0085",
                "\ud800",
                "a\udc00b",
                "\udc00\ud800"
            })
    void problem_pathSegmentCannotCarryIt_namesIt(String id) {
        assertThat(Identifiers.problem("rule_id", id)).startsWith("rule_id ");
        assertThatThrownBy(() -> AlertRule.builder(id))
                .isInstanceOfSatisfying(
                        InvalidRuleException.class,
                        e -> assertThat(e.faults()).singleElement().satisfies(fault -> {
                            assertThat(fault.field()).isEqualTo("rule_id");
                            assertThat(Identifiers.isUnicode(fault.message())).isTrue();
                        }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "high_temperature",
                "a b",
                " a ",
                "50%",
                "%2F",
                "a;b",
                "a?b",
                "#1",
                "a&b=c",
                "a+b",
                "...",
                ".a",
                "\"a\"",
                "ü",
                "日本語",
                "\ud83d\ude00",
                "check",
                "new",
                "a\u2028b",
                "*"
            })
    void problem_pathSegmentCanCarryIt_isNone(String id) {
        assertThat(Identifiers.problem("rule_id", id)).isNull();
        assertThat(AlertRule.builder(id)).isNotNull();
    }

    @Test
    void problem_length_isBounded() {
        assertThat(Identifiers.problem("id", "x".repeat(Identifiers.MAX_LENGTH)))
                .isNull();
        assertThat(Identifiers.problem("id", "x".repeat(Identifiers.MAX_LENGTH + 1)))
                .contains("201 characters")
                .hasSizeLessThan(200);
    }

    @Test
    void isUnicode_everyCodePoint_isUnlessItIsHalfAPair() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(c -> !Identifiers.isUnicode(Character.toString(c)))
                        .toArray())
                .containsExactly(IntStream.rangeClosed(0xd800, 0xdfff).toArray());
    }

    @Test
    void rule_textsThatUtf8CannotEncode_areRefusedByTheirKey() {
        String half = "\ud800";
        AlertRule.Builder rule = AlertRule.builder("r")
                .name(half)
                .condition("c")
                .source(half)
                .actions(half)
                .parameter("field", half)
                .label("team", half)
                .annotation(half, "x");

        assertThatThrownBy(rule::build)
                .isInstanceOfSatisfying(
                        InvalidRuleException.class,
                        e -> assertThat(e.faults())
                                .extracting(InvalidRuleException.Fault::field)
                                .containsExactly(
                                        "name", "source", "actions", "parameters.field", "labels.team", "annotations"));
    }
}
