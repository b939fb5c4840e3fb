// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;

/** The decisions of a configuration about alerts. Immutable, thread-safe. */
public interface Routing {
    /** Returns the routes of an alert, in the order of the file. */
    List<RouteTarget> targets(SortedMap<String, String> labels, boolean isPattern);

    /** Returns whether a route is muted at a time. */
    boolean isMuted(RouteTarget target, Instant at);

    /** Returns whether any alert can be inhibited. */
    boolean hasInhibition();

    /** Returns which alerts are inhibited while others fire. */
    Predicate<SortedMap<String, String>> inhibitedBy(List<SortedMap<String, String>> firing);
}
