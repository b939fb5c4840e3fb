// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The window of one rule by its definition: all events are kept, and the window is computed each time. */
final class ModelWindow {
    /** The length of the window as a number of values or a time, and its maximum and minimum number of values. */
    record Shape(boolean isTime, long length, int maxValues, int minValues) {}

    private record Event(long time, double value, boolean isInOrder) {}

    private final Shape shape;
    private final List<Event> seen = new ArrayList<>();
    private long newest;

    /** Sets the time of the last event before the first event of the rule. */
    ModelWindow(Shape shape, long timeBefore) {
        this.shape = shape;
        newest = timeBefore;
    }

    void add(long time, double value) {
        seen.add(new Event(time, value, time >= newest));
        newest = Math.max(newest, time);
    }

    /** Returns the values that a function gets for the last event; null if it is not called. */
    double @Nullable [] values() {
        double[] values = seen.stream()
                .skip(Math.max(0, seen.size() - (shape.isTime ? shape.maxValues : shape.length)))
                .filter(event -> !shape.isTime || (event.isInOrder && event.time > newest - shape.length))
                .mapToDouble(Event::value)
                .toArray();
        return isEnough(values.length) ? values : null;
    }

    private boolean isEnough(int size) {
        if (!shape.isTime) {
            return size >= (shape.minValues == 0 ? shape.length : Math.min(shape.minValues, shape.length));
        }
        boolean isLate = !seen.get(seen.size() - 1).isInOrder;
        return !isLate && size > 0 && (shape.minValues == 0 ? isWhole() : size >= shape.minValues);
    }

    private boolean isWhole() {
        return seen.stream()
                .filter(Event::isInOrder)
                .findFirst()
                .filter(first -> newest - first.time >= shape.length)
                .isPresent();
    }
}
