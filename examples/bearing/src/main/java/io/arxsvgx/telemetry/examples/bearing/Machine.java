// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.bearing;

import java.util.Random;

/**
 * A machine whose load goes up and down each hour, and whose bearing wears: faster under load, and faster the more it is
 * worn. Wear makes it vibrate, heats it by friction, thins its oil and has the motor draw more. Not thread-safe.
 */
public final class Machine {
    private static final double WEAR_A_MINUTE = 0.0011;
    private static final double AFTER_MAINTENANCE = 0.05;
    private static final double AMBIENT = 25;
    /** How much of the way to where it tends the temperature goes in a minute. */
    private static final double WARMING = 0.1;

    private final Random random;
    private double wear = AFTER_MAINTENANCE;
    private double temperature = AMBIENT + 20;
    private double whim;
    private int minute;

    /**
     * A machine with a bearing that has run a little.
     *
     * @param seed the same one makes the same life
     */
    public Machine(long seed) {
        random = new Random(seed);
    }

    /**
     * Runs for a minute.
     *
     * @return what the sensors show at its end
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

    /** Puts a new bearing in. */
    public void maintain() {
        wear = AFTER_MAINTENANCE;
    }

    /**
     * Whether the bearing is worn out.
     *
     * @return true until a new one is put in
     */
    public boolean hasFailed() {
        return wear >= 1;
    }

    /**
     * For how many minutes the machine has run.
     *
     * @return 0 or more
     */
    public int minute() {
        return minute;
    }
}
