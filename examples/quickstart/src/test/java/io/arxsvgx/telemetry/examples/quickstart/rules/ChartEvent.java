// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * An event of a chart.
 *
 * @param second its time since the start
 * @param type its type
 * @param value its value
 * @param status its status
 */
record ChartEvent(int second, String type, double value, String status) {
    static final String OK = "OK";

    /** Returns events at equal intervals, with some values. */
    static List<ChartEvent> each(int interval, String type, double... values) {
        return from(0, interval, type, values);
    }

    /** Returns events at equal intervals from a second on, with some values. */
    static List<ChartEvent> from(int second, int interval, String type, double... values) {
        List<ChartEvent> events = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            events.add(new ChartEvent(second + i * interval, type, values[i], OK));
        }
        return events;
    }

    /** Returns events at equal intervals, each with a value by its number, rounded to one place. */
    static List<ChartEvent> each(int interval, String type, int count, IntToDoubleFunction value) {
        List<ChartEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(new ChartEvent(i * interval, type, Math.round(value.applyAsDouble(i) * 10) / 10.0, OK));
        }
        return events;
    }
}
