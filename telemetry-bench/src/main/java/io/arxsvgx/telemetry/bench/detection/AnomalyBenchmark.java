// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.detection;

import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.condition.standalone.StandaloneSeries;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.AnomalyCondition;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A benchmark of the cost of a value on a series with one rule of the condition {@code anomaly}, by method. The series
 * is noise with a season and spikes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AnomalyBenchmark {
    private static final int LENGTH = 1 << 16;

    /** The method of the condition. */
    @Param({"adaptive", "zscore", "robust", "seasonal"})
    public String method;

    private final double[] values = new double[LENGTH];
    private final Counted verdicts = new Counted();
    private StandaloneSeries series;
    private int next;

    /** Lets the rule learn the series. */
    @Setup
    public void learn() {
        Random random = new Random(1);
        for (int i = 0; i < LENGTH; i++) {
            values[i] = 5 * Math.sin(2 * Math.PI * i / 256) + random.nextGaussian() + (i % 5_000 == 4_999 ? 20 : 0);
        }
        AlertRule rule = AlertRule.builder("odd")
                .condition("anomaly")
                .parameter("field", "temperature")
                .parameter("method", method)
                .build();
        series = StandaloneSeries.of("sensor_001", "temperature", new AnomalyCondition().evaluator(List.of(rule)));
        for (int i = 0; i < LENGTH; i++) {
            value();
        }
    }

    /** Processes one value. */
    @Benchmark
    public long value() {
        double value = values[next++ & (LENGTH - 1)];
        series.evaluate(value, 0, verdicts);
        return verdicts.breaching;
    }

    private static final class Counted implements Verdicts {
        private long breaching;

        @Override
        public void breaching(int rule) {
            breaching++;
        }

        @Override
        public void holding(int rule) {}

        @Override
        public void unknown(int rule) {}
    }
}
