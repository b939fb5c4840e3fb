// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that runs the detector on the Numenta Anomaly Benchmark. Arguments: a folder with {@code data/**.csv}, and
 * the folder for results: {@code <category>/<file>.csv} with the columns {@code timestamp,value,anomaly_score,level}.
 * An {@code anomaly_score} of at least 0.5 is an alarm.
 */
public final class NabRunner {
    private NabRunner() {}

    /** Runs the program, and prints the cost. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException(
                    "expected arguments: the folder that contains data, and the folder for results");
        }
        Detected.warmUp();
        Path data = Path.of(args[0], "data");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                run(file, Path.of(args[1]).resolve(data.relativize(file).toString()));
            }
        }
        Detected.printCost();
    }

    private static void run(Path file, Path result) throws IOException {
        List<String> rows = Files.readAllLines(file);
        rows.removeIf(String::isBlank);
        double[] values = new double[rows.size() - 1];
        for (int i = 0; i < values.length; i++) {
            String row = rows.get(i + 1);
            values[i] = Double.parseDouble(row.substring(row.indexOf(',') + 1).trim());
        }
        Detected detected = Detected.of(values);
        List<String> lines = new ArrayList<>();
        lines.add("timestamp,value,anomaly_score,level");
        for (int i = 0; i < values.length; i++) {
            lines.add(rows.get(i + 1).trim() + "," + detected.alarmScores[i] + "," + detected.levels[i]);
        }
        Files.createDirectories(result.toAbsolutePath().getParent());
        Files.write(result, lines);
    }
}
