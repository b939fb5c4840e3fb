// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.patterns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A program that counts the patterns that failure detection finds in series without failures: for each kind of series
 * and each detector, patterns per series and hour, and how many would raise an alert at the default threshold. Every
 * series has a rule with a limit far above it. Six sources of the same type and three types of a source run at the same
 * time, for the detectors that compare series. Arguments: the file to write (CSV), hours of each kind (18 by default),
 * seconds between rounds (20).
 */
public final class PatternFalsePositiveRate {
    private static final int HOUR = 3_600;
    private static final int SOURCES = 6;
    private static final int TYPES = 3;
    private static final double THRESHOLD = 0.8;
    private static final double FAR = 1e4;

    private PatternFalsePositiveRate() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        int hours = args.length > 1 ? Integer.parseInt(args[1]) : 18;
        int round = args.length > 2 ? Integer.parseInt(args[2]) : 20;
        List<String> lines = new ArrayList<>();
        lines.add("base,detector,patterns_per_hour,alerts_per_hour,highest_confidence");
        for (PatternBench base : PatternBench.values()) {
            Map<String, double[]> counts = new TreeMap<>();
            counts.put("all", new double[3]);
            int scenes = Math.max(1, hours / (SOURCES * TYPES));
            for (int i = 0; i < scenes; i++) {
                for (Scene.Found found : scene(
                                base,
                                new Random(
                                        13 * i + List.of(PatternBench.values()).indexOf(base)))
                        .play(round)) {
                    count(counts.computeIfAbsent(found.detector(), any -> new double[3]), found);
                    count(counts.get("all"), found);
                }
            }
            double seen = scenes * SOURCES * TYPES;
            counts.forEach((detector, count) -> lines.add(String.format(
                    Locale.ROOT,
                    "%s,%s,%.3f,%.3f,%.2f",
                    base.name().toLowerCase(Locale.ROOT),
                    detector,
                    count[0] / seen,
                    count[1] / seen,
                    count[2])));
        }
        Files.write(Path.of(args[0]), lines);
    }

    private static Scene scene(PatternBench base, Random random) {
        Scene scene = new Scene();
        for (int source = 0; source < SOURCES; source++) {
            for (int type = 0; type < TYPES; type++) {
                scene.with("source" + source, "type" + type, base.values(random, HOUR));
            }
        }
        for (int type = 0; type < TYPES; type++) {
            scene.above("type" + type, FAR);
        }
        return scene;
    }

    private static void count(double[] counts, Scene.Found found) {
        counts[0]++;
        counts[1] += found.confidence > THRESHOLD && found.severity > 0 ? 1 : 0;
        counts[2] = Math.max(counts[2], found.confidence);
    }
}
