// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.patterns;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A program that measures the condition {@code change_point} on labelled data. Arguments: the sensitivity; a folder of the
 * Numenta Anomaly Benchmark, with {@code data} and {@code labels}; a folder of JSON files ({@code name}, {@code values}); the
 * file to write the change points of these to, by name. Prints the share of breaches that begin within a labelled window,
 * the share of windows within which one begins, and how many begin outside of them per day.
 */
public final class ChangePointQuality {
    private static final int TIME_LENGTH = "2014-04-01 00:00:00".length();

    private final double sensitivity;
    private int breaches;
    private int inside;
    private int windows;
    private int found;
    private double days;

    private ChangePointQuality(double sensitivity) {
        this.sensitivity = sensitivity;
    }

    private record Window(LocalDateTime from, LocalDateTime to) {
        boolean has(LocalDateTime time) {
            return !time.isBefore(from) && !time.isAfter(to);
        }
    }

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        ChangePointQuality quality = new ChangePointQuality(Double.parseDouble(args[0]));
        quality.measureWindows(Path.of(args[1]));
        System.out.printf(
                Locale.ROOT,
                "%d breaches, precision %.2f, recall %.2f (%d of %d windows), %.2f false a day%n",
                quality.breaches,
                (double) quality.inside / quality.breaches,
                (double) quality.found / quality.windows,
                quality.found,
                quality.windows,
                (quality.breaches - quality.inside) / quality.days);
        quality.writeChangePoints(Path.of(args[2]), Path.of(args[3]));
    }

    private void measureWindows(Path folder) throws IOException {
        JsonNode labels = new ObjectMapper()
                .readTree(folder.resolve("labels/combined_windows.json").toFile());
        Path data = folder.resolve("data");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                List<Window> labelled = new ArrayList<>();
                for (JsonNode window : labels.path(data.relativize(file).toString())) {
                    labelled.add(new Window(
                            time(window.path(0).asText()), time(window.path(1).asText())));
                }
                measure(Files.readAllLines(file), labelled);
            }
        }
    }

    private static LocalDateTime time(String text) {
        return LocalDateTime.parse(text.substring(0, TIME_LENGTH).replace(' ', 'T'));
    }

    private void measure(List<String> rows, List<Window> labelled) {
        ChangePointSeries series = new ChangePointSeries(sensitivity);
        Set<Window> met = new HashSet<>();
        for (String row : rows.subList(1, rows.size())) {
            if (series.add(Double.parseDouble(row.substring(row.indexOf(',') + 1)))) {
                List<Window> now = labelled.stream()
                        .filter(window -> window.has(time(row)))
                        .toList();
                breaches++;
                inside += now.isEmpty() ? 0 : 1;
                met.addAll(now);
            }
        }
        windows += labelled.size();
        found += met.size();
        days += Duration.between(time(rows.get(1)), time(rows.get(rows.size() - 1)))
                        .toMinutes()
                / (double) Duration.ofDays(1).toMinutes();
    }

    private void writeChangePoints(Path folder, Path result) throws IOException {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
        Map<String, List<Integer>> changes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                JsonNode series = mapper.readTree(file.toFile());
                changes.put(series.path("name").asText(), changePoints(series.path("values")));
            }
        }
        mapper.writeValue(result.toFile(), changes);
    }

    /** Returns the change points. A missing value is skipped, but counts in the indexes. */
    private List<Integer> changePoints(JsonNode values) {
        ChangePointSeries series = new ChangePointSeries(sensitivity);
        List<Integer> places = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i).asDouble(Double.NaN);
            if (Double.isFinite(value)) {
                places.add(i);
                if (series.add(value)) {
                    indexes.add(places.get(places.size() - series.changedAgo()));
                }
            }
        }
        return indexes;
    }
}
