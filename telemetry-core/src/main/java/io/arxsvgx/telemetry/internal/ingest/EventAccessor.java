// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import io.arxsvgx.telemetry.internal.state.SeriesIndex;
import java.util.Map;

/**
 * Reads the events that producers ingest, whose class this package does not know. One implementation a process, whose code
 * the compiler puts in line. Stateless.
 */
public interface EventAccessor {
    /** Whether an item is an event. */
    boolean isEvent(Object item);

    /** The hash of an event's source and type, by {@link SeriesIndex#hash}. */
    int seriesHash(Object event);

    /** Returns an event's source. */
    String source(Object event);

    /** Returns an event's type. */
    String type(Object event);

    /** Returns an event's value. */
    double value(Object event);

    /** Returns an event's time in nanoseconds since 1970, or {@link TimestampedSample#ARRIVAL}. */
    long time(Object event);

    /** Returns an event's status. */
    String status(Object event);

    /** Whether an event says more than that. */
    boolean hasAttributes(Object event);

    /** Returns what else an event says, by name. */
    Map<String, Object> attributes(Object event);
}
