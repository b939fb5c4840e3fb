// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.patterns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arxsvgx.telemetry.patterns.series.ChangePoint;
import io.arxsvgx.telemetry.patterns.series.ChangePoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds the change points of each JSON file in a folder ({@code name}, {@code values}) and writes them as one JSON object,
 * by name. Arguments: the folder, the file to write.
 */
public final class ChangePointsFound {
    private ChangePointsFound() {}

    /** Reads, finds and writes. */
    public static void main(String[] args) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Map<String, List<Long>> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                JsonNode series = mapper.readTree(file.toFile());
                found.put(series.path("name").asText(), found(series.path("values")));
            }
        }
        mapper.writeValue(Path.of(args[1]).toFile(), found);
    }

    private static List<Long> found(JsonNode values) {
        ChangePoints changes = new ChangePoints();
        List<Long> indexes = new ArrayList<>();
        for (JsonNode value : values) {
            ChangePoint change = changes.next(value.asDouble());
            if (change != null) {
                indexes.add(change.index());
            }
        }
        return indexes;
    }
}
