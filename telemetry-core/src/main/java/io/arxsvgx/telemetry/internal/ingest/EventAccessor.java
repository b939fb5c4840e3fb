// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import io.arxsvgx.telemetry.internal.state.SeriesIndex;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.Map;

/**
 * An accessor of the events that producers ingest, whose class is unknown to this package. A process has one
 * implementation, so that the compiler inlines it. Stateless.
 */
public interface EventAccessor {
    /** Returns whether an item is an event. */
    boolean isEvent(Object item);

    /** Returns the hash of an event's source, type and labels, by {@link SeriesIndex#hash}. */
    int seriesHash(Object event);

    /** Returns an event's source. */
    String source(Object event);

    /** Returns an event's type. */
    String type(Object event);

    /** Returns an event's labels. */
    LabelSet labels(Object event);

    /** Returns an event's value. */
    double value(Object event);

    /** Returns an event's time in nanoseconds since 1970, or {@link TimestampedSample#ARRIVAL}. */
    long time(Object event);

    /** Returns an event's status. */
    String status(Object event);

    /** Returns whether an event has attributes. */
    boolean hasAttributes(Object event);

    /** Returns an event's attributes by name. */
    Map<String, Object> attributes(Object event);
}
