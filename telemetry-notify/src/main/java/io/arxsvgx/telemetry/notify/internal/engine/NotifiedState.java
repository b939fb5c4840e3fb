// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an integration was last notified about the alerts of a group. Guarded by the engine. */
final class NotifiedState {
    /** The alerts that it knows as firing, with the severity it was notified. */
    final Map<String, Integer> firing = new LinkedHashMap<>();
    /** The time of the newest message; null if there was none. */
    @Nullable
    Instant at;

    boolean knows(TrackedAlert alert) {
        return firing.containsKey(alert.id());
    }

    /** Returns whether an alert that fires is new to it, or was raised. */
    boolean isNews(TrackedAlert alert) {
        Integer notified = firing.get(alert.id());
        return notified == null || notified < alert.severity();
    }
}
