// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import io.arxsvgx.telemetry.TelemetryEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The events of a body or of a block of it, and the faults of its other items. Confined to one thread. */
public final class EventBatch {
    private static final int MAX_FAULTS = 100;

    private final List<TelemetryEvent> events = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private int faultCount;

    EventBatch() {}

    /**
     * A fault of one item. Immutable.
     *
     * @param index the position of the item in the body, from 0
     * @param field the field; empty if the fault concerns the whole item
     * @param message the error: the value, and what was expected
     */
    public record Fault(long index, String field, String message) {}

    void add(TelemetryEvent event) {
        events.add(event);
    }

    void add(Fault fault) {
        faultCount++;
        if (faults.size() < MAX_FAULTS) {
            faults.add(fault);
        }
    }

    /**
     * Returns the valid events.
     *
     * @return in the order of the body
     */
    public List<TelemetryEvent> events() {
        return Collections.unmodifiableList(events);
    }

    /**
     * Returns the faults of invalid items.
     *
     * @return the first 100
     */
    public List<Fault> faults() {
        return Collections.unmodifiableList(faults);
    }

    /**
     * Returns the number of invalid items.
     *
     * @return may be more than {@link #faults} lists
     */
    public int faultCount() {
        return faultCount;
    }
}
