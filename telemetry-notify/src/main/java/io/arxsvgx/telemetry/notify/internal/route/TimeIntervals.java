// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The time intervals of a configuration by name. Immutable. */
public final class TimeIntervals {
    private final Map<String, List<TimeInterval>> intervals;

    public TimeIntervals(Map<String, List<TimeInterval>> intervals) {
        this.intervals = Map.copyOf(intervals);
    }

    /** Returns whether a route sends nothing at a moment: within a mute interval, or outside all active ones. */
    public boolean isMuted(Route route, Instant moment) {
        List<String> active = route.activeTimeIntervals();
        return isWithin(route.muteTimeIntervals(), moment) || (!active.isEmpty() && !isWithin(active, moment));
    }

    private boolean isWithin(List<String> names, Instant moment) {
        for (String name : names) {
            if (intervals.getOrDefault(name, List.of()).stream().anyMatch(interval -> interval.contains(moment))) {
                return true;
            }
        }
        return false;
    }
}
