// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import java.util.Map;

/**
 * An event of a stream.
 *
 * @param time the time of the stream at which it is evaluated, in nanoseconds; its own time unless it is late
 * @param arrival the time of the stream when it came, also of a late one
 * @param date its own time, or that of the clock, in nanoseconds since the epoch
 * @param isLate whether an event with a later time came before it
 * @param order its position among the events of its stream, in order of arrival
 */
record NaiveEvent(
        String type,
        Map<String, String> labels,
        double value,
        String status,
        long time,
        long arrival,
        long date,
        boolean isLate,
        int order) {
    /** Returns this event at its own time. */
    NaiveEvent atItsDate() {
        return new NaiveEvent(type, labels, value, status, date, arrival, date, isLate, order);
    }

    /** Returns this event as late or not, for the events of one part of a condition. */
    NaiveEvent asLate(boolean isLateInPart) {
        return new NaiveEvent(type, labels, value, status, time, arrival, date, isLateInPart, order);
    }
}
