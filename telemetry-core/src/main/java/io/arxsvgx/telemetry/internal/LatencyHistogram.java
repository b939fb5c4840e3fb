// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import io.arxsvgx.telemetry.snapshot.ProcessingLatency;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long events took, over the last one to two periods: eight buckets for each doubling, so a figure is right to an
 * eighth. One thread adds and turns the page; any thread reads.
 */
final class LatencyHistogram {
    private static final int SUB = 8;
    private static final int BUCKETS = 62 * SUB;

    private volatile AtomicLongArray current = new AtomicLongArray(BUCKETS);
    private volatile AtomicLongArray last = new AtomicLongArray(BUCKETS);

    void add(long nanos, long count) {
        AtomicLongArray page = current;
        int bucket = bucket(Math.max(0, nanos));
        page.lazySet(bucket, page.getPlain(bucket) + count);
    }

    void turnPage() {
        last = current;
        current = new AtomicLongArray(BUCKETS);
    }

    ProcessingLatency read() {
        AtomicLongArray a = last;
        AtomicLongArray b = current;
        long[] counts = new long[BUCKETS];
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] = a.get(i) + (a == b ? 0 : b.get(i));
            total += counts[i];
        }
        return new ProcessingLatency(at(counts, total, 0.5), at(counts, total, 0.99), at(counts, total, 1));
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
