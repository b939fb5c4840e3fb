// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.patterns;

import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import io.arxsvgx.telemetry.patterns.DetectionProgress;
import io.arxsvgx.telemetry.patterns.FailureDetection;
import io.arxsvgx.telemetry.series.SeriesHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * A program that measures the share of a core that failure detection uses, and its delay, with many series of one value
 * per second each and a round per second: a quarter each of noise, seasonal series, random walks, and rising series.
 * The clock is simulated, the CPU time is real. Arguments: the file to write (CSV), series (1,000 by default), seconds
 * (900 by default).
 */
public final class DetectionCost {
    private static final int KEPT = 16;

    private DetectionCost() {}

    /** Runs the program, which writes a line for each minute. */
    public static void main(String[] args) throws IOException {
        int series = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 900;
        Plant plant = new Plant(series);
        long empty = used();
        FailureDetection detection = new FailureDetection();
        List<String> lines = new ArrayList<>();
        lines.add("second,share_of_core,looks_per_second,behind_series,behind_seconds,open_patterns,kib_per_series");
        DetectionProgress before = detection.progress();
        for (int second = 1; second <= seconds; second++) {
            plant.tick();
            detection.detect(plant);
            if (second % 60 == 0) {
                DetectionProgress now = detection.progress();
                lines.add(String.format(
                        Locale.ROOT,
                        "%d,%.4f,%.1f,%d,%.1f,%d,%.1f",
                        second,
                        (now.busyNanos() - before.busyNanos()) / 60e9,
                        (now.looks() - before.looks()) / 60.0,
                        now.behindSeries(),
                        now.behindSeconds(),
                        now.openPatterns(),
                        (used() - empty) / 1024.0 / series));
                before = now;
            }
        }
        Files.write(Path.of(args[0]), lines);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /**
     * The series, of which a few values are kept, as in a processor with this number of series and default settings.
     */
    private static final class Plant implements DetectionContext {
        private final Random random = new Random(1);
        private final double[] walks;
        private final long[] times = new long[KEPT];
        private final double[][] values;
        private int second;

        Plant(int series) {
            walks = new double[series];
            values = new double[series][KEPT];
        }

        void tick() {
            second++;
            System.arraycopy(times, 1, times, 0, KEPT - 1);
            times[KEPT - 1] = now().getEpochSecond() * 1_000_000_000L;
            for (int i = 0; i < values.length; i++) {
                System.arraycopy(values[i], 1, values[i], 0, KEPT - 1);
                values[i][KEPT - 1] = value(i);
            }
        }

        private double value(int i) {
            double noise = random.nextGaussian();
            walks[i] += noise;
            return switch (i % 4) {
                case 0 -> 50 + noise;
                case 1 -> 50 + 10 * Math.sin(2 * Math.PI * second / (20 + i % 50)) + noise;
                case 2 -> walks[i];
                default -> 0.01 * second + noise;
            };
        }

        @Override
        public Instant now() {
            return Instant.ofEpochSecond(1_750_000_000L + second);
        }

        @Override
        public List<SeriesHistory> series() {
            List<SeriesHistory> all = new ArrayList<>(values.length);
            int size = Math.min(second, KEPT);
            long[] newest = Arrays.copyOfRange(times, KEPT - size, KEPT);
            for (int i = 0; i < values.length; i++) {
                all.add(new SeriesHistory(
                        "source" + i / 4,
                        "type" + i % 4,
                        newest,
                        Arrays.copyOfRange(values[i], KEPT - size, KEPT),
                        second,
                        size));
            }
            return all;
        }

        @Override
        public void report(FailurePattern pattern) {}

        @Override
        public void report(RiskAssessment assessment) {}

        @Override
        public void report(String type, Map<String, Object> figures) {}
    }
}
