// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.query;

import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.series.SeriesHistory;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The events of several series, merged by time. Within a series the events keep their order of arrival, so a late event
 * follows the event before it. Events are created during iteration. Immutable.
 */
public final class MergedSeriesEvents implements Iterable<TelemetryEvent> {
    private final List<SeriesHistory> histories;

    public MergedSeriesEvents(List<SeriesHistory> histories) {
        this.histories = List.copyOf(histories);
    }

    @Override
    public Iterator<TelemetryEvent> iterator() {
        PriorityQueue<Cursor> cursors =
                new PriorityQueue<>(Comparator.comparingLong(Cursor::time).thenComparingInt(Cursor::order));
        for (int i = 0; i < histories.size(); i++) {
            Cursor cursor = new Cursor(histories.get(i), i);
            if (cursor.isThere()) {
                cursors.add(cursor);
            }
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !cursors.isEmpty();
            }

            @Override
            public TelemetryEvent next() {
                Cursor first = cursors.poll();
                if (first == null) {
                    throw new NoSuchElementException();
                }
                TelemetryEvent event = first.take();
                if (first.isThere()) {
                    cursors.add(first);
                }
                return event;
            }
        };
    }

    /** The position in one series. */
    private static final class Cursor {
        private final SeriesHistory history;
        private final int order;
        private int index;
        /** The time of the event, or the time of an earlier event if that is later. */
        private long time = Long.MIN_VALUE;

        Cursor(SeriesHistory history, int order) {
            this.history = history;
            this.order = order;
            look();
        }

        private void look() {
            if (isThere()) {
                time = Math.max(time, history.timeNanos(index));
            }
        }

        boolean isThere() {
            return index < history.size();
        }

        long time() {
            return time;
        }

        int order() {
            return order;
        }

        TelemetryEvent take() {
            TelemetryEvent event = TelemetryEvent.builder()
                    .timestamp(history.time(index))
                    .source(history.source())
                    .type(history.type())
                    .labels(history.labels())
                    .value(history.value(index))
                    .build();
            index++;
            look();
            return event;
        }
    }
}
