// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import io.arxsvgx.telemetry.TelemetryEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Events out of one body, or one block of it, and what was wrong with others. Confined to one thread. */
public final class EventBatch {
    private static final int MAX_FAULTS = 100;

    private final List<TelemetryEvent> events = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private int faultCount;

    EventBatch() {}

    /**
     * What was wrong with one item. Immutable.
     *
     * @param index the item's place in the body, from 0
     * @param field which field; empty if it is the item as a whole
     * @param message what was wrong, and what would be right
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
     * The good events.
     *
     * @return in the order of the body; all of them, if there are no faults
     */
    public List<TelemetryEvent> events() {
        return Collections.unmodifiableList(events);
    }

    /**
     * What was wrong with others.
     *
     * @return the first 100
     */
    public List<Fault> faults() {
        return Collections.unmodifiableList(faults);
    }

    /**
     * How many items were wrong.
     *
     * @return may be more than those that {@link #faults} lists
     */
    public int faultCount() {
        return faultCount;
    }
}
