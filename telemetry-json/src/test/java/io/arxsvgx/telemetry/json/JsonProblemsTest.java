// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that no message of the parser itself is shown to a user. */
class JsonProblemsTest {
    private final JsonCodec json = new JsonCodec(new JsonLimits(10, 100, 20, 30, 1_000));

    private String problem(String text) {
        Throwable fault =
                catchThrowable(() -> json.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        return fault == null ? "" : String.valueOf(fault.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1,2|unexpected end: array not closed",
                "{\"a\":1|unexpected end: object not closed",
                "{\"a\":\"x|unexpected end: string not closed",
                "{\"a\":NaN}|\"NaN\" is not a JSON number",
                "[-Infinity]|is not a JSON number",
                "{\"a\":oops}|unknown word \"oops\"; expected a value",
                "{\"a\" 1}|unexpected \"1\"; expected a colon",
                "{\"a\":1 \"b\":2}|unexpected \"\"\"; expected a comma",
                "{a:1}|unexpected \"a\"; expected a key in double quotes",
                "[1}|unexpected \"}\"; expected \"]\"",
                "{\"a\":1,\"a\":2}|duplicate key \"a\"",
                "{} {}|unexpected text after the first value",
                "{\"\\ud800\":1}|a key contains an unpaired surrogate",
                "{\"a\":01}|leading zero in a number",
                "[\"\\x\"]|unknown escape sequence in a string",
                "[[[[[[[[[[[[1]]]]]]]]]]]]|nesting depth exceeds the maximum of 10",
                "[123456789012345678901]|number length exceeds the maximum of 20",
                "{\"abcdefghijklmnopqrstuvwxyz0123456789\":1}|key length exceeds the maximum of 30",
            })
    void read_noJson_saysWhatInItsOwnWords(String text, String words) {
        assertThat(problem(text)).contains(words);
    }

    private JsonNode withComments(String text) throws IOException {
        return json.readWithComments(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// first\n{\"a\": 1, // one\n// \"b\": 2\n \"c\": \"//x\"} // last",
                "/* first */ {\"a\": /* one */ 1, \"c\": \"//x\"}",
            })
    void readWithComments_comments_areIgnored_readRefusesThem(String text) throws IOException {
        assertThat(withComments(text).toString()).isEqualTo("{\"a\":1,\"c\":\"//x\"}");
        assertThat(problem(text)).contains("unexpected \"/\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "// nothing|empty text: expected JSON",
                "{} // one\\n{}|unexpected text after the first value",
                "{\"a\":1,\"a\":2}|duplicate key \"a\"",
                "{} /* not closed|unexpected end",
                "{} # shell|unexpected \"#\"",
            })
    void readWithComments_noJson_isRefusedAsByRead(String text, String words) {
        assertThatThrownBy(() -> withComments(text.replace("\\n", "\n")))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining(words);
    }

    @Test
    void read_anyDamage_namesNoLibrary() {
        String[] good = {
            "{\"source\":\"s\",\"type\":\"t\",\"value\":1.5e3,\"meta\":{\"x\":[true,false,null,\"\\u00e9\\n\"]}}",
            "[{\"a\":-0.5,\"b\":\"c\"},[],{},[[1]]]",
        };
        Random random = new Random(3);
        String letters = "{}[]\":,\\'/#ab01.eE+-NI \n\t\u0000\u001f\u00e9x";
        for (int round = 0; round < 30_000; round++) {
            StringBuilder text = new StringBuilder(good[random.nextInt(good.length)]);
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(text.length());
                char letter = letters.charAt(random.nextInt(letters.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, letter);
                    case 1 -> text.insert(at, letter);
                    default -> text.setLength(Math.max(1, at));
                }
            }
            assertThat(problem(text.toString()))
                    .doesNotContain("REDACTED", "Stream", "JsonRead", "Feature", "token", "jackson", "java.", "Source")
                    .matches("[^\\p{Cntrl}]*");
        }
    }
}
