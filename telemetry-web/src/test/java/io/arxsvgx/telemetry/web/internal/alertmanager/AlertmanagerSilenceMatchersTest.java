// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.alertmanager;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.arxsvgx.telemetry.alert.Silence;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the conversion of matchers between Alertmanager and silences. */
class AlertmanagerSilenceMatchersTest {
    private static Map<String, String> toSilence(String... matchers) {
        return AlertmanagerSilenceMatchers.toSilence(
                Arrays.stream(matchers).map(AlertmanagerMatcher::parse).toList(), UnaryOperator.identity());
    }

    private static String shown(Map<String, String> matchers) {
        Instant now = Instant.parse("2026-01-31T12:00:00Z");
        Silence silence = new Silence("id", matchers, now, now.plusSeconds(1), "ann", "");
        return AlertmanagerSilenceMatchers.of(silence).stream()
                .map(AlertmanagerMatcher::toString)
                .collect(joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "alertname=\"hot\"; rule_id; hot",
                "source=\"pump\"; source; pump",
                "type=\"temperature\"; type; temperature",
                "severity=\"critical\"; severity; critical",
                "severity=\"page\"; labels.severity; page",
                "site=\"a\"; labels.site; a",
                "site!=\"a\"; labels.site!=; a",
                "site=~\"a|b\"; labels.site=~; a|b",
                "site!~\"a|b\"; labels.site!~; a|b",
                "alertname!=\"hot\"; labels.alertname!=; hot",
                "uri=\"/a*\"; labels.uri=~; /a\\*",
                "uri!=\"/a*.b\"; labels.uri!~; /a\\*\\.b",
                "site=\"\"; labels.site=~; ''",
                "site!=\"\"; labels.site!=; ''"
            })
    void toSilence_eachOperator_isAKeyAndIsShownAsItWasGiven(String matcher, String key, String value) {
        Map<String, String> matchers = toSilence(matcher);

        assertThat(matchers).containsExactly(Map.entry(key, value));
        assertThat(shown(matchers)).isEqualTo(matcher);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "source; pump*; source=~\"pump.*\"",
                "rule_id; hot*1.5; alertname=~\"hot.*1\\.5\"",
                "rule_name; Hot; rule_name=\"Hot\"",
                "label.team; blue; team=\"blue\"",
                "labels.http.route; /x; http_route=\"/x\"",
                "labels.uri!=; /x*; uri!~\"/x.*\"",
            })
    void of_silencesOfOthers_areShownInValidNotation(String key, String value, String matcher) {
        assertThat(shown(Map.of(key, value))).isEqualTo(matcher);
    }

    @Test
    void toSilence_severalOfAName_areJoinedWhereTheyCanBe() {
        assertThat(toSilence("a!=\"x\"", "a!=\"y.z\"", "a!=\"x\""))
                .isEqualTo(Map.of("labels.a!=", "x", "labels.a!~", "y\\.z"));
        assertThat(toSilence("a!~\"x+\"", "a!~\"y\"")).isEqualTo(Map.of("labels.a!~", "(?:x+)|(?:y)"));
        assertThat(toSilence("a=\"x\"", "a=~\"x|y\"", "a!=\"z\"")).hasSize(3);
        for (List<String> two : List.of(List.of("a=\"x\"", "a=\"y\""), List.of("a=~\"x\"", "a=~\"y\""))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> toSilence(two.toArray(String[]::new)))
                    .withMessageContaining("two matchers");
        }
    }

    @Test
    void valid_names_areThoseOfAlertmanager() {
        assertThat(AlertmanagerNames.valid("http.route")).isEqualTo("http_route");
        assertThat(AlertmanagerNames.valid("1st größe")).isEqualTo("_1st_gr__e");
        assertThat(AlertmanagerNames.valid("\uD83D\uDE00")).isEqualTo("_");
    }

    @Test
    void valid_namesThatBecomeTheSame_areKeptApart() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("a.b", "1");
        labels.put("a-b", "2");
        labels.put("a_b", "3");
        SortedMap<String, String> expected = new TreeMap<>(Map.of("a_b", "3", "a_b_", "2", "a_b__", "1"));

        assertThat(AlertmanagerNames.valid(labels)).isEqualTo(expected);
    }
}
