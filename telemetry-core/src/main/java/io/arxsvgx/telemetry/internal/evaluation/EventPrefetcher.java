// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.evaluation;

import io.arxsvgx.telemetry.internal.ingest.EventAccessor;
import io.arxsvgx.telemetry.internal.ingest.MpscRingBuffer;
import io.arxsvgx.telemetry.internal.ingest.SeriesHandle;
import io.arxsvgx.telemetry.internal.ingest.TimestampedSample;
import io.arxsvgx.telemetry.internal.state.SeriesRegistry;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.text.LabelSet;
import org.jspecify.annotations.Nullable;

/**
 * A prefetcher of the next events of a ring and their series. The look-ups of a batch are independent of one another
 * and read the data that an evaluation needs, so the memory accesses of several series overlap. Series are stored as
 * numbers, since stores of references have a garbage collector barrier. Confined to the loop.
 */
final class EventPrefetcher {
    private static final int SIZE = 32;
    /** The hash of an item that is not looked up here; an event with this hash is not looked up either. */
    private static final int UNKNOWN = 0;

    private static final String OK = "OK";

    private final SeriesRegistry registry;
    private final EventAccessor events;
    private final int[] hashes = new int[SIZE];
    private final int[] numbers = new int[SIZE];
    private final double[] values = new double[SIZE];
    private final long[] times = new long[SIZE];

    /** A sink for values that are read ahead, so that the compiler does not remove the reads. */
    @SuppressWarnings("unused")
    private int readAhead;

    EventPrefetcher(SeriesRegistry registry, EventAccessor events) {
        this.registry = registry;
        this.events = events;
    }

    /** Reads the items of a ring from an index up to an end or the first slot without an item; returns their number. */
    int read(MpscRingBuffer ring, long from, long end) {
        int count = readEvents(ring, from, (int) Math.min(SIZE, end - from));
        readIndex(count);
        readNames(ring, from, count);
        readSeries(count);
        return count;
    }

    private int readEvents(MpscRingBuffer ring, long from, int limit) {
        int count = 0;
        while (count < limit && ring.token(from + count) == MpscRingBuffer.ITEM) {
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
                LabelSet labels = events.labels(event);
                if (!candidate.isNamed(source, type, labels)) {
                    SeriesState series = registry.findIndexed(hashes[i], source, type, labels);
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
     * Returns the series of an event; null if the item has to be processed separately, for example because an earlier
     * event of the batch has expired the series, whose number is not reused within a batch.
     */
    @Nullable
    SeriesState series(int at) {
        SeriesState series = registry.byNumber()[numbers[at]];
        return series == null || series.token == SeriesHandle.NO_TOKEN ? null : series;
    }

    double value(int at) {
        return values[at];
    }

    /** Returns the time of an event in nanoseconds since 1970, or {@link TimestampedSample#ARRIVAL}. */
    long time(int at) {
        return times[at];
    }
}
