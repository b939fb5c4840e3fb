// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.operations;

import io.arxsvgx.telemetry.internal.state.SeriesRegistry;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.TypeIndex;
import io.arxsvgx.telemetry.series.SeriesCardinality;
import io.arxsvgx.telemetry.series.SeriesCardinality.LabelCount;
import io.arxsvgx.telemetry.series.SeriesCardinality.TypeCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A reader of the numbers of series by type and label. Thread-safe. */
final class CardinalityReader {
    private CardinalityReader() {}

    static SeriesCardinality read(SeriesRegistry registry) {
        Map<String, Set<String>> all = new HashMap<>();
        List<TypeCount> types = new ArrayList<>();
        for (TypeIndex index : registry.types().values()) {
            Map<String, Set<String>> ofType = new HashMap<>();
            for (SeriesState series : index.series.values()) {
                add(ofType, series);
                add(all, series);
            }
            int streams =
                    index.streams().stream().mapToInt(of -> of.series.size()).sum();
            if (!index.series.isEmpty() || streams > 0) {
                types.add(new TypeCount(index.type, index.series.size(), streams, index.refused.get(), counts(ofType)));
            }
        }
        types.sort(Comparator.comparingInt(TypeCount::series).reversed().thenComparing(TypeCount::type));
        return new SeriesCardinality(registry.size(), registry.most(), registry.mostOfType(), types, counts(all));
    }

    private static void add(Map<String, Set<String>> values, SeriesState series) {
        series.labels.forEach((name, value) ->
                values.computeIfAbsent(name, any -> new HashSet<>()).add(value));
    }

    private static List<LabelCount> counts(Map<String, Set<String>> values) {
        List<LabelCount> counts = new ArrayList<>();
        values.forEach((name, all) -> counts.add(new LabelCount(name, all.size())));
        counts.sort(Comparator.comparingInt(LabelCount::values).reversed().thenComparing(LabelCount::label));
        return counts;
    }
}
