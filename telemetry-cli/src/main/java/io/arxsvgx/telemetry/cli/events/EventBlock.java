// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import io.arxsvgx.telemetry.json.EventBatch;
import io.arxsvgx.telemetry.json.EventDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A block of events that are sent to a server in one request. Confined to one thread at a time. */
final class EventBlock {
    /** The maximum size; a server accepts or rejects blocks up to 1 MiB as a whole. */
    private static final int MAX_BYTES = 1 << 19;

    private final List<RawEvent> events = new ArrayList<>();
    private long bytes;

    void add(RawEvent event) {
        events.add(event);
        bytes += event.length() + 1;
    }

    int size() {
        return events.size();
    }

    boolean isFull(int most) {
        return events.size() >= most || bytes >= MAX_BYTES;
    }

    /** Removes invalid events, and reports each of them. */
    void check(EventDecoder decoder, Consumer<MalformedLineException> complaints) {
        List<EventBatch.Fault> faults = faults(decoder);
        while (!faults.isEmpty()) {
            drop(0, faults, complaints);
            faults = faults(decoder);
        }
    }

    private List<EventBatch.Fault> faults(EventDecoder decoder) {
        try {
            return decoder.lines(new ByteArrayInputStream(lines(0)))
                    .next(Long.MAX_VALUE)
                    .faults();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    /** Removes the first event that a server rejects, and all events after it, since a strict run ends there. */
    void cut(int from, List<EventBatch.Fault> faults, Consumer<MalformedLineException> complaints) {
        EventBatch.Fault first = Collections.min(faults, Comparator.comparingLong(EventBatch.Fault::index));
        int index = from + (int) first.index();
        if (index < events.size()) {
            complaints.accept(fault(events.get(index), first));
            events.subList(index, events.size()).clear();
        }
    }

    /** Removes the first invalid event, and all events after it; returns whether there is one. */
    boolean cutInvalid(EventDecoder decoder, Consumer<MalformedLineException> complaints) {
        List<EventBatch.Fault> faults = faults(decoder);
        if (!faults.isEmpty()) {
            cut(0, faults, complaints);
        }
        return !faults.isEmpty();
    }

    private static MalformedLineException fault(RawEvent event, EventBatch.Fault fault) {
        String reason = fault.message().replaceFirst(" at line \\d+, column \\d+", "");
        return MalformedLineException.at(event.line(), event.column().applyAsLong(fault.field()), reason);
    }

    /** Removes the events of faults, whose indices count from {@code from}, and reports them. */
    void drop(int from, List<EventBatch.Fault> faults, Consumer<MalformedLineException> complaints) {
        Set<Integer> gone = new TreeSet<>();
        for (EventBatch.Fault fault : faults) {
            int index = from + (int) fault.index();
            if (index < events.size() && gone.add(index)) {
                complaints.accept(fault(events.get(index), fault));
            }
        }
        List<RawEvent> kept = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            if (!gone.contains(i)) {
                kept.add(events.get(i));
            }
        }
        events.clear();
        events.addAll(kept);
    }

    /** The events from an index on, one per line. */
    byte[] lines(int from) {
        int length = 0;
        for (RawEvent event : events.subList(from, events.size())) {
            length += event.length() + 1;
        }
        byte[] lines = new byte[length];
        int at = 0;
        for (RawEvent event : events.subList(from, events.size())) {
            System.arraycopy(event.json().array, 0, lines, at, event.length());
            at += event.length();
            lines[at++] = '\n';
        }
        return lines;
    }

    long firstLine() {
        return events.isEmpty() ? 0 : events.get(0).line();
    }

    long lastLine() {
        return events.isEmpty() ? 0 : events.get(events.size() - 1).line();
    }
}
