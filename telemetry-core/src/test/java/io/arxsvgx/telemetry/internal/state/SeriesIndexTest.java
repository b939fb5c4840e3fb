// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.text.LabelSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesIndexTest {
    private static final String TYPE = "temperature";

    private final SeriesRegistry registry = new SeriesRegistry(100_000, 0, 5);

    private SeriesState indexed(String source) {
        return registry.findIndexed(SeriesIndex.hash(source, TYPE, LabelSet.EMPTY), source, TYPE, LabelSet.EMPTY);
    }

    @Test
    void findIndexed_manySeries_findsNearlyAllWithoutTheMaps() {
        int found = 0;
        for (int i = 0; i < 50_000; i++) {
            registry.find("sensor_" + i, TYPE, LabelSet.EMPTY);
        }
        for (int i = 0; i < 50_000; i++) {
            SeriesState series = indexed("sensor_" + i);
            assertThat(series == null || series.source().equals("sensor_" + i)).isTrue();
            found += series == null ? 0 : 1;
        }
        assertThat(found).isGreaterThan(49_000);
    }

    @Test
    void findIndexed_unknownSeries_isNull() {
        registry.find("known", TYPE, LabelSet.EMPTY);

        assertThat(indexed("other")).isNull();
        assertThat(registry.findIndexed(SeriesIndex.hash("known", TYPE, LabelSet.EMPTY), "other", TYPE, LabelSet.EMPTY))
                .isNull();
    }

    @Test
    void findIndexed_forgottenSeries_isNullUntilItIsMadeAgain() {
        SeriesState before = registry.find("known", TYPE, LabelSet.EMPTY);
        registry.forget(before);
        assertThat(indexed("known")).isNull();

        SeriesState again = registry.find("known", TYPE, LabelSet.EMPTY);

        assertThat(indexed("known")).isSameAs(again).isNotSameAs(before);
    }

    @Test
    void find_sourcesWithOneHash_findsEachOfThem() {
        List<String> sources = colliding();
        List<SeriesState> made = new ArrayList<>();
        sources.forEach(source -> made.add(registry.find(source, TYPE, LabelSet.EMPTY)));

        assertThat(sources.stream().map(SeriesIndexTest::hash).distinct()).hasSize(1);
        for (int i = 0; i < made.size(); i++) {
            assertThat(registry.find(sources.get(i), TYPE, LabelSet.EMPTY)).isSameAs(made.get(i));
        }
        assertThat(registry.size()).isEqualTo(sources.size());
    }

    @Test
    void find_collidingSourceForgotten_findsTheOthers() {
        List<String> sources = colliding();
        sources.forEach(source -> registry.find(source, TYPE, LabelSet.EMPTY));
        SeriesState first = registry.find(sources.get(0), TYPE, LabelSet.EMPTY);

        registry.forget(first);

        assertThat(registry.find(sources.get(sources.size() - 1), TYPE, LabelSet.EMPTY))
                .isNotNull();
        assertThat(registry.size()).isEqualTo(sources.size() - 1);
        assertThat(registry.find(sources.get(0), TYPE, LabelSet.EMPTY)).isNotSameAs(first);
    }

    private static int hash(String source) {
        return SeriesIndex.hash(source, TYPE, LabelSet.EMPTY);
    }

    /** 64 texts of one hash code: "Aa" and "BB" have the same. */
    private static List<String> colliding() {
        List<String> texts = List.of("");
        for (int i = 0; i < 6; i++) {
            texts = texts.stream()
                    .flatMap(text -> List.of(text + "Aa", text + "BB").stream())
                    .toList();
        }
        return texts;
    }
}
