// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

import java.util.HashMap;
import java.util.Map;

/** The three rules over a hash map with sources as keys. */
final class MapLoop implements Side {
    /** The state of one series. */
    static final class State {
        private final double[] ring = new double[ThreeRules.RING];
        private final double[] sums = new double[ThreeRules.SUMS];
        private int count;

        int take(double value) {
            return ThreeRules.take(ring, 0, sums, 0, count++, value);
        }
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
            breaches += states.computeIfAbsent(workload.source(workload.series(i)), source -> new State())
                    .take(workload.value(i));
        }
    }

    @Override
    public long breaches() {
        return breaches;
    }
}
