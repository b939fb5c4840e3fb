// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Inhibition against a search through all alerts, over few labels so that rules apply often. */
class InhibitionProperties {
    @Provide
    Arbitrary<SortedMap<String, String>> labels() {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), Arbitraries.of("x", "y", "z"))
                .map(TreeMap::new);
    }

    @Provide
    Arbitrary<InhibitRule> rules() {
        Arbitrary<LabelMatchers> matchers = Arbitraries.of("a=x", "a!=x", "b=~x|y", "c!~x", "c=z", "b=x,c=y", "")
                .map(text -> new LabelMatchers(MatcherParser.parseAll(text)));
        Arbitrary<List<String>> equal =
                Arbitraries.of("a", "b", "c", "d").list().uniqueElements().ofMaxSize(2);
        return Combinators.combine(matchers, matchers, equal).as(InhibitRule::new);
    }

    @Property(seed = "2")
    void isInhibited_anyRulesAndAlerts_asTheDefinition(
            @ForAll List<@From("rules") InhibitRule> rules,
            @ForAll List<@From("labels") SortedMap<String, String>> firing,
            @ForAll("labels") SortedMap<String, String> alert) {
        boolean expected =
                rules.stream().anyMatch(rule -> firing.stream().anyMatch(source -> isInhibitedBy(rule, source, alert)));

        Inhibition.Snapshot snapshot = new Inhibition(rules).at(firing);

        assertThat(snapshot.isInhibited(alert)).isEqualTo(expected);
        SortedMap<String, String> inhibitor = snapshot.inhibitor(alert);
        if (inhibitor != null) {
            assertThat(rules).anyMatch(rule -> isInhibitedBy(rule, inhibitor, alert));
        }
    }

    private static boolean isInhibitedBy(InhibitRule rule, Map<String, String> source, Map<String, String> alert) {
        boolean isOnBothSides = rule.source().matches(alert) && rule.target().matches(alert);
        boolean isSourceOnBothSides =
                rule.source().matches(source) && rule.target().matches(source);
        return rule.source().matches(source)
                && rule.target().matches(alert)
                && !(isOnBothSides && isSourceOnBothSides)
                && rule.equal().stream()
                        .allMatch(name -> source.getOrDefault(name, "").equals(alert.getOrDefault(name, "")));
    }

    @Example
    void isInhibited_tenThousandFiring_everyTargetOfACriticalHost() {
        InhibitRule rule = new InhibitRule(
                new LabelMatchers(MatcherParser.parseAll("severity=critical")),
                new LabelMatchers(MatcherParser.parseAll("severity=~warning|critical")),
                List.of("host"));
        List<SortedMap<String, String>> firing =
                IntStream.range(0, 10_000).mapToObj(InhibitionProperties::alert).toList();

        Inhibition.Snapshot snapshot = new Inhibition(List.of(rule)).at(firing);

        // a critical alert is on both sides, and so is every other that could mute it
        assertThat(firing.stream().filter(snapshot::isInhibited))
                .hasSize(5_000)
                .allMatch(labels -> labels.containsValue("warning"));
        assertThat(firing.stream().filter(labels -> !snapshot.isInhibited(labels)))
                .allMatch(labels -> labels.containsValue("critical"));
    }

    private static SortedMap<String, String> alert(int number) {
        return new TreeMap<>(Map.of("host", "h" + number / 2, "severity", number % 2 == 0 ? "critical" : "warning"));
    }
}
