// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.peers;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Condition;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A program that compares the conditions with the statements of Esper that mean the same, where it has one: the CPU time of an
 * event with one rule on 1,000 series, each with an event a second and a window of 60 seconds, in turn in one JVM, and the heap
 * per series. No event breaches. Arguments: the number of passes; the conditions, all by default.
 */
public final class ConditionPeers {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int SERIES = 1_000;
    private static final int SECONDS = 100;
    private static final int WARM_UP = 5;
    private static final int WITHIN = 60;
    private static final String NEVER = "1e12";
    private static final double LIMIT = 1e12;
    private static final String WINDOW = "Sample#groupwin(source)#time(" + WITHIN + " sec) group by source having ";

    private ConditionPeers() {}

    /** An event for Esper. Immutable. */
    public record Sample(String source, double value, String status) {
        /** Returns the source, as a bean. */
        public String getSource() {
            return source;
        }

        /** Returns the value, as a bean. */
        public double getValue() {
            return value;
        }

        /** Returns the status, as a bean. */
        public String getStatus() {
            return status;
        }
    }

    /** A condition, and the statement of Esper that means the same. */
    private record Pair(Condition condition, @Nullable String statement) {}

    private static Map<String, Pair> pairs() {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        pairs.put("threshold", new Pair(compared("threshold", Map.of()), "select * from Sample(value > " + NEVER + ")"));
        for (String function : List.of("avg", "sum", "min", "max", "stddev")) {
            pairs.put(
                    "aggregate " + function,
                    new Pair(
                            compared("aggregate", Map.of("function", function, "within", WITHIN)),
                            "select " + function + "(value) from " + WINDOW + function + "(value) > " + NEVER));
        }
        pairs.put(
                "aggregate quantile",
                new Pair(
                        compared("aggregate", Map.of("function", "quantile", "quantile", 0.99, "within", WITHIN)), null));
        pairs.put(
                "rate",
                new Pair(
                        compared("rate", Map.of("within", WITHIN)),
                        "select last(value) from " + WINDOW + "(last(value) - first(value)) / " + WITHIN + " > " + NEVER));
        pairs.put(
                "count",
                new Pair(
                        compared("count", Map.of("within", WITHIN, "times", 5)),
                        "select count(*) from Sample(value > " + NEVER + ")#groupwin(source)#time(" + WITHIN
                                + " sec) group by source having count(*) >= 5"));
        pairs.put(
                "status_ratio",
                new Pair(
                        compared("status_ratio", Map.of("within", WITHIN, "status", List.of("ERROR"))),
                        "select count(*) from " + WINDOW + "count(*, status = 'ERROR') > 2 * count(*)"));
        pairs.put(
                "absence",
                new Pair(
                        Condition.of("absence", Map.of("after", WITHIN)),
                        "select a.source from pattern [every a=Sample -> (timer:interval(" + WITHIN
                                + " sec) and not Sample(source = a.source))]"));
        pairs.put("flatline", new Pair(Condition.of("flatline", Map.of("after", WITHIN)), null));
        pairs.put(
                "all_of",
                new Pair(
                        Condition.of(
                                "all_of",
                                Map.of(
                                        "conditions",
                                        List.of(part(LIMIT), part(0.0)))),
                        "select * from Sample#unique(source) where value > 0 and value > " + NEVER));
        addWithoutPeer(pairs);
        return pairs;
    }

    private static void addWithoutPeer(Map<String, Pair> pairs) {
        Map<String, Object> selection = Map.of("field", "sample");
        pairs.put(
                "ratio",
                new Pair(
                        compared("ratio", Map.of("numerator", selection, "denominator", selection, "within", WITHIN)),
                        null));
        pairs.put(
                "any_of",
                new Pair(Condition.of("any_of", Map.of("conditions", List.of(part(LIMIT), part(LIMIT)))), null));
        pairs.put("not", new Pair(Condition.of("not", Map.of("conditions", List.of(part(0.0)))), null));
        pairs.put(
                "sequence",
                new Pair(
                        Condition.of(
                                "sequence",
                                Map.of("conditions", List.of(part(0.0), part(LIMIT)), "within", WITHIN)),
                        null));
        pairs.put(
                "trend",
                new Pair(Condition.of("trend", Map.of("threshold", LIMIT)), null));
        pairs.put("anomaly", new Pair(Condition.of("anomaly", Map.of("sensitivity", 0.01)), null));
        pairs.put("forecast", new Pair(compared("forecast", Map.of("horizon", WITHIN, "window", WITHIN)), null));
        pairs.put("change_point", new Pair(Condition.of("change_point", Map.of("sensitivity", 0.0)), null));
    }

    private static Map<String, Object> part(double limit) {
        return Map.of("condition", "threshold", "parameters", Map.of("operator", ">", "value", limit));
    }

    private static Condition compared(String name, Map<String, Object> parameters) {
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        all.put("operator", ">");
        all.put("value", LIMIT);
        return Condition.of(name, all);
    }

