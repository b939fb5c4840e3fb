// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

/** The three rules over arrays, indexed by series: the arithmetic alone. */
final class ArrayLoop implements Side {
    private final Workload workload;
    private final double[] rings;
    private final double[] sums;
    private final int[] counts;
    private long breaches;

    ArrayLoop(Workload workload) {
        this.workload = workload;
        rings = new double[workload.seriesCount() * ThreeRules.RING];
        sums = new double[workload.seriesCount() * ThreeRules.SUMS];
        counts = new int[workload.seriesCount()];
    }

    @Override
    public void replay() {
        for (int i = 0; i < Workload.EVENTS; i++) {
            int series = workload.series(i);
            int count = counts[series]++;
            breaches += ThreeRules.take(
                    rings, series * ThreeRules.RING, sums, series * ThreeRules.SUMS, count, workload.value(i));
        }
    }

    @Override
    public long breaches() {
        return breaches;
    }
}
