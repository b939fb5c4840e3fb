// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A metric with a name, a type and samples. Not thread-safe. */
public final class MetricFamily {
    private static final Comparator<Sample> BY_LABEL_VALUES =
            Comparator.comparing(sample -> String.join("\0", sample.labels().values()));

    private final String name;
    private final Type type;
    private final String help;
    private final List<Sample> samples = new ArrayList<>();

    /** The metric types, each with the common suffix of its sample names. */
    enum Type {
        COUNTER("_total"),
        GAUGE(""),
        INFO("_info"),
        SUMMARY(""),
        HISTOGRAM("");

        final String suffix;

        Type(String suffix) {
            this.suffix = suffix;
        }
    }

    /** One line: the suffix after the family's name, the labels in the order of their names, and the value. */
    record Sample(String suffix, SortedMap<String, String> labels, String value) {}

    private MetricFamily(String name, Type type, String help) {
        this.name = name;
        this.type = type;
        this.help = help;
    }

    /** Returns a counter without samples; {@code name} has no suffix {@code _total}. */
    public static MetricFamily counter(String name, String help) {
        return new MetricFamily(name, Type.COUNTER, help);
    }

    /** Returns a gauge without samples. */
    public static MetricFamily gauge(String name, String help) {
        return new MetricFamily(name, Type.GAUGE, help);
    }

    /** Returns an info metric, whose labels carry the information; {@code name} has no suffix {@code _info}. */
    public static MetricFamily info(String name, String help, Map<String, String> labels) {
        MetricFamily info = new MetricFamily(name, Type.INFO, help);
        info.add("_info", labels, "1");
        return info;
    }

    /** Returns a summary of quantiles between 0 and 1, in seconds. */
    public static MetricFamily summary(String name, String help, SortedMap<Double, Duration> quantiles) {
        MetricFamily summary = new MetricFamily(name, Type.SUMMARY, help);
        quantiles.forEach(
                (quantile, value) -> summary.add("", Map.of("quantile", number(quantile)), number(seconds(value))));
        return summary;
    }

    /**
     * Returns a histogram of durations, in seconds.
     *
     * @param bounds the upper bounds of the buckets, ascending
     * @param counts the number of observations of each bucket, and last, of those beyond all bounds
     * @param total the sum of the observations
     */
    public static MetricFamily histogram(
            String name, String help, List<Duration> bounds, List<Long> counts, Duration total) {
        MetricFamily histogram = new MetricFamily(name, Type.HISTOGRAM, help);
        long count = 0;
        for (int i = 0; i < counts.size(); i++) {
            count += counts.get(i);
            double bound = i < bounds.size() ? seconds(bounds.get(i)) : Double.POSITIVE_INFINITY;
            histogram.add("_bucket", Map.of("le", number(bound)), Long.toString(count));
        }
        histogram.add("_count", Map.of(), Long.toString(count));
        histogram.add("_sum", Map.of(), number(seconds(total)));
        return histogram;
    }

    /** Adds a sample to a counter or gauge. A label value may be any text. */
    public MetricFamily add(Map<String, String> labels, double value) {
        add(type.suffix, labels, number(value));
        return this;
    }

    private void add(String suffix, Map<String, String> labels, String value) {
        samples.add(new Sample(suffix, new TreeMap<>(labels), value));
    }

    String name() {
        return name;
    }

    Type type() {
        return type;
    }

    String help() {
        return help;
    }

    /** Returns the samples as they are written: those of a counter or gauge in the order of their label values. */
    List<Sample> samples() {
        if (type == Type.COUNTER || type == Type.GAUGE) {
            return samples.stream().sorted(BY_LABEL_VALUES).toList();
        }
        return samples;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return Double.toString(value);
    }
}
