// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;

/** A set of labels is a sorted map without empty values, whatever the order of the labels was. */
class LabelSetProperties {
    @Provide
    Arbitrary<Map<String, String>> labels() {
        StringArbitrary texts = Arbitraries.strings().withChars("abÄ😀=\"{}").ofMaxLength(4);
        return Arbitraries.maps(texts.ofMinLength(1), texts).ofMaxSize(6);
    }

    private static Map<String, String> shuffled(Map<String, String> labels, Random random) {
        List<Map.Entry<String, String>> entries = new ArrayList<>(labels.entrySet());
        Collections.shuffle(entries, random);
        Map<String, String> shuffled = new LinkedHashMap<>();
        entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));
        return shuffled;
    }

    @Property
    void of_anyOrder_isTheSortedMapWithoutEmptyValues(
            @ForAll("labels") Map<String, String> labels, @ForAll Random random) {
        Map<String, String> expected = new TreeMap<>(labels);
        expected.values().removeIf(String::isEmpty);
        LabelSet set = LabelSet.of(labels);
        LabelSet again = LabelSet.of(shuffled(labels, random));

        assertThat((Map<String, String>) set).isEqualTo(expected).hasSameHashCodeAs(expected);
        assertThat(expected.equals(set)).isTrue();
        assertThat(new ArrayList<>(set.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
        assertThat(again.isSame(set)).isTrue();
        assertThat((Object) again).as("events of one series share the set").isSameAs(set);
        assertThat(again.identityHash()).isEqualTo(set.identityHash());
        assertThat(again.compareTo(set)).isZero();
        labels.keySet().forEach(name -> assertThat(set.value(name)).isEqualTo(expected.getOrDefault(name, "")));
        assertThat(set.containsKey("absent")).isFalse();
    }

    @Property
    void only_anyNames_keepsThoseLabels(@ForAll("labels") Map<String, String> labels, @ForAll Set<String> others) {
        List<String> names = new ArrayList<>(others);
        labels.keySet().stream().limit(2).forEach(names::add);
        Map<String, String> expected = new TreeMap<>(LabelSet.of(labels));
        expected.keySet().retainAll(names);

        assertThat((Map<String, String>) LabelSet.of(labels).only(names)).isEqualTo(expected);
    }

    @Property
    void isSame_twoSets_isTheEqualityOfTheirMaps(
            @ForAll("labels") Map<String, String> one, @ForAll("labels") Map<String, String> other) {
        LabelSet first = LabelSet.of(one);
        LabelSet second = LabelSet.of(other);
        assertThat(first.isSame(second)).isEqualTo(new TreeMap<>(first).equals(new TreeMap<>(second)));
        assertThat(Integer.signum(first.compareTo(second))).isEqualTo(-Integer.signum(second.compareTo(first)));
    }
}
