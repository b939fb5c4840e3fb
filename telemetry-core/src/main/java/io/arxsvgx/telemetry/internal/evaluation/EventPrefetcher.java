// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.evaluation;

import io.arxsvgx.telemetry.internal.ingest.EventAccessor;
import io.arxsvgx.telemetry.internal.ingest.MpscRingBuffer;
import io.arxsvgx.telemetry.internal.ingest.SeriesHandle;
import io.arxsvgx.telemetry.internal.ingest.TimestampedSample;
import io.arxsvgx.telemetry.internal.state.SeriesRegistry;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import org.jspecify.annotations.Nullable;

/**
 * The next events of a ring, with their series looked up. The look-ups of a batch do not depend on one another, and read what
 * an evaluation will need, so a processor waits for the memory of several series at the same time rather than for one after
 * the other. Series are kept as numbers, since the garbage collector watches the stores of references. Confined to the loop.
 */
final class EventPrefetcher {
    private static final int SIZE = 32;
    /** Stands for the hash of an item that is not looked up here; so is an event that happens to have this hash. */
    private static final int UNKNOWN = 0;

    private static final String OK = "OK";

    private final SeriesRegistry registry;
    private final EventAccessor events;
    private final int[] hashes = new int[SIZE];
    private final int[] numbers = new int[SIZE];
    private final double[] values = new double[SIZE];
    private final long[] times = new long[SIZE];

    /** Of no meaning: it keeps reading ahead from being left out. */
    @SuppressWarnings("unused")
    private int readAhead;

    EventPrefetcher(SeriesRegistry registry, EventAccessor events) {
        this.registry = registry;
        this.events = events;
    }

    /** Reads the items from a place of a ring on, up to an end or the first slot without one; answers how many. */
    int read(MpscRingBuffer ring, long from, long end) {
        int count = readEvents(ring, from, (int) Math.min(SIZE, end - from));
        readIndex(count);
        readNames(ring, from, count);
        readSeries(count);
        return count;
    }

    private int readEvents(MpscRingBuffer ring, long from, int most) {
        int count = 0;
        while (count < most && ring.token(from + count) == MpscRingBuffer.ITEM) {
            Object item = ring.peek(from + count);
            boolean isPlain = events.isEvent(item) && events.status(item).equals(OK) && !events.hasAttributes(item);
            hashes[count] = isPlain ? events.seriesHash(item) : UNKNOWN;
            values[count] = isPlain ? events.value(item) : 0;
            times[count] = isPlain ? events.time(item) : 0;
            count++;
        }
        return count;
    }

    private void readIndex(int count) {
        for (int i = 0; i < count; i++) {
            numbers[i] = hashes[i] == UNKNOWN ? 0 : registry.index.candidate(hashes[i]);
        }
    }

    private void readNames(MpscRingBuffer ring, long from, int count) {
        for (int i = 0; i < count; i++) {
            SeriesState candidate = registry.byNumber()[numbers[i]];
            if (candidate != null) {
                Object event = ring.peek(from + i);
                String source = events.source(event);
                String type = events.type(event);
                if (!candidate.isNamed(source, type)) {
                    SeriesState series = registry.findIndexed(hashes[i], source, type);
                    numbers[i] = series == null ? 0 : registry.number(series);
                }
            }
        }
    }

    private void readSeries(int count) {
        int ahead = 0;
        for (int i = 0; i < count; i++) {
            SeriesState series = registry.byNumber()[numbers[i]];
            ahead += series == null ? 0 : series.readAllAhead();
        }
        readAhead = ahead;
    }

    /**
     * The series of an event; null where the item has to be processed by itself, as when an earlier event of the batch
     * has shown that the series has expired: its number is not dealt again within a batch.
     */
    @Nullable
    SeriesState series(int at) {
        SeriesState series = registry.byNumber()[numbers[at]];
        return series == null || series.token == SeriesHandle.NO_TOKEN ? null : series;
    }

    double value(int at) {
        return values[at];
    }

    /** The time of an event in nanoseconds since 1970, or {@link TimestampedSample#ARRIVAL}. */
    long time(int at) {
        return times[at];
    }
}
