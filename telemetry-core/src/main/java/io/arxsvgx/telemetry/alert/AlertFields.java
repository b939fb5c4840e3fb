// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;

import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.text.LabelSet;
import io.arxsvgx.telemetry.text.RequiredParts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of an {@link Alert}, with the defaults of those that were not set, and its equality. Immutable. */
abstract class AlertFields {
    final String id;
    final String fingerprint;
    final AlertKind kind;
    final String ruleId;
    final String ruleName;
    final Severity severity;
    final Severity maxSeverity;
    final AlertState state;
    final String source;
    final String type;
    final Map<String, String> seriesLabels;
    final double value;
    final String status;
    final String description;
    final Instant startsAt;
    final @Nullable Instant firedAt;
    final @Nullable Instant endsAt;
    final @Nullable String endReason;
    final long occurrences;
    final Evidence evidence;
    final Map<String, String> labels;
    final Map<String, String> annotations;
    final boolean stale;
    final boolean silenced;
    final boolean durable;
    final long missedActions;
    final @Nullable Acknowledgement acknowledgement;
    final List<AlertActivity> activities;
    final @Nullable FailurePattern pattern;
    final Map<String, Object> attributes;

    AlertFields(AlertParts from) {
        check(from);
        id = requireNonNull(from.id);
        ruleId = requireNonNull(from.ruleId);
        source = requireNonNull(from.source);
        type = requireNonNull(from.type);
        startsAt = requireNonNull(from.startsAt);
        state = from.state;
        ruleName = requireNonNullElse(from.ruleName, ruleId);
        seriesLabels = from.seriesLabels;
        value = from.value;
        evidence = requireNonNullElseGet(from.evidence, () -> ofValue(from.value));
        description = requireNonNullElseGet(
                from.description,
                () -> ruleName + ": " + type + " of " + source + LabelSet.describe(seriesLabels) + ": "
                        + evidence.text());
        fingerprint = requireNonNullElseGet(
                from.fingerprint, () -> ruleId + '/' + source + '/' + type + LabelSet.describe(seriesLabels));
        kind = requireNonNullElse(from.kind, from.pattern == null ? AlertKind.RULE : AlertKind.PATTERN);
        severity = from.severity;
        maxSeverity = severity.atLeast(from.maxSeverity);
        status = from.status;
        firedAt = from.firedAt == null && state != AlertState.PENDING ? startsAt : from.firedAt;
        endsAt = from.endsAt;
        endReason = from.endReason;
        occurrences = from.occurrences;
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

    private static void check(AlertParts from) {
        RequiredParts required = RequiredParts.of("alert")
                .part("id", from.id)
                .part("ruleId", from.ruleId)
                .part("source", from.source)
                .part("type", from.type)
                .part("startsAt", from.startsAt);
        if (from.state == AlertState.RESOLVED) {
            required.part("endsAt", from.endsAt);
        }
        required.check();
    }

    private static Evidence ofValue(double value) {
        return new Evidence(List.of(value), "value", value, Double.NaN, Duration.ZERO, String.valueOf(value));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AlertFields that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "Alert[id=" + id + ", fingerprint=" + fingerprint + ", kind=" + kind + ", ruleId=" + ruleId
                + ", ruleName=" + ruleName + ", severity=" + severity + ", maxSeverity=" + maxSeverity + ", state="
                + state + ", source=" + source
                + ", type=" + type + ", seriesLabels=" + seriesLabels + ", value=" + value + ", status=" + status
                + ", description=" + description
                + ", startsAt=" + startsAt + ", firedAt=" + firedAt + ", endsAt=" + endsAt + ", endReason=" + endReason
                + ", occurrences=" + occurrences + ", evidence=" + evidence + ", labels=" + labels + ", annotations="
                + annotations + ", stale=" + stale + ", silenced=" + silenced + ", durable=" + durable
                + ", missedActions=" + missedActions + ", acknowledgement=" + acknowledgement + ", activities="
                + activities + ", pattern=" + pattern
                + ", attributes=" + attributes + ']';
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(
                id,
                fingerprint,
                kind,
                ruleId,
                ruleName,
                severity,
                maxSeverity,
                state,
                source,
                type,
                seriesLabels,
                value,
                status,
                description,
                startsAt,
                firedAt,
                endsAt,
                endReason,
                occurrences,
                evidence,
                labels,
                annotations,
                stale,
                silenced,
                durable,
                missedActions,
                acknowledgement,
                activities,
                pattern,
                attributes);
    }
}
