// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Duration;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary changes of one part of a rule. */
final class Variations {
    private record Variation(String part, UnaryOperator<AlertRule> change) {}

    private Variations() {}

    static Arbitrary<Step> of(Arbitrary<String> ids) {
        Arbitrary<Variation> any = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(Severity.class).map(Variations::severity)),
                Tuple.of(4, Arbitraries.of("a", "b", "a b", "").map(Variations::actions)),
                Tuple.of(1, Arbitraries.of(0, 10, 30).map(Variations::keepFiringFor)),
                Tuple.of(1, Arbitraries.of(0, 20).map(Variations::repeatInterval)),
                Tuple.of(2, Arbitraries.of(0, 5, 30).map(Variations::forDuration)),
                Tuple.of(1, Arbitraries.of("*", "s*", "s1").map(Variations::source)),
                Tuple.of(1, Arbitraries.of("t", "u").map(field -> parameter("field", field))),
                Tuple.of(1, Arbitraries.of(true, false).map(Variations::enabled)),
                Tuple.of(1, Arbitraries.just(new Variation("nothing", rule -> rule))));
        return Combinators.combine(ids, any).as((id, one) -> new Step.VaryRule(id, one.part, one.change));
    }

    private static Variation severity(Severity severity) {
        return new Variation(
                "severity " + severity.label(),
                rule -> rule.toBuilder().severity(severity).build());
    }

    private static Variation actions(String names) {
        String[] actions = names.isEmpty() ? new String[0] : names.split(" ");
        return new Variation(
                "actions [" + names + "]",
                rule -> rule.toBuilder().actions(actions).build());
    }

    private static Variation keepFiringFor(int seconds) {
        Duration time = Duration.ofSeconds(seconds);
        return new Variation(
                "keepFiringFor " + seconds + " s",
                rule -> rule.toBuilder().keepFiringFor(time).build());
    }

    private static Variation repeatInterval(int seconds) {
        Duration time = Duration.ofSeconds(seconds);
        return new Variation(
                "repeatInterval " + seconds + " s",
                rule -> rule.toBuilder().repeatInterval(time).build());
    }

    private static Variation forDuration(int seconds) {
        Duration time = Duration.ofSeconds(seconds);
        return new Variation(
                "for " + seconds + " s",
                rule -> rule.toBuilder().forDuration(time).build());
    }

    private static Variation source(String source) {
        return new Variation(
                "source " + source, rule -> rule.toBuilder().source(source).build());
    }

    private static Variation parameter(String key, Object value) {
        return new Variation(
                key + " " + value,
                rule -> rule.toBuilder().parameter(key, value).build());
    }

    private static Variation enabled(boolean isEnabled) {
        return new Variation(
                isEnabled ? "enabled" : "disabled",
                rule -> rule.toBuilder().enabled(isEnabled).build());
    }
}
