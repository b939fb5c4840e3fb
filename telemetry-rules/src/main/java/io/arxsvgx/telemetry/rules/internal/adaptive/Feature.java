// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import org.jspecify.annotations.Nullable;

/**
 * A feature of a series that the adaptive detector measures, with one figure per event. An alarm is raised by one feature and
 * names it. Immutable.
 */
public enum Feature {
    /** The value itself. */
    VALUE(0, "value", true, 1, 1, 10),
    /** The mean of the last 15 values. */
    SHORT_MEAN(1, "mean of 15", true, RollingFeatures.SHORT, RollingFeatures.SHORT, 60),
    /** The mean of the last 63 values. */
    LONG_MEAN(2, "mean of 63", true, RollingFeatures.LONG, RollingFeatures.LONG, 150),
    /** The mean absolute difference of neighbours among the last 63 values. */
    ROUGHNESS(3, "mean step of 63", false, RollingFeatures.LONG, RollingFeatures.LONG, 150),
    /**
     * The lack of variation of the last 15 values: minus the logarithm of their mean deviation, in deviations of the
     * series.
     */
    STILLNESS(4, "stillness of 15", false, RollingFeatures.SHORT, RollingFeatures.SHORT, 60),
    /** The distance of the shape of the last 63 values from the nearest remembered shapes. */
    SHAPE(5, "shape of 63", false, RollingFeatures.LONG, RollingFeatures.LONG + 3 * Reservoir.EVERY, 150),
    /** The difference of the value from the usual value at its phase of the season, if a season fits. */
    SEASON(6, "difference from the season", true, 1, 1, 0);

    private static final Feature[] ALL = values();
    static final int COUNT = ALL.length;

    /** The index, which saved states depend on. */
    final int index;

    /** The name in explanations and in {@code Evaluation.figure}. */
    public final String label;

    /** Whether a figure can be too small as well as too great. */
    final boolean twoSided;

    /** The number of values that a figure covers. */
    final int window;

    /** The number of the event, from 1, that has the first figure. */
    final int first;

    /** The number of events before the first one that can be an alarm of this feature. */
    final int warmUp;

    Feature(int index, String label, boolean twoSided, int window, int first, int warmUp) {
        this.index = index;
        this.label = label;
        this.twoSided = twoSided;
        this.window = window;
        this.first = first;
        this.warmUp = warmUp;
    }

    /** The feature with an index. */
    static Feature of(int index) {
        return ALL[index];
    }

    /** The feature with a label; null if there is none. */
    static @Nullable Feature labelled(String label) {
        for (Feature feature : ALL) {
            if (feature.label.equals(label)) {
                return feature;
            }
        }
        return null;
    }
}
