// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.replay;

import java.util.Random;

/** Events of many series in random order: noise about a level, with rare spikes that breach. */
public final class Workload {
    /** The number of events, which are replayed repeatedly. */
    public static final int EVENTS = 1 << 16;

    /** The limit of the rules; normal values are below it. */
    public static final double LIMIT = 100;

    private static final double LEVEL = 70;
    private static final double DEVIATION = 4;
    private static final double SPIKE = 60;

    private final String[] sources;
    private final int[] series = new int[EVENTS];
    private final double[] values = new double[EVENTS];

    /** Creates events of a number of series, of which a share are spikes. */
    public Workload(int seriesCount, double spikes) {
        Random random = new Random(20261127);
        sources = new String[seriesCount];
        for (int i = 0; i < seriesCount; i++) {
            sources[i] = "sensor_" + i;
        }
        for (int i = 0; i < EVENTS; i++) {
            series[i] = random.nextInt(seriesCount);
            values[i] = LEVEL + DEVIATION * random.nextGaussian() + (random.nextDouble() < spikes ? SPIKE : 0);
        }
    }

    /** Returns the number of series. */
    public int seriesCount() {
        return sources.length;
    }

    /** Returns the source of a series. */
    public String source(int number) {
        return sources[number];
    }

    /** Returns the series of an event. */
    public int series(int event) {
        return series[event];
    }

    /** Returns the value of an event. */
    public double value(int event) {
        return values[event];
    }
}
