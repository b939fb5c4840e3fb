// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.patterns;

import io.arxsvgx.telemetry.patterns.internal.series.LimitCrossing;
import io.arxsvgx.telemetry.patterns.internal.series.TimeToLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * A program that measures the prediction of the time to failure on simulated degradation, at half of the life since the
 * last maintenance: the error relative to the remaining time, and the coverage of the 95 % interval. Degradation goes
 * from 20 to a limit of 100 in 200 to 600 steps. Noise has a deviation of 1, or of 5 in noisy series. Maintenance
 * resets it. Arguments: the file to write (CSV), series of each kind (1,000 by default).
 */
public final class RemainingLifeAccuracy {
    private static final double BEGIN = 20;
    private static final double LIMIT = 100;

    private RemainingLifeAccuracy() {}

    private record Kind(String name, double bend, double noise, int resets) {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        int series = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        List<Kind> kinds = List.of(
                new Kind("linear", 0, 1, 0),
                new Kind("exponential", 3, 1, 0),
                new Kind("linear noisy", 0, 5, 0),
                new Kind("exponential noisy", 3, 5, 0),
                new Kind("linear with resets", 0, 1, 2),
                new Kind("exponential with resets", 3, 1, 2),
                new Kind("exponential noisy with resets", 3, 5, 2));
        List<String> lines = new ArrayList<>();
        lines.add("kind,median_error,interval_holds,predicted");
        List<Double> all = new ArrayList<>();
        List<Double> noisy = new ArrayList<>();
        for (Kind kind : kinds) {
            List<Double> errors = new ArrayList<>();
            lines.add(line(kind, series, errors));
            all.addAll(errors);
            noisy.addAll(kind.noise > 1 && kind.resets == 0 ? errors : List.of());
        }
        lines.add(String.format(Locale.ROOT, "noisy of both bends,%.4f,,", median(noisy)));
        lines.add(String.format(Locale.ROOT, "all,%.4f,,", median(all)));
        Files.write(Path.of(args[0]), lines);
    }

    private static String line(Kind kind, int series, List<Double> errors) {
        Random random = new Random(11);
        int holds = 0;
        int predicted = 0;
        for (int i = 0; i < series; i++) {
            int life = 200 + random.nextInt(400);
            double[] values = wear(random, kind, life);
            double left = life - (life / 2 - 1);
            Optional<LimitCrossing> crossing = TimeToLimit.of(values, LIMIT, true);
            double error =
                    crossing.map(found -> Math.abs(found.steps() - left) / left).orElse(1.0);
            errors.add(error);
            predicted += crossing.isPresent() ? 1 : 0;
            holds += crossing.filter(found -> found.low() <= left && left <= found.high())
                            .isPresent()
                    ? 1
                    : 0;
        }
        return String.format(
                Locale.ROOT,
                "%s,%.4f,%.3f,%.3f",
                kind.name,
                median(errors),
                (double) holds / Math.max(1, predicted),
                (double) predicted / series);
    }

    /** Returns some lives that maintenance ends early, and half of one. */
    private static double[] wear(Random random, Kind kind, int life) {
        double[] values = new double[life * kind.resets + life / 2];
        int at = 0;
        for (int reset = 0; reset < kind.resets; reset++) {
            int length = life * (60 + random.nextInt(35)) / 100;
            at = stretch(random, kind, life, length, values, at);
        }
        return Arrays.copyOf(values, stretch(random, kind, life, life / 2, values, at));
    }

    private static int stretch(Random random, Kind kind, int life, int length, double[] values, int from) {
        for (int i = 0; i < length; i++) {
            double age = (double) i / life;
            double growth = kind.bend == 0 ? age : Math.expm1(kind.bend * age) / Math.expm1(kind.bend);
            values[from + i] = BEGIN + (LIMIT - BEGIN) * growth + kind.noise * random.nextGaussian();
        }
        return from + length;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
    }
}
