// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.rules.internal.adaptive.Mixture;
import io.arxsvgx.telemetry.rules.internal.sample.DeviationSummary;
import io.arxsvgx.telemetry.rules.internal.sample.ExtremeSummary;
import io.arxsvgx.telemetry.rules.internal.sample.QuantileSummary;
import io.arxsvgx.telemetry.rules.internal.sample.RateSummary;
import io.arxsvgx.telemetry.rules.internal.sample.SampleSummary;
import io.arxsvgx.telemetry.rules.internal.sample.SampleWindow;
import io.arxsvgx.telemetry.rules.internal.sample.SampledSeries;
import io.arxsvgx.telemetry.rules.internal.sample.SumSummary;
import io.arxsvgx.telemetry.rules.internal.sample.ValueSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Windows with more values than entries. Of events in order, an entry stands for values that follow each other, so that a figure
 * is that of the newest values, as many as the window counts: those within the length, and some that left at most 1/1024 of it
 * before.
 */
class MergedWindowProperties {
    private static final long WITHIN = 1_000_000;
    private static final int EVENTS = 24_000;
    private static final int EVENTS_PER_CHECK = 1_501;

    private final List<Double> values = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    private static long gap(Random random, int i) {
        boolean isDense = i / 3_000 % 4 != 3;
        return isDense ? random.nextInt(160) : random.nextInt(2_000);
    }

    private static double value(Random random, Mixture mixture, int i) {
        return random.nextInt(200) == 0 ? random.nextInt(5) : mixture.next(random, i);
    }

    /** The values that the window counts, after their number was checked. */
    private List<Double> counted(SampleWindow window) {
        int size = values.size();
        int within = size - firstAfter(times.get(size - 1) - WITHIN);
        int longer = size - firstAfter(times.get(size - 1) - WITHIN - WITHIN / 1_024);
        assertThat(window.count()).isBetween((long) within, (long) longer);
        return values.subList(size - (int) window.count(), size);
    }

    private int firstAfter(long time) {
        int first = times.size();
        while (first > 0 && times.get(first - 1) > time) {
            first--;
        }
        return first;
    }

    @Property(tries = 60, seed = "20261210", edgeCases = EdgeCasesMode.NONE)
    void figure_ofAnySummary_isThatOfTheCountedValues(
            @ForAll @IntRange(max = 4) int function, @ForAll Mixture mixture, @ForAll long seed) {
        values.clear();
        times.clear();
        Random random = new Random(seed);
        double quantile = random.nextDouble();
        double limit = mixture.next(random, 50);
        List<ValueSummary> summaries = List.of(
                SumSummary.ofMean(),
                ExtremeSummary.ofMinimum(),
                ExtremeSummary.ofMaximum(),
                new DeviationSummary(),
                new QuantileSummary(quantile, limit));
        ValueSummary summary = summaries.get(function);
        SampleWindow window = SampleWindow.overTime(summary, WITHIN);
        SeriesContext series = new SampledSeries(window).context();
        long[] entry = summary.newEntry();
        long time = 0;
        for (int i = 0; i < EVENTS; i++) {
            time += gap(random, i);
            values.add(value(random, mixture, i));
            times.add(time);
            summary.set(entry, values.get(i));
            add(window, series, entry, time);
            if (i % EVENTS_PER_CHECK == 0) {
                List<Double> counted = counted(window);
                NaiveFigure expected = switch (function) {
                    case 0 -> NaiveFigure.sum(counted, counted.size());
                    case 1 ->
                        NaiveFigure.exactly(
                                counted.stream().min(Double::compare).orElseThrow());
                    case 2 ->
                        NaiveFigure.exactly(
                                counted.stream().max(Double::compare).orElseThrow());
                    case 3 -> NaiveFigure.deviation(counted);
                    default -> NaiveFigure.quantile(counted, quantile);
                };
                assertAgrees(summary, window, expected, function == 4, limit);
            }
        }
    }

    /** A quantile is compared with the limit exactly; the others are the figure itself. */
    private static void assertAgrees(
            ValueSummary summary, SampleWindow window, NaiveFigure expected, boolean isQuantile, double limit) {
        double figure = summary.figure(window);
        if (isQuantile) {
            double side = Math.signum(expected.least() - limit);
            assertThat(Math.signum(figure - limit))
                    .as("%s, expected %s", figure, expected)
                    .isEqualTo(side);
            assertThat(Math.signum(summary.explained(window) - limit)).isEqualTo(side);
        } else {
            assertThat(figure).isBetween(expected.least(), expected.greatest());
        }
    }

    @Property(tries = 60, seed = "20261211", edgeCases = EdgeCasesMode.NONE)
    void rate_eventsInOrder_isThatOfTheCountedValues(@ForAll boolean isCounter, @ForAll long seed) {
        values.clear();
        times.clear();
        Random random = new Random(seed);
        RateSummary summary = new RateSummary(isCounter);
        SampleWindow window = SampleWindow.overTime(summary, WITHIN);
        SeriesContext series = new SampledSeries(window).context();
        long[] entry = summary.newEntry();
        int resets = 1 + random.nextInt(5_000);
        double value = 0;
        long time = 0;
        for (int i = 0; i < EVENTS; i++) {
            time += gap(random, i);
            value = random.nextInt(resets) == 0 ? random.nextInt(3) : value + random.nextInt(20) / 8.0;
            values.add(value);
            times.add(time);
            summary.set(entry, value, time);
            add(window, series, entry, time);
            if (i % EVENTS_PER_CHECK == EVENTS_PER_CHECK - 1) {
                List<Double> counted = counted(window);
                long nanos = time - times.get(times.size() - counted.size());
                NaiveFigure expected = NaiveFigure.rate(NaiveFigure.array(counted), nanos, isCounter);
                assertThat(summary.rate(window)).isBetween(expected.least(), expected.greatest());
            }
        }
    }

    /** A late sample within a merged entry has no effect, so that it is not taken for a reset. */
    @Property(tries = 60, seed = "20261212", edgeCases = EdgeCasesMode.NONE)
    void rate_lateEventsOfACounterThatOnlyRises_neverCountAReset(@ForAll long seed) {
        Random random = new Random(seed);
        RateSummary summary = new RateSummary(true);
        SampleWindow window = SampleWindow.overTime(summary, WITHIN);
        SeriesContext series = new SampledSeries(window).context();
        long[] entry = summary.newEntry();
        long time = 0;
        for (int i = 0; i < EVENTS; i++) {
            time += random.nextInt(160);
            long own = random.nextInt(3) == 0 ? Math.max(0, time - (long) (random.nextDouble() * WITHIN / 50)) : time;
            summary.set(entry, (double) own, own);
            add(window, series, entry, own);
            if (i > 0 && i % 100 == 0) {
                // the counter rises by one per nanosecond
                assertThat(summary.rate(window)).isBetween(1e9 * (1 - 1e-12), 1e9 * (1 + 1e-12));
            }
        }
        assertThat(window.count()).isGreaterThan(SampleWindow.MAX_ENTRIES);
    }

    private static void add(SampleWindow window, SeriesContext series, long[] entry, long time) {
        window.open(series, 0);
        if (window.advance(time)) {
            entry[SampleSummary.TIME] = time;
            window.add(entry);
        }
        window.close(series, 0);
    }
}
