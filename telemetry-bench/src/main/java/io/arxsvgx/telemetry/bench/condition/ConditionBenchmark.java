// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.condition;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SimpleCondition;
import io.arxsvgx.telemetry.condition.ValueWindow;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A benchmark of the cost of an event, from {@code record} to its verdict, with one rule on 400 series of a
 * caller-driven processor. No event breaches. The rule uses {@code threshold}, a spread written as a {@link
 * SimpleCondition} or as an evaluator, or two of them; or a condition over a window of 60 seconds, which has 60 values.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ConditionBenchmark {
    private static final int SERIES = 400;
    static final int EVENTS = 4_000;
    private static final double NEVER = 1e9;
    private static final int WITHIN = 60;
    private static final String TYPE = "temperature";
    private static final Parameter LIMIT =
            Parameter.number("limit", "The spread above which it breaches.").asRequired();
    private static final Parameter COUNT =
            Parameter.integer("count", 1, 1_000, "The number of values.").withDefault(10);

    /** The rules on each series. */
    @Param({
        "none",
        "threshold",
        "trend",
        "newest",
        "spread_10",
        "spread_100",
        "mean_10_seconds",
        "evaluator_10",
        "threshold and spread_10",
        "rate",
        "average",
        "average_10_values",
        "deviation",
        "quantile",
        "maximum",
        "count",
        "status_ratio"
    })
    public String rules;

    private final double[] values = new double[EVENTS];
    private final TelemetrySeries[] series = new TelemetrySeries[SERIES];
    private ManualTimeSource time;
    private TelemetryProcessor processor;

    /** Fills the windows. */
    @Setup
    public void start() {
        Random random = new Random(1);
        for (int i = 0; i < EVENTS; i++) {
            values[i] = random.nextGaussian();
        }
        time = TimeSource.manual(Instant.parse("2026-01-01T00:00:00Z"));
        processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder().timeSource(time).build())
                .condition(spread("spread", COUNT))
                .condition(mean())
                .condition(new SpreadProvider())
                .callerDriven()
                // failure detection, which the service loader finds, would run on this thread too
                .isolated()
                .build();
        for (String name : List.of(rules.split(" and ", -1))) {
            addRule(name);
        }
        processor.start();
        for (int i = 0; i < SERIES; i++) {
            series[i] = processor.series("source_" + i, TYPE);
        }
        for (int i = 0; i < 100; i++) {
            events();
        }
    }

    private static SimpleCondition spread(String kind, Parameter count) {
        return SimpleCondition.builder(kind)
                .overLast(count)
                .figure("spread", window -> window.max() - window.min())
                .above(LIMIT)
                .build();
    }

    private static SimpleCondition mean() {
        return SimpleCondition.builder("mean")
                .over(Duration.ofSeconds(10))
                .figure("mean", ValueWindow::mean)
                .above(LIMIT)
                .build();
    }

    private void addRule(String name) {
        AlertRule.Builder rule = AlertRule.builder(name).parameter("field", TYPE);
        switch (name) {
            case "none" -> {}
            case "threshold" ->
                processor.addAlertRule(rule.condition("threshold")
                        .parameter("operator", ">")
                        .parameter("value", NEVER)
                        .build());
            case "trend" ->
                processor.addAlertRule(
                        rule.condition("trend").parameter("threshold", NEVER).build());
            case "newest" -> addOwn(rule.condition("spread").parameter("count", 1));
            case "spread_10" -> addOwn(rule.condition("spread").parameter("count", 10));
            case "spread_100" -> addOwn(rule.condition("spread").parameter("count", 100));
            case "mean_10_seconds" -> addOwn(rule.condition("mean"));
            case "evaluator_10" -> addOwn(rule.condition(SpreadProvider.KIND));
            case "rate" -> addWindowed(rule.condition("rate"));
            case "average" -> addWindowed(aggregate(rule, "avg").parameter("within", WITHIN));
            case "average_10_values" -> addWindowed(aggregate(rule, "avg").parameter("window", 10));
            case "deviation" -> addWindowed(aggregate(rule, "stddev").parameter("within", WITHIN));
            case "quantile" ->
                addWindowed(
                        aggregate(rule, "quantile").parameter("quantile", 0.99).parameter("within", WITHIN));
            case "maximum" -> addWindowed(aggregate(rule, "max").parameter("within", WITHIN));
            case "count" ->
                addWindowed(rule.condition("count").parameter("times", 1).parameter("within", WITHIN));
            case "status_ratio" ->
                addWindowed(rule.condition("status_ratio")
                        .parameter("status", List.of("ERROR"))
                        .parameter("within", WITHIN));
            default -> throw new IllegalArgumentException(name);
        }
    }

    private static AlertRule.Builder aggregate(AlertRule.Builder rule, String function) {
        return rule.condition("aggregate").parameter("function", function);
    }

    private void addWindowed(AlertRule.Builder rule) {
        processor.addAlertRule(
                rule.parameter("operator", ">").parameter("value", NEVER).build());
    }

    private void addOwn(AlertRule.Builder rule) {
        processor.addAlertRule(rule.parameter("limit", NEVER).build());
    }

    /** Records ten events of each series, a second apart. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int events() {
        int evaluated = 0;
        for (int i = 0; i < EVENTS; i++) {
            series[i % SERIES].record(values[i]);
            if (i % SERIES == SERIES - 1) {
                time.advance(Duration.ofSeconds(1));
                evaluated += processor.runOnce();
            }
        }
        return evaluated;
    }

    TelemetryProcessor processor() {
        return processor;
    }

    /** Closes the processor. */
    @TearDown
    public void stop() {
        processor.close();
    }
}
