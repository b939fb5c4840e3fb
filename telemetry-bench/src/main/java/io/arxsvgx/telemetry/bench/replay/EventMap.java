// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

import io.arxsvgx.telemetry.TelemetryEvent;
import java.util.HashMap;
import java.util.Map;

/** A threshold for each series in a hash map by source and type: what a host would write by hand. */
final class EventMap {
    private record Key(String source, String type) {}

    private static final class State {
        private final double limit = Workload.LIMIT;
        private double last;
        private long count;
        private boolean isFiring;

        boolean evaluate(double value) {
            last = value;
            count++;
            isFiring = value > limit;
            return isFiring;
        }

        @Override
        public String toString() {
            return count + " events, the last " + last + (isFiring ? ", firing" : "");
        }
    }

    private final Map<Key, State> states = new HashMap<>();
    private long breaches;

    void evaluate(TelemetryEvent event) {
        State state = states.computeIfAbsent(new Key(event.source(), event.type()), key -> new State());
        if (state.evaluate(event.value())) {
            breaches++;
        }
    }

    long breaches() {
        return breaches;
    }
}
