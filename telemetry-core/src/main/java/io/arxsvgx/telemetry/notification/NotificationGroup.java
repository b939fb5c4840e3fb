// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notification;

import java.util.List;
import java.util.Map;

/**
 * The alerts that are notified together to a receiver. Immutable.
 *
 * @param receiver the receiver's name
 * @param key the group, in Alertmanager's notation
 * @param labels the labels by which the alerts are grouped
 * @param alerts the ids of the alerts
 */
public record NotificationGroup(String receiver, String key, Map<String, String> labels, List<String> alerts) {}
