// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap of the series with open alerts, by their deadlines on the monotonic clock. Each series stores its
 * index, so that its key can be changed. Confined to the loop.
 */
public final class DeadlineHeap {
    private final List<SeriesState> heap = new ArrayList<>();

    @Nullable
    public SeriesState first() {
        return heap.isEmpty() ? null : heap.get(0);
    }

    public int size() {
        return heap.size();
    }

    /** Sets the key of a series; a key later than the present one is applied when the present one is reached. */
    public void setKeyAtLatest(SeriesState series, long key) {
        if (series.heapIndex < 0) {
            series.heapKey = key;
            series.heapIndex = heap.size();
            heap.add(series);
            up(series);
        } else if (key - series.heapKey < 0) {
            series.heapKey = key;
            up(series);
        }
    }

    /** Sets the key of a series, whether it is later or earlier than the present one. */
    public void setKey(SeriesState series, long key) {
        remove(series);
        setKeyAtLatest(series, key);
    }

    public void remove(SeriesState series) {
        int hole = series.heapIndex;
        if (hole < 0) {
            return;
        }
        series.heapIndex = -1;
        SeriesState last = heap.remove(heap.size() - 1);
        if (last != series) {
            put(hole, last);
            up(last);
            down(last);
        }
    }

    private void up(SeriesState series) {
        int at = series.heapIndex;
        while (at > 0) {
            SeriesState parent = heap.get((at - 1) >> 1);
            if (parent.heapKey - series.heapKey <= 0) {
                break;
            }
            put(at, parent);
            at = (at - 1) >> 1;
        }
        put(at, series);
    }

    private void down(SeriesState series) {
        int at = series.heapIndex;
        while (true) {
            int child = 2 * at + 1;
            if (child >= heap.size()) {
                break;
            }
            if (child + 1 < heap.size() && heap.get(child + 1).heapKey - heap.get(child).heapKey < 0) {
                child++;
            }
            if (series.heapKey - heap.get(child).heapKey <= 0) {
                break;
            }
            put(at, heap.get(child));
            at = child;
        }
        put(at, series);
    }

    private void put(int at, SeriesState series) {
        heap.set(at, series);
        series.heapIndex = at;
    }
}
