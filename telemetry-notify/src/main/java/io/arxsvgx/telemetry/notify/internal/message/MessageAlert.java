// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.message;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertLabels;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.text.LabelFingerprint;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An alert in a message. Immutable.
 *
 * @param id the alert's id
 * @param fingerprint the same for every alert of the rule and series; 16 hexadecimal digits
 * @param resolved whether it was resolved
 * @param labels its labels, as {@link AlertLabels} gives them
 * @param annotations the rule's annotations; {@code description} and {@code summary} are always there
 * @param startsAt the time at which it fired
 * @param endsAt the time at which it was resolved; null while it fires
 * @param value the value that made it fire; NaN if unknown
 * @param source the alert itself, for receivers that get its document; null in a test of a receiver
 */
public record MessageAlert(
        String id,
        String fingerprint,
        boolean resolved,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        Instant startsAt,
        @Nullable Instant endsAt,
        double value,
        @Nullable Alert source) {

    /** Creates an alert without its source. */
    public MessageAlert(
            String id,
            String fingerprint,
            boolean resolved,
            SortedMap<String, String> labels,
            SortedMap<String, String> annotations,
            Instant startsAt,
            @Nullable Instant endsAt,
            double value) {
        this(id, fingerprint, resolved, labels, annotations, startsAt, endsAt, value, null);
    }

    /** Returns what a message says about an alert. */
    public static MessageAlert of(Alert alert) {
        SortedMap<String, String> annotations = new TreeMap<>(alert.annotations());
        annotations.putIfAbsent("description", alert.description());
        annotations.putIfAbsent("summary", alert.ruleName());
        SortedMap<String, String> labels = AlertLabels.of(alert);
        return new MessageAlert(
                alert.id(),
                LabelFingerprint.of(labels),
                alert.state() == AlertState.RESOLVED,
                labels,
                Collections.unmodifiableSortedMap(annotations),
                alert.timestamp(),
                alert.endsAt(),
                alert.value(),
                alert);
    }

    /** Returns the label of a name; empty if it has none. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }

    /** Returns "firing" or "resolved". */
    public String status() {
        return resolved ? "resolved" : "firing";
    }
}
