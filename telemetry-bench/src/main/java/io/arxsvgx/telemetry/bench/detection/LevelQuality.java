// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.detection;

import com.amazon.randomcutforest.RandomCutForest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A program that measures how well the anomaly score ranks anomalous values before others, compared with |z| against
 * the last 100 values, a random cut forest (50 trees of 256 points, shingles of 8 values), and chance. Argument: the
 * folder of the Numenta Anomaly Benchmark. It prints means over the files with a window, and over generated series. The
 * first 150 values of each are ignored.
 */
public final class LevelQuality {
    private static final int FROM = 150;
    private static final int BASELINE = 100;
    private static final int SEEDS = 4;
    private static final DatasetBase[] BASES = {
        DatasetBase.NOISE,
        DatasetBase.EXPONENTIAL,
        DatasetBase.STUDENT,
        DatasetBase.AUTOREGRESSIVE,
        DatasetBase.WALK,
        DatasetBase.SEASON,
        DatasetBase.BURSTS,
        DatasetBase.QUANTISED
    };

    private LevelQuality() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        List<Labelled> nab = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                String name = folder.resolve("data").relativize(file).toString().replace('\\', '/');
                Labelled series = Labelled.nab(folder, name);
                if (series.isAnyWrong(FROM)) {
                    nab.add(series);
                }
            }
        }
        List<Labelled> generated = new ArrayList<>();
        for (DatasetBase base : BASES) {
            for (Planted planted : Planted.values()) {
                for (int seed = 0; seed < SEEDS; seed++) {
                    generated.add(planted.in(base, new Random(seed)));
                }
            }
        }
        System.out.printf(
                "| score | AUC-PR, %d files of NAB | VUS-PR | AUC-PR, %d generated | VUS-PR |%n",
                nab.size(), generated.size());
        System.out.println("| --- | --- | --- | --- | --- |");
        Map<String, UnaryOperator<double[]>> all = new TreeMap<>(Map.of(
                "level", values -> Detected.of(values).levels,
                "random cut forest", LevelQuality::forest,
                "|z| against the last 100", LevelQuality::z,
                "chance", LevelQuality::chance));
        all.forEach((name, scores) ->
                System.out.println("| " + name + " |" + means(nab, scores) + means(generated, scores)));
    }

    private static String means(List<Labelled> all, UnaryOperator<double[]> scores) {
        double area = 0;
        double volume = 0;
        for (Labelled series : all) {
            ScoreRanking ranking = new ScoreRanking(scores.apply(series.values), series.wrong, FROM);
            area += ranking.averagePrecision() / all.size();
            volume += ranking.volume() / all.size();
        }
        return String.format(Locale.ROOT, " %.3f | %.3f |", area, volume);
    }

    private static double[] forest(double[] values) {
        RandomCutForest forest = RandomCutForest.builder()
                .dimensions(8)
                .shingleSize(8)
                .internalShinglingEnabled(true)
                .numberOfTrees(50)
                .sampleSize(256)
                .randomSeed(1)
                .build();
        double[] scores = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            float[] point = {(float) values[i]};
            scores[i] = forest.getAnomalyScore(point);
            forest.update(point);
        }
        return scores;
    }

    private static double[] z(double[] values) {
        double[] scores = new double[values.length];
        for (int i = 2; i < values.length; i++) {
            int begin = Math.max(0, i - BASELINE);
            double mean = 0;
            for (int j = begin; j < i; j++) {
                mean += values[j] / (i - begin);
            }
            double square = 0;
            for (int j = begin; j < i; j++) {
                square += (values[j] - mean) * (values[j] - mean) / (i - begin);
            }
            double off = Math.abs(values[i] - mean);
            scores[i] = off == 0 ? 0 : Math.min(1e9, off / Math.sqrt(square));
        }
        return scores;
    }

    private static double[] chance(double[] values) {
        Random random = new Random(1);
        return random.doubles(values.length).toArray();
    }
}
