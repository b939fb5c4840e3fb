// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

import java.util.HashMap;
import java.util.Map;

/** The three rules over a hash map, with the sources for keys. */
final class MapLoop implements Side {
    private static final class State {
        private final double[] ring = new double[ThreeRules.RING];
        private final double[] sums = new double[ThreeRules.SUMS];
        private int count;
    }

    private final Workload workload;
    private final Map<String, State> states = new HashMap<>();
    private long breaches;

    MapLoop(Workload workload) {
        this.workload = workload;
    }

    @Override
    public void replay() {
        for (int i = 0; i < Workload.EVENTS; i++) {
            State state = states.computeIfAbsent(workload.source(workload.series(i)), source -> new State());
            breaches += ThreeRules.take(state.ring, 0, state.sums, 0, state.count++, workload.value(i));
        }
    }

    @Override
    public long breaches() {
        return breaches;
    }
}
