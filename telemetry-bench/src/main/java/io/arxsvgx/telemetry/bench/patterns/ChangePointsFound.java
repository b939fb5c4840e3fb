// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.patterns;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.arxsvgx.telemetry.patterns.internal.series.ChangePoint;
import io.arxsvgx.telemetry.patterns.internal.series.ChangePoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A program that finds the change points of each JSON file in a folder ({@code name}, {@code values}), and writes them
 * as one JSON object, by name. Arguments: the folder, the file to write.
 */
public final class ChangePointsFound {
    private ChangePointsFound() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
        Map<String, List<Integer>> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                JsonNode series = mapper.readTree(file.toFile());
                found.put(series.path("name").asText(), found(series.path("values")));
            }
        }
        mapper.writeValue(Path.of(args[1]).toFile(), found);
    }

    /** Returns the change points. A missing value is skipped, but counts in the indexes. */
    private static List<Integer> found(JsonNode values) {
        ChangePoints changes = new ChangePoints();
        List<Integer> places = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i).asDouble(Double.NaN);
            if (Double.isFinite(value)) {
                places.add(i);
                ChangePoint change = changes.next(value);
                if (change != null) {
                    indexes.add(places.get((int) change.index()));
                }
            }
        }
        return indexes;
    }
}
