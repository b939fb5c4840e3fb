// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.text.LabelSet;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A fingerprint is the same for the same rule and series in every process, and differs for others. */
class AlertIdsProperties {
    /** A rule on a series. */
    record Subject(String rule, String source, String type, LabelSet labels) {
        String fingerprint() {
            return new AlertIds().fingerprint(rule, source, type, labels);
        }
    }

    @Provide
    Arbitrary<Subject> subjects() {
        Arbitrary<String> names =
                Arbitraries.strings().withChars("a1:").ofMinLength(1).ofMaxLength(3);
        Arbitrary<LabelSet> labels = Arbitraries.maps(names, names).ofMaxSize(2).map(LabelSet::of);
        return Combinators.combine(names, names, names, labels).as(Subject::new);
    }

    @Property
    void fingerprint_twoSubjects_isEqualForEqualOnes(
            @ForAll("subjects") Subject one, @ForAll("subjects") Subject other) {
        assertThat(one.fingerprint()).isEqualTo(one.fingerprint()).matches("[0-9a-f]{24}");
        assertThat(one.fingerprint().equals(other.fingerprint())).isEqualTo(one.equals(other));
    }

    @Example
    void fingerprint_typeThatLooksLikeLabels_isAnother() {
        assertThat(new Subject("r", "s", "11:temperature1:a1:1", LabelSet.EMPTY).fingerprint())
                .isNotEqualTo(new Subject("r", "s", "temperature", LabelSet.of(Map.of("a", "1"))).fingerprint());
    }

    /** Receivers know these alerts by the fingerprints that releases without labels gave. */
    @Example
    void fingerprint_withoutLabels_isThatOfEarlierReleases() {
        assertThat(new Subject("hot", "s", "temperature", LabelSet.EMPTY).fingerprint())
                .isEqualTo("5897ad12f00318ffd512b2db");
    }

    @Example
    void fingerprint_withLabels_staysTheSame() {
        assertThat(new Subject("hot", "s", "temperature", LabelSet.of(Map.of("b", "2", "a", "1"))).fingerprint())
                .isEqualTo("7ca5136d0b75fd6a87cf7f9c");
    }
}
