// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherParserTest {
    @Test
    void parseAll_listWithBracesQuotesAndEscapes_eachMatcher() {
        assertThat(shown("{foo = \"bar\", dings != bums, a=~\"x|y\",b!~z.*, }"))
                .containsExactly("foo=\"bar\"", "dings!=\"bums\"", "a=~\"x|y\"", "b!~\"z.*\"");
        assertThat(shown("quote=\"She said: \\\"Hi, all\\\"\"")).containsExactly("quote=\"She said: \\\"Hi, all\\\"\"");
        assertThat(MatcherParser.parse("a=x\\ny\\z").value()).isEqualTo("x\ny\\z");
        assertThat(shown("")).isEmpty();
        assertThat(shown("{}")).isEmpty();
        assertThat(shown("a=")).containsExactly("a=\"\"");
    }

    @Test
    void parse_unicode_namesAndValues() {
        assertThat(MatcherParser.parse("\"http.méthode, x\"=\"größe\"").name()).isEqualTo("http.méthode, x");
        assertThat(MatcherParser.parse("http.method=GET")).hasToString("\"http.method\"=\"GET\"");
        assertThat(MatcherParser.parse("größe=\"größer\"").value()).isEqualTo("größer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "=b",
                "a=\"b",
                "a=b\"",
                "a=\"b\"c\"",
                "a b=c",
                "a,b=c",
                ",",
                "a=b,,c=d",
                "a=~\"[\"",
                "a=~\"(?=x)\""
            })
    void parseAll_broken_isRefused(String text) {
        assertThatThrownBy(() -> MatcherParser.parseAll(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parseAll_longOrNested_isRefusedWithoutHarm() {
        assertThatThrownBy(() -> MatcherParser.parseAll("a=~" + "x".repeat(5_000)))
                .hasMessageContaining("regular expression of 5006 characters");
        assertThatThrownBy(() -> MatcherParser.parseAll("a=~" + "(".repeat(2_000) + ")".repeat(2_000)))
                .hasMessageContaining("more than 500 groups within each other");
        assertThatThrownBy(() -> MatcherParser.parseAll("\"" + "a\\b".repeat(100_000) + "=b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){100}",
                "((a{1000}){1000}){1000}",
                "(a{1000}){2}",
                "(?:[^]{2,}](x|b{2,40}?)+){26}",
                "x(\\Q)\\E{30}){40}",
                "(\\p{Greek}{40}|[[:alpha:])]{40}){26}",
                "(abcdefghijklmnopqrstuvwxyz){999}",
                "x{1000}x{1000}x{1000}x{1000}x{1000}x",
                "{2000}x",
                "a{500}){500}(?:",
                "(?<name>x)",
                "\\é",
                "[x\\é]"
            })
    void new_regularExpressionThatWouldGrow_isRefusedBeforeItIsCompiled(String regex) {
        assertThatThrownBy(() -> new LabelMatcher("a", LabelMatcher.Operator.REGEX, regex))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "regular expression too large.*|expected \\(\\?P<name>.*|invalid escape sequence.*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a{1000}",
                "(a{10}){100}",
                "(a{10}|b{20}){50}",
                "\\x{10FFFF}",
                "\\x{1234}\\p{Greek}",
                "[{2000}]",
                "[]({]{2}",
                "a{,2000}",
                "\\{2000}",
                "\\Q({2000}\\E",
                "(?P<name>x){0}",
                "[\\\\é]é\\."
            })
    void new_regularExpressionWithinLimits_isAccepted(String regex) {
        assertThat(new LabelMatcher("a", LabelMatcher.Operator.NOT_REGEX, regex).matches(Map.of("a", "?")))
                .isTrue();
    }

    @Test
    void new_regularExpressionOfTheGreatestLength_isAccepted() {
        LabelMatcher matcher = new LabelMatcher("a", LabelMatcher.Operator.REGEX, "[" + "ab".repeat(2_040) + "]");

        assertThat(matcher.matches(Map.of("a", "b"))).isTrue();
    }

    @Test
    void matches_missingLabel_isEmpty() {
        assertThat(MatcherParser.parse("a=\"\"").matches(Map.of())).isTrue();
        assertThat(MatcherParser.parse("a!=b").matches(Map.of())).isTrue();
        assertThat(MatcherParser.parse("a=~\"b?\"").matches(Map.of())).isTrue();
        assertThat(MatcherParser.parse("a!~\".+\"").matches(Map.of())).isTrue();
        assertThat(MatcherParser.parse("a=~\".+\"").matches(Map.of())).isFalse();
    }

    @Test
    void matches_regularExpression_theWholeValueInLinearTime() {
        LabelMatcher matcher = MatcherParser.parse("a=~\"(x+x+)+y|b\"");

        assertThat(matcher.matches(Map.of("a", "b"))).isTrue();
        assertThat(matcher.matches(Map.of("a", "ab"))).isFalse();
        assertThat(matcher.matches(Map.of("a", "x".repeat(1_000)))).isFalse();
        assertThat(MatcherParser.parse("a=~b.c").matches(Map.of("a", "b\nc"))).isFalse();
        assertThat(MatcherParser.parse("a=~b").matches(Map.of("a", "b\n"))).isFalse();
    }

    private static List<String> shown(String text) {
        return MatcherParser.parseAll(text).stream().map(LabelMatcher::toString).toList();
    }
}
