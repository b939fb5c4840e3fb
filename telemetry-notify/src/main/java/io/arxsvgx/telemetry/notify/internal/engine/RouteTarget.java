// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A route that matches an alert, with what it inherits. Immutable.
 *
 * @param id the route, unique in its configuration; an escalation has that of its route
 * @param key the route in Alertmanager's notation, such as {@code {}/{severity="critical"}}
 * @param receiver the receiver's name
 * @param groupBy the labels by which alerts are grouped; null for all
 * @param groupWait the time from the first alert of a group to its first message
 * @param groupInterval the time between messages of a group, if something has changed
 * @param repeatInterval the time after which a message is repeated while alerts fire
 * @param escalateAfter the time without an acknowledgement after which {@code escalateTo} is notified; null for never
 * @param escalateTo the receiver that is notified then; null for none
 */
public record RouteTarget(
        String id,
        String key,
        String receiver,
        @Nullable Set<String> groupBy,
        Duration groupWait,
        Duration groupInterval,
        Duration repeatInterval,
        @Nullable Duration escalateAfter,
        @Nullable String escalateTo) {

    /** Returns the labels by which an alert is grouped. */
    SortedMap<String, String> groupLabels(SortedMap<String, String> labels) {
        SortedMap<String, String> group = new TreeMap<>(labels);
        if (groupBy != null) {
            group.keySet().retainAll(groupBy);
        }
        return Collections.unmodifiableSortedMap(group);
    }

    /** Returns the route of the escalation: it is muted with the route, notifies at once, and does not escalate again. */
    RouteTarget escalation(String to) {
        return new RouteTarget(
                id, key + "/escalation", to, groupBy, Duration.ZERO, groupInterval, repeatInterval, null, null);
    }
}
