// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import org.jspecify.annotations.Nullable;

/**
 * What the adaptive detector looks at, one figure for each: an alarm is raised by one of them, and says by which.
 * Immutable.
 */
public enum Feature {
    /** The value itself. */
    VALUE(0, "value", true, 1, 1, 10),
    /** The mean of the last 15 values. */
    SHORT_MEAN(1, "mean of 15", true, RollingFeatures.SHORT, RollingFeatures.SHORT, 60),
    /** The mean of the last 63 values. */
    LONG_MEAN(2, "mean of 63", true, RollingFeatures.LONG, RollingFeatures.LONG, 150),
    /** The mean distance between neighbours among the last 63 values. */
    ROUGHNESS(3, "mean step of 63", false, RollingFeatures.LONG, RollingFeatures.LONG, 150),
    /** How little the last 15 values vary: minus the logarithm of their mean deviation, in deviations of the series. */
    STILLNESS(4, "stillness of 15", false, RollingFeatures.SHORT, RollingFeatures.SHORT, 60),
    /** How far the course of the last 63 values is from the nearest ones that are remembered. */
    SHAPE(5, "shape of 63", false, RollingFeatures.LONG, RollingFeatures.LONG + 3 * Reservoir.EVERY, 150),
    /** How far the value is from what is usual at its phase of the season, if there is one that tells. */
    SEASON(6, "difference from the season", true, 1, 1, 0);

    private static final Feature[] ALL = values();
    static final int COUNT = ALL.length;

    /** Its place among all, which saved states depend on. */
    final int index;

    /** What people call it. */
    public final String label;

    /** Whether it can be too small as well as too great. */
    final boolean twoSided;

    /** Of how many values it is. */
    final int window;

    /** With which event, from 1, there is a first figure. */
    final int first;

    /** How many events come before the first one that can be told to be an anomaly by it. */
    final int warmUp;

    Feature(int index, String label, boolean twoSided, int window, int first, int warmUp) {
        this.index = index;
        this.label = label;
        this.twoSided = twoSided;
        this.window = window;
        this.first = first;
        this.warmUp = warmUp;
    }

    /** The part with an index. */
    static Feature of(int index) {
        return ALL[index];
    }

    /** The part with a label; null if there is none. */
    static @Nullable Feature labelled(String label) {
        for (Feature part : ALL) {
            if (part.label.equals(label)) {
                return part;
            }
        }
        return null;
    }
}
