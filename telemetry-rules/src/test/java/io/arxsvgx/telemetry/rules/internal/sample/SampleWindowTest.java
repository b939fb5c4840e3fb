// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.arxsvgx.telemetry.condition.SeriesContext;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The size of a window: it grows and shrinks, has a maximum, and then the stated error. */
class SampleWindowTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long WITHIN = 60 * SECOND;
    private static final long ERROR = WITHIN / 1_024;
    private static final int STRIDE = 5;

    private final SumSummary summary = SumSummary.ofSum();
    private final SampleWindow window = SampleWindow.overTime(summary, WITHIN);
    private final SeriesContext series = new SampledSeries(window).context();
    private final long[] entry = summary.newEntry();

    private void add(double value, long time) {
        window.open(series, 0);
        if (window.advance(time)) {
            entry[SampleSummary.TIME] = time;
            summary.set(entry, value);
            window.add(entry);
        }
        window.close(series, 0);
    }

    private int capacity() {
        return Math.max(0, series.stateArray(0).length / STRIDE - 1);
    }

    @Test
    void capacity_valuesComeAndGo_followsTheirNumber() {
        assertThat(capacity()).isZero();
        for (int i = 0; i < 17; i++) {
            add(1, i);
            assertThat(capacity()).isEqualTo(i < 16 ? 16 : 32);
        }
        for (int i = 17; i < 2_000; i++) {
            add(1, i * SECOND / 20);
        }
        assertThat(capacity()).isEqualTo(2_048);
        for (int i = 0; i < 2_000; i++) {
            add(1, 100 * SECOND + i * SECOND);
        }
        assertThat(window.count()).isEqualTo(60);
        assertThat(capacity()).isEqualTo(256);
        assertThat(summary.figure(window)).isEqualTo(60);
    }

    @Test
    void capacity_burstsWithGaps_isKept() {
        for (int burst = 0; burst < 10; burst++) {
            for (int i = 0; i < 1_000; i++) {
                add(1, burst * 10 * WITHIN + i);
            }
            assertThat(window.count()).isEqualTo(1_000);
            assertThat(capacity()).isEqualTo(1_024);
        }
    }

    @Test
    void count_upToTheMaximumOfEntries_isExact() {
        for (int i = 0; i < 20_000; i++) {
            add(1, i * (WITHIN / SampleWindow.MAX_ENTRIES + 1));
            assertThat(window.count()).isEqualTo(Math.min(i + 1, SampleWindow.MAX_ENTRIES));
        }
        assertThat(capacity()).isEqualTo(SampleWindow.MAX_ENTRIES);
    }

    /** The sum is at least that of the window, and at most that of a window that is longer by the stated error. */
    @Test
    void sum_millionEventsInTheWindow_isWithinTheStatedError() {
        Random random = new Random(1);
        Deque<Long> times = new ArrayDeque<>();
        Deque<Long> longer = new ArrayDeque<>();
        long time = 0;
        for (int i = 0; i < 1_500_000; i++) {
            boolean isBurst = i / 50_000 % 3 == 0;
            time += (long) (random.nextDouble() * (isBurst ? 10_000 : 150_000));
            add(1, time);
            times.add(time);
            longer.add(time);
            removeUntil(times, time - WITHIN);
            removeUntil(longer, time - WITHIN - ERROR);
            if (i % 100 == 0) {
                assertThat(summary.figure(window)).isBetween((double) times.size(), (double) longer.size());
                assertThat(window.count()).isBetween((long) times.size(), (long) longer.size());
            }
        }
        assertThat(times).hasSizeGreaterThan(1_000_000);
        assertThat(capacity()).isEqualTo(SampleWindow.MAX_ENTRIES);
    }

    private static void removeUntil(Deque<Long> times, long last) {
        while (times.getFirst() <= last) {
            times.removeFirst();
        }
    }

    /** Neighbours of equal times are merged first, which adds no error. */
    @Test
    void sum_manyEventsOfEqualTimes_isExact() {
        for (int i = 0; i < 100_000; i++) {
            add(1, i / 1_000 * SECOND);
            assertThat(window.count()).isEqualTo(i % 1_000 + 1 + 1_000 * Math.min(59, i / 1_000));
        }
        assertThat(summary.figure(window)).isEqualTo(60_000);
    }

    @Test
    void sum_shortestWindow_isExact() {
        SampleWindow shortest = SampleWindow.overTime(summary, 1);
        SeriesContext own = new SampledSeries(shortest).context();
        for (int i = 0; i < 30_000; i++) {
            shortest.open(own, 0);
            assertThat(shortest.advance(i / 10_000)).isTrue();
            entry[SampleSummary.TIME] = i / 10_000;
            summary.set(entry, 1);
            shortest.add(entry);
            shortest.close(own, 0);
            assertThat(shortest.count()).isEqualTo(i % 10_000 + 1);
        }
        assertThat(summary.figure(shortest)).isEqualTo(10_000);
    }

    @Test
    void add_steadyStateWithMerges_allocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 200_000; i++) {
                add(1, (round * 200_000 + i) * 500_000L);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(window.count()).isGreaterThan(100_000);
        assertThat(least).as("bytes for 200,000 events").isLessThan(1_000);
    }

    /** The mean number of entries that an event visits does not depend on the length of the window. */
    @Test
    void add_eventsInOrder_visitAConstantNumberOfEntries() {
        int[] merges = {0};
        CommutativeSummary counting = new CommutativeSummary(0) {
            @Override
            void merge(long[] left, int l, long[] right, int r, long[] into, int to) {
                merges[0]++;
            }

            @Override
            boolean isValid(long[] numbers, int position) {
                return true;
            }
        };
        for (long within : new long[] {10, 1_000, 4_000, 100_000}) {
            merges[0] = 0;
            SampleWindow counted = SampleWindow.overTime(counting, within);
            SeriesContext own = new SampledSeries(counted).context();
            long[] sample = counting.newEntry();
            for (int i = 0; i < 300_000; i++) {
                counted.open(own, 0);
                counted.advance(i);
                sample[SampleSummary.TIME] = i;
                sample[SampleSummary.COUNT] = 1;
                counted.add(sample);
                counted.close(own, 0);
            }
            assertThat(merges[0] / 300_000.0)
                    .as("merges per event, %s values", within)
                    .isLessThan(3);
        }
    }
}
