// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.bearing;

import java.util.Random;

/**
 * A machine whose load varies each hour and whose bearing degrades: faster under load, and faster the more it has
 * degraded. Degradation causes vibration, heats the bearing by friction, thins its oil and increases the current of the
 * motor. Not thread-safe.
 */
public final class Machine {
    private static final double WEAR_A_MINUTE = 0.0011;
    private static final double AFTER_MAINTENANCE = 0.05;
    private static final double AMBIENT = 25;
    /** The share of the distance to its target that the temperature moves in a minute. */
    private static final double WARMING = 0.1;

    private final Random random;
    private double wear = AFTER_MAINTENANCE;
    private double temperature = AMBIENT + 20;
    private double whim;
    private int minute;

    /**
     * Creates a machine with a bearing that has run a little.
     *
     * @param seed the seed; equal seeds give equal lives
     */
    public Machine(long seed) {
        random = new Random(seed);
    }

    /**
     * Runs the machine for a minute.
     *
     * @return the readings of the sensors at its end
     */
    public Reading run() {
        minute++;
        whim = 0.9 * whim + 0.02 * random.nextGaussian();
        double load = Math.max(0.1, 0.6 + 0.25 * Math.sin(2 * Math.PI * minute / 60) + whim);
        wear += WEAR_A_MINUTE * Math.pow(load, 1.5) * (1 + 3 * wear);
        double tends = AMBIENT + 30 * load + 35 * wear;
        temperature += WARMING * (tends - temperature);
        return new Reading(
                temperature + 0.3 * random.nextGaussian(),
                4 - 0.3 * load - 1.2 * wear + 0.03 * random.nextGaussian(),
                1.5 + load + 5 * Math.pow(wear, 1.5) + 0.1 * random.nextGaussian(),
                8 + 6 * load + 2 * wear + 0.1 * random.nextGaussian());
    }

    /** Replaces the bearing. */
    public void maintain() {
        wear = AFTER_MAINTENANCE;
    }

    /**
     * Returns whether the bearing has failed.
     *
     * @return true until it is replaced
     */
    public boolean hasFailed() {
        return wear >= 1;
    }

    /**
     * Returns the number of minutes that the machine has run.
     *
     * @return 0 or more
     */
    public int minute() {
        return minute;
    }
}
