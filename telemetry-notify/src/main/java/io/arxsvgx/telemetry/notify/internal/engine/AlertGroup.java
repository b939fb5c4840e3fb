// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The alerts that are notified together to a receiver. Guarded by the engine. */
final class AlertGroup {
    /** In place of the time since which an alert waits for an acknowledgement. */
    static final Instant ESCALATED = Instant.EPOCH;

    private static final int ID_BYTES = 12;

    final String id;
    final String key;
    final SortedMap<String, String> labels;
    final Map<String, TrackedAlert> alerts = new LinkedHashMap<>();
    /** What each integration was notified, by its name. */
    final Map<String, NotifiedState> notified = new LinkedHashMap<>();
    /** When the alerts that wait for an acknowledgement were first notified, by id; {@link #ESCALATED} for those that escalated. */
    final Map<String, Instant> escalations = new LinkedHashMap<>();

    private RouteTarget target;
    /** The monotonic time at which it is looked at again. */
    long nextFlush = NotifierClock.NEVER;

    AlertGroup(RouteTarget target, SortedMap<String, String> labels) {
        this.target = target;
        this.labels = labels;
        key = key(target, labels);
        id = id(target.receiver(), key);
    }

    RouteTarget target() {
        return target;
    }

    /** Sets the route with the intervals of a newer configuration. */
    void target(RouteTarget newer) {
        target = newer;
    }

    String receiver() {
        return target.receiver();
    }

    /** Returns the ids of the alerts that an integration knows as firing. */
    Set<String> knownAlerts() {
        Set<String> known = new LinkedHashSet<>();
        notified.values().forEach(one -> known.addAll(one.firing.keySet()));
        return known;
    }

    /** Returns whether an integration knows an alert as firing. */
    boolean isKnown(TrackedAlert alert) {
        return notified.values().stream().anyMatch(one -> one.knows(alert));
    }

    NotifiedState notified(String integration) {
        return notified.computeIfAbsent(integration, name -> new NotifiedState());
    }

    /** Returns the group in Alertmanager's notation. */
    static String key(RouteTarget target, SortedMap<String, String> labels) {
        return target.key() + ":"
                + labels.entrySet().stream()
                        .map(label -> label.getKey() + "=\"" + escape(label.getValue()) + '"')
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /** Returns a short text for the group of a receiver, the same in every process. */
    static String id(String receiver, String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((receiver + '\n' + key).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
