// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A series with labelled anomalies. */
final class Labelled {
    private static final Pattern TIMES = Pattern.compile("\"(\\d{4}-[^\".]*)[^\"]*\"");

    final double[] values;
    final boolean[] wrong;

    Labelled(double[] values, boolean[] wrong) {
        this.values = values;
        this.wrong = wrong;
    }

    /** Reads one file of the Numenta Anomaly Benchmark, by its name below {@code data}. */
    static Labelled nab(Path folder, String name) throws IOException {
        List<String> rows = Files.readAllLines(folder.resolve("data").resolve(name));
        rows.remove(0);
        rows.removeIf(String::isBlank);
        double[] values = new double[rows.size()];
        boolean[] wrong = new boolean[values.length];
        List<String> bounds = windows(folder, name);
        for (int i = 0; i < values.length; i++) {
            String row = rows.get(i);
            int comma = row.indexOf(',');
            // times in the same format sort as text
            String time = row.substring(0, comma);
            values[i] = Double.parseDouble(row.substring(comma + 1).trim());
            for (int bound = 0; bound + 1 < bounds.size(); bound += 2) {
                wrong[i] |= time.compareTo(bounds.get(bound)) >= 0 && time.compareTo(bounds.get(bound + 1)) <= 0;
            }
        }
        return new Labelled(values, wrong);
    }

    private static List<String> windows(Path folder, String name) throws IOException {
        String all = Files.readString(folder.resolve("labels").resolve("combined_windows.json"));
        int begin = all.indexOf('"' + name + '"');
        if (begin < 0) {
            return List.of();
        }
        int from = all.indexOf(':', begin + name.length());
        int end = all.indexOf(".csv\"", from);
        Matcher times = TIMES.matcher(end < 0 ? all.substring(from) : all.substring(from, end));
        return times.results().map(found -> found.group(1)).toList();
    }

    /** Returns whether there is an anomaly from a value on. */
    boolean isAnyWrong(int from) {
        for (int i = from; i < wrong.length; i++) {
            if (wrong[i]) {
                return true;
            }
        }
        return false;
    }
}
