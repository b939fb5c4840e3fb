// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

import io.arxsvgx.telemetry.TelemetryEvent;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;

/**
 * A million events that are created before they are ingested, in the order of their series or shuffled. They are
 * created in the order of their series, so that shuffled ones are at random places in memory.
 */
final class EventLoad {
    static final int EVENTS = 1_000_000;
    private static final double LEVEL = 70;

    private final int seriesCount;
    private final boolean isShuffled;
    private final boolean hasOwnStrings;

    EventLoad(int seriesCount, boolean isShuffled, boolean hasOwnStrings) {
        this.seriesCount = seriesCount;
        this.isShuffled = isShuffled;
        this.hasOwnStrings = hasOwnStrings;
    }

    int seriesCount() {
        return seriesCount;
    }

    static String source(int series) {
        return "sensor_" + series;
    }

    /** Returns the events. Events of one series share the string of its source, or each has its own copy. */
    TelemetryEvent[] events() {
        Random random = new Random(20261127);
        String[] sources = new String[seriesCount];
        for (int i = 0; i < seriesCount; i++) {
            sources[i] = source(i);
        }
        TelemetryEvent[] events = new TelemetryEvent[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            String source = sources[i % seriesCount];
            events[i] = TelemetryEvent.of(
                    hasOwnStrings ? copy(source) : source,
                    hasOwnStrings ? copy(Rules.TYPE) : Rules.TYPE,
                    LEVEL + 4 * random.nextGaussian());
        }
        if (isShuffled) {
            Collections.shuffle(Arrays.asList(events), random);
        }
        return events;
    }

    @Override
    public String toString() {
        return seriesCount + " series " + (isShuffled ? "shuffled" : "in order");
    }

    private static String copy(String text) {
        return new String(text.toCharArray());
    }
}
