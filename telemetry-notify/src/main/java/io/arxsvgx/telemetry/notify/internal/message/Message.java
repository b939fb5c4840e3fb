// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.message;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A message to one integration of a receiver about the alerts of a group. Immutable.
 *
 * @param receiver the receiver's name
 * @param groupKey the group, in Alertmanager's notation
 * @param idempotencyKey the same at every attempt, and for no other message of this receiver
 * @param groupLabels the labels by which the alerts are grouped
 * @param alerts the alerts, those that fire first, the oldest first; at least one
 * @param truncatedAlerts the number of alerts that were omitted
 * @param externalUrl the address of the page, without a slash at the end; empty if there is none
 */
public record Message(
        String receiver,
        String groupKey,
        String idempotencyKey,
        SortedMap<String, String> groupLabels,
        List<MessageAlert> alerts,
        int truncatedAlerts,
        String externalUrl) {

    /** Returns whether an alert fires. */
    public boolean isFiring() {
        return alerts.stream().anyMatch(alert -> !alert.resolved());
    }

    /** Returns "firing" if an alert fires, else "resolved". */
    public String status() {
        return isFiring() ? "firing" : "resolved";
    }

    /** Returns the address of an alert on the page; empty if the page has no address. */
    public String generatorUrl(MessageAlert alert) {
        return externalUrl.isEmpty()
                ? ""
                : externalUrl + "/#/alerts/" + URLEncoder.encode(alert.id(), StandardCharsets.UTF_8);
    }

    /** Returns the labels that all alerts have with the same value. */
    public SortedMap<String, String> commonLabels() {
        return common(alerts.stream().map(MessageAlert::labels).toList());
    }

    /** Returns the annotations that all alerts have with the same text. */
    public SortedMap<String, String> commonAnnotations() {
        return common(alerts.stream().map(MessageAlert::annotations).toList());
    }

    private static SortedMap<String, String> common(List<SortedMap<String, String>> all) {
        SortedMap<String, String> common = new TreeMap<>(all.isEmpty() ? new TreeMap<>() : all.get(0));
        all.forEach(one -> common.entrySet().retainAll(one.entrySet()));
        return Collections.unmodifiableSortedMap(common);
    }
}
