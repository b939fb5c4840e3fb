// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counters of events rejected at ingest, by reason. Thread-safe. */
public final class DropCounters {
    private final Map<DropReason, LongAdder> counts = new EnumMap<>(DropReason.class);

    public DropCounters() {
        for (DropReason reason : DropReason.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    public void add(DropReason reason) {
        requireNonNull(counts.get(reason)).increment();
    }

    /** Returns the counts by name, without reasons that never occurred. */
    public Map<String, Long> read() {
        Map<String, Long> read = new TreeMap<>();
        counts.forEach((reason, adder) -> {
            long count = adder.sum();
            if (count > 0) {
                read.put(reason.label(), count);
            }
        });
        return read;
    }

    public long total() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
