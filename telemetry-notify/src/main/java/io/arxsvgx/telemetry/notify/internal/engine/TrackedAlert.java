// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertLabels;
import io.arxsvgx.telemetry.alert.AlertState;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;

/** An alert of which receivers are or will be notified. Guarded by the engine. */
final class TrackedAlert {
    Alert alert;
    long step;
    /** Its labels, as of {@link #alert}. */
    SortedMap<String, String> labels;
    /** Whether this engine has written its document, since the store could not. */
    boolean isOwnDocument;

    final Set<AlertGroup> groups = new LinkedHashSet<>();
    /** The ids of the groups that have notified that it is resolved, while others still have to. */
    final Set<String> leftGroups = new LinkedHashSet<>();

    TrackedAlert(Alert alert, long step) {
        this.alert = alert;
        this.step = step;
        this.labels = AlertLabels.of(alert);
    }

    void update(Alert newer) {
        alert = newer;
        labels = AlertLabels.of(newer);
    }

    String id() {
        return alert.id();
    }

    boolean isResolved() {
        return alert.state() == AlertState.RESOLVED;
    }

    boolean isAcknowledged() {
        return alert.acknowledgement() != null;
    }

    /** Returns a number that is larger for a higher severity. */
    int severity() {
        return switch (alert.severity()) {
            case INFO -> 0;
            case WARNING -> 1;
            case CRITICAL -> 2;
        };
    }
}
