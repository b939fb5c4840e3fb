// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.concurrent;

import io.arxsvgx.telemetry.snapshot.ProcessingLatency;
import io.arxsvgx.telemetry.snapshot.ProcessingTimes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A histogram of the processing times of events, over the last one to two periods and in total: eight buckets per
 * doubling, so figures are accurate to an eighth. One thread adds values and starts periods; any thread reads.
 */
public final class LatencyHistogram {
    private static final int SUB = 8;
    private static final int BUCKETS = 62 * SUB;

    private volatile Pages pages =
            new Pages(new AtomicLongArray(BUCKETS), new AtomicLongArray(BUCKETS), new AtomicLongArray(BUCKETS));
    private final AtomicLong nanosInAll = new AtomicLong();

    /** The sum of all earlier periods, the last period, and the present one. */
    private record Pages(AtomicLongArray before, AtomicLongArray last, AtomicLongArray current) {}

    public void add(long nanos, long count) {
        AtomicLongArray page = pages.current;
        int bucket = bucket(Math.max(0, nanos));
        page.lazySet(bucket, page.getPlain(bucket) + count);
        nanosInAll.lazySet(nanosInAll.getPlain() + Math.max(0, nanos) * count);
    }

    public void startPeriod() {
        Pages old = pages;
        AtomicLongArray before = new AtomicLongArray(BUCKETS);
        for (int i = 0; i < BUCKETS; i++) {
            before.setPlain(i, old.before.get(i) + old.last.get(i));
        }
        pages = new Pages(before, old.current, new AtomicLongArray(BUCKETS));
    }

    public ProcessingLatency read() {
        Pages now = pages;
        long[] counts = new long[BUCKETS];
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] = now.last.get(i) + now.current.get(i);
            total += counts[i];
        }
        return new ProcessingLatency(at(counts, total, 0.5), at(counts, total, 0.99), at(counts, total, 1));
    }

    /** Returns the number of events per interval of the bounds; the last counts those above all bounds. */
    public ProcessingTimes readAll() {
        Pages now = pages;
        long total = nanosInAll.get();
        List<Duration> bounds = ProcessingTimes.BOUNDS;
        long[] counts = new long[bounds.size() + 1];
        int bound = 0;
        for (int i = 0; i < BUCKETS; i++) {
            while (bound < bounds.size() && top(i) > bounds.get(bound).toNanos()) {
                bound++;
            }
            counts[bound] += now.before.get(i) + now.last.get(i) + now.current.get(i);
        }
        return new ProcessingTimes(Arrays.stream(counts).boxed().toList(), Duration.ofNanos(total));
    }

    private static Duration at(long[] counts, long total, double share) {
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < counts.length && wanted > 0; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Duration.ofNanos(top(i));
            }
        }
        return Duration.ZERO;
    }

    private static int bucket(long nanos) {
        if (nanos < SUB) {
            return (int) nanos;
        }
        int octave = 63 - Long.numberOfLeadingZeros(nanos);
        return (octave - 2) * SUB + (int) (nanos >>> (octave - 3)) - SUB;
    }

    private static long top(int bucket) {
        if (bucket < SUB) {
            return bucket;
        }
        int octave = bucket / SUB + 2;
        return ((long) (bucket % SUB + SUB + 1) << (octave - 3)) - 1;
    }
}
