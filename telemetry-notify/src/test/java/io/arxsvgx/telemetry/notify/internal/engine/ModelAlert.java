// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.rule.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What has happened to an alert, for a model. */
final class ModelAlert {
    final String id;
    final String source;
    final Instant firedAt;
    Severity severity;
    boolean hasFallen;

    @Nullable
    Instant resolvedAt;

    @Nullable
    Instant acknowledgedAt;
    /** Whether it was silenced or inhibited at any time, so that a receiver may know nothing of it. */
    boolean wasHidden;

    ModelAlert(String id, String source, Instant firedAt, Severity severity) {
        this.id = id;
        this.source = source;
        this.firedAt = firedAt;
        this.severity = severity;
    }

    boolean isFiring() {
        return resolvedAt == null;
    }

    @Override
    public String toString() {
        return id + " " + severity + " fired " + firedAt + (isFiring() ? "" : " resolved " + resolvedAt)
                + (acknowledgedAt == null ? "" : " acknowledged " + acknowledgedAt);
    }
}
