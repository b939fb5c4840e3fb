// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.internal.state.SeriesRegistry;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.internal.state.TypeIndex;
import io.arxsvgx.telemetry.text.ForeignText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The description of a type with too many series, which names the label whose values make them so many. Stateless. */
final class SeriesFlood {
    /** How many series are read, so that the loop stops for less than a millisecond. */
    private static final int READ_AT_MOST = 1_000;

    private SeriesFlood() {}

    static String describe(TypeIndex type, SeriesRegistry registry) {
        String text = "series limit reached for type " + ForeignText.quote(type.type) + ": one type may have "
                + registry.mostOfType() + " of " + registry.most()
                + " series (maxSeries); events of its further series are discarded";
        String label = label(type);
        return label.isEmpty() ? text : text + "; " + label;
    }

    /** Returns the label with the most values among some series, as text; empty without labels. */
    private static String label(TypeIndex type) {
        Map<String, Set<String>> values = new HashMap<>();
        int[] read = new int[1];
        for (SeriesState series : type.series.values()) {
            if (read[0]++ == READ_AT_MOST) {
                break;
            }
            series.labels.forEach((name, value) ->
                    values.computeIfAbsent(name, any -> new HashSet<>()).add(value));
        }
        String worst = "";
        int most = 0;
        for (Map.Entry<String, Set<String>> one : values.entrySet()) {
            int count = one.getValue().size();
            if (count > most || (count == most && one.getKey().compareTo(worst) < 0)) {
                worst = one.getKey();
                most = count;
            }
        }
        int of = Math.min(read[0], READ_AT_MOST);
        return most == 0
                ? ""
                : "label " + ForeignText.quote(worst) + " has the most values, " + most + " in " + of + " series";
    }
}