    /** Prints a table. */
    public static void main(String[] args) throws Exception {
        int passes = Integer.parseInt(args[0]);
        List<String> wanted = Arrays.asList(args).subList(1, args.length);
        System.out.println("| condition | ns an event | Esper, ns an event | bytes a series | Esper, bytes a series |");
        System.out.println("| --- | --- | --- | --- | --- |");
        for (Map.Entry<String, Pair> pair : pairs().entrySet()) {
            if (wanted.isEmpty() || wanted.contains(pair.getKey())) {
                compare(pair.getKey(), pair.getValue(), passes);
            }
        }
    }

    private static void compare(String name, Pair pair, int passes) throws Exception {
        long before = usedHeap();
        Side own = new Own(pair.condition());
        own.pass();
        double ownBytes = (double) (usedHeap() - before) / SERIES;
        before = usedHeap();
        Side esper = pair.statement() == null ? null : new Esper(pair.statement());
        if (esper != null) {
            esper.pass();
        }
        double esperBytes = (double) (usedHeap() - before) / SERIES;
        double[] ownTimes = new double[passes];
        double[] esperTimes = new double[passes];
        for (int pass = -WARM_UP; pass < passes; pass++) {
            double ownTime = own.pass();
            double esperTime = esper == null ? 0 : esper.pass();
            if (pass >= 0) {
                ownTimes[pass] = ownTime;
                esperTimes[pass] = esperTime;
            }
        }
        System.out.printf(
                "| %s | %s | %s | %,.0f | %s |%n",
                name,
                show(ownTimes),
                esper == null ? "none" : show(esperTimes),
                ownBytes,
                esper == null ? "none" : String.format("%,.0f", esperBytes));
        own.close();
        if (esper != null) {
            esper.close();
        }
    }

    private static long usedHeap() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static String show(double[] times) {
        Arrays.sort(times);
        return String.format("%.0f (%.0f to %.0f)", times[times.length / 2], times[0], times[times.length - 1]);
    }

    /** One of the two that are compared. */
    private abstract static class Side {
        private final Random random = new Random(1);

        /** Processes some seconds of all series; returns the CPU time of an event in nanoseconds. */
        final double pass() {
            double[] values = random.doubles(SERIES * SECONDS, 1, 2).toArray();
            long begin = THREADS.getCurrentThreadCpuTime();
            for (int second = 0; second < SECONDS; second++) {
                for (int i = 0; i < SERIES; i++) {
                    event(i, values[second * SERIES + i]);
                }
                nextSecond();
            }
            return (double) (THREADS.getCurrentThreadCpuTime() - begin) / values.length;
        }

        abstract void event(int series, double value);

        abstract void nextSecond();

        abstract void close();
    }

    private static final class Own extends Side {
        private final ManualTimeSource clock = TimeSource.manual(Instant.EPOCH);
        private final TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder().timeSource(clock).build())
                .callerDriven()
                // without failure detection, which Esper does not do
                .isolated()
                .build();
        private final TelemetrySeries[] series = new TelemetrySeries[SERIES];

        Own(Condition condition) {
            processor.addAlertRule(
                    AlertRule.builder("rule").on("sample").when(condition).build());
            processor.start();
            for (int i = 0; i < SERIES; i++) {
                series[i] = processor.series("source_" + i, "sample");
            }
        }

        @Override
        void event(int number, double value) {
            series[number].record(value);
        }

        @Override
        void nextSecond() {
            processor.runOnce();
            clock.advance(Duration.ofSeconds(1));
        }

        @Override
        void close() {
            if (!processor.alerts(1).isEmpty()) {
                throw new IllegalStateException("an alert fired: " + processor.alerts(1));
            }
            processor.close();
        }
    }

    private static final class Esper extends Side {
        private final EPRuntime runtime;
        private final String[] sources = new String[SERIES];
        private long now;
        private long fired;

        Esper(String statement) throws Exception {
            Configuration configuration = new Configuration();
            configuration.getCommon().addEventType("Sample", Sample.class);
            EPCompiled compiled = EPCompilerProvider.getCompiler().compile(statement, new CompilerArguments(configuration));
            runtime = EPRuntimeProvider.getRuntime(statement, configuration);
            runtime.getEventService().clockExternal();
            runtime.getEventService().advanceTime(now);
            for (var one : runtime.getDeploymentService().deploy(compiled).getStatements()) {
                one.addListener((come, gone, from, by) -> fired += come == null ? 0 : come.length);
            }
            for (int i = 0; i < SERIES; i++) {
                sources[i] = "source_" + i;
            }
        }

        @Override
        void event(int number, double value) {
            runtime.getEventService().sendEventBean(new Sample(sources[number], value, "OK"), "Sample");
        }

        @Override
        void nextSecond() {
            now += 1_000;
            runtime.getEventService().advanceTime(now);
        }

        @Override
        void close() {
            if (fired > 0) {
                throw new IllegalStateException("a statement fired " + fired + " times");
            }
            runtime.destroy();
        }
    }
}
