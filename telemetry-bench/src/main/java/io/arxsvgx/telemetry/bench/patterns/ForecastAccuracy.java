// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.patterns;

import io.arxsvgx.telemetry.patterns.internal.forecast.Forecaster;
import io.arxsvgx.telemetry.patterns.internal.forecast.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A program that forecasts each line of a CSV file (an id, then its values), and writes a line of forecasts, lower and
 * upper ends for each. Arguments: the file with the series, the file to write, the number of steps (48 by default).
 */
public final class ForecastAccuracy {
    private ForecastAccuracy() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        int horizon = args.length > 2 ? Integer.parseInt(args[2]) : 48;
        Forecaster forecaster = Forecaster.of(0.95);
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            if (line.isBlank()) {
                continue;
            }
            double[] values = Arrays.stream(line.split(",", -1))
                    .skip(1)
                    .filter(text -> !text.isBlank())
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            Prediction prediction = forecaster.forecast(values, horizon);
            lines.add(joined(horizon, prediction::expected)
                    + ","
                    + joined(horizon, prediction::low)
                    + ","
                    + joined(horizon, prediction::high));
        }
        Files.write(Path.of(args[1]), lines);
    }

    private static String joined(int horizon, IntToDoubleFunction value) {
        return IntStream.range(0, horizon)
                .mapToObj(step -> Double.toString(value.applyAsDouble(step)))
                .collect(Collectors.joining(","));
    }
}
