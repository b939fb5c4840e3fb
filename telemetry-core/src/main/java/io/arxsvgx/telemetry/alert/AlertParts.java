// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts that an {@link Alert.Builder} was given; null where the alert has a default. Not thread-safe. */
final class AlertParts {
    @Nullable
    String id;

    @Nullable
    String fingerprint;

    @Nullable
    AlertKind kind;

    @Nullable
    String ruleId;

    @Nullable
    String ruleName;

    Severity severity = Severity.WARNING;

    @Nullable
    Severity maxSeverity;

    AlertState state = AlertState.FIRING;

    @Nullable
    String source;

    @Nullable
    String type;

    Map<String, String> seriesLabels = Map.of();
    double value = Double.NaN;
    String status = "OK";

    @Nullable
    String description;

    @Nullable
    Instant startsAt;

    @Nullable
    Instant firedAt;

    @Nullable
    Instant endsAt;

    @Nullable
    String endReason;

    long occurrences = 1;

    @Nullable
    Evidence evidence;

    Map<String, String> labels = Map.of();
    Map<String, String> annotations = Map.of();
    boolean stale;
    boolean silenced;
    boolean durable = true;
    long missedActions;

    @Nullable
    Acknowledgement acknowledgement;

    List<AlertActivity> activities = List.of();

    @Nullable
    FailurePattern pattern;

    Map<String, Object> attributes = Map.of();

    AlertParts() {}

    AlertParts(AlertFields from) {
        id = from.id;
        fingerprint = from.fingerprint;
        kind = from.kind;
        ruleId = from.ruleId;
        ruleName = from.ruleName;
        severity = from.severity;
        maxSeverity = from.maxSeverity;
        state = from.state;
        source = from.source;
        type = from.type;
        seriesLabels = from.seriesLabels;
        value = from.value;
        status = from.status;
        description = from.description;
        startsAt = from.startsAt;
        firedAt = from.firedAt;
        endsAt = from.endsAt;
        endReason = from.endReason;
        occurrences = from.occurrences;
        evidence = from.evidence;
        labels = from.labels;
        annotations = from.annotations;
        stale = from.stale;
        silenced = from.silenced;
        durable = from.durable;
        missedActions = from.missedActions;
        acknowledgement = from.acknowledgement;
        activities = from.activities;
        pattern = from.pattern;
        attributes = from.attributes;
    }
}
