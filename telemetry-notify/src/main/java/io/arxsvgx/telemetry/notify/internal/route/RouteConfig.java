// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route as it is written, before it takes over what its parents say. Immutable.
 *
 * @param receiver null to take over
 * @param groupBy names of labels, or {@code ...} alone for all; empty to take over
 * @param continues whether later routes of the same parent are tried as well
 * @param groupWait null to take over, like all durations
 * @param escalateAfter 0 for no escalation
 * @param patterns whether alerts of patterns match as well; null to take over
 */
public record RouteConfig(
        @Nullable String receiver,
        List<String> groupBy,
        LabelMatchers matchers,
        boolean continues,
        @Nullable Duration groupWait,
        @Nullable Duration groupInterval,
        @Nullable Duration repeatInterval,
        List<String> muteTimeIntervals,
        List<String> activeTimeIntervals,
        @Nullable Duration escalateAfter,
        @Nullable String escalateTo,
        @Nullable Boolean patterns,
        List<RouteConfig> routes) {
    /** The entry of {@code group_by} that stands for all labels. */
    static final String ALL_LABELS = "...";

    /** Returns a root that sends everything to a receiver, with defaults. */
    public static RouteConfig root(String receiver) {
        return new RouteConfig(
                receiver,
                List.of(),
                new LabelMatchers(List.of()),
                false,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of());
    }
}
