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
 * A program that runs the detector on a tree of files with lines {@code epochSeconds value}. Arguments: the folder with
 * the files, and the folder for results. A result has the name of its file, the header {@code level,alarm_score}, and
 * one line for each value. An {@code alarm_score} of at least 0.5 is an alarm.
 */
public final class SeriesRunner {
    private SeriesRunner() {}

    /** Runs the program, and prints the cost. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException(
                    "expected arguments: the folder with the series, and the folder for results");
        }
        Detected.warmUp();
        Path from = Path.of(args[0]);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                run(file, Path.of(args[1]).resolve(from.relativize(file).toString()));
            }
        }
        Detected.printCost();
    }

    private static void run(Path file, Path result) throws IOException {
        List<String> rows = Files.readAllLines(file);
        rows.removeIf(String::isBlank);
        double[] values = new double[rows.size()];
        for (int i = 0; i < values.length; i++) {
            String[] parts = rows.get(i).trim().split("[\\s,;]+", -1);
            if (parts.length < 2) {
                throw new IOException(
                        file + ", line " + (i + 1) + ": expected \"epochSeconds value\", got \"" + rows.get(i) + "\"");
            }
            values[i] = Double.parseDouble(parts[1]);
        }
        Detected detected = Detected.of(values);
        List<String> lines = new ArrayList<>();
        lines.add("level,alarm_score");
        for (int i = 0; i < values.length; i++) {
            lines.add(detected.levels[i] + "," + detected.alarmScores[i]);
        }
        Files.createDirectories(result.toAbsolutePath().getParent());
        Files.write(result, lines);
    }
}
