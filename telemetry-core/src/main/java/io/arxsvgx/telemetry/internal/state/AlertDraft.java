// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Evidence;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert in the making. Confined to one thread. */
public final class AlertDraft {
    public String id;
    String fingerprint;
    AlertKind kind;
    String ruleId;
    public String ruleName;
    public Severity severity;
    public AlertState state;
    String source;
    String type;
    public double value;
    public String status;
    public String description;
    public Instant startsAt;

    @Nullable
    public Instant firedAt;

    @Nullable
    public Instant endsAt;

    @Nullable
    public String endReason;

    public long occurrences;
    public Evidence evidence;
    public Map<String, String> labels;
    public Map<String, String> annotations;
    public boolean stale;
    public boolean silenced;
    public boolean durable;
    long missedActions;

    @Nullable
    public Acknowledgement acknowledgement;

    @Nullable
    public FailurePattern pattern;

    public Map<String, Object> attributes;

    public AlertDraft(Alert alert) {
        id = alert.id();
        fingerprint = alert.fingerprint();
        kind = alert.kind();
        ruleId = alert.ruleId();
        ruleName = alert.ruleName();
        severity = alert.severity();
        state = alert.state();
        source = alert.source();
        type = alert.type();
        value = alert.value();
        status = alert.status();
        description = alert.description();
        startsAt = alert.startsAt();
        firedAt = alert.firedAt();
        endsAt = alert.endsAt();
        endReason = alert.endReason();
        occurrences = alert.occurrences();
        evidence = alert.evidence();
        labels = alert.labels();
        annotations = alert.annotations();
        stale = alert.stale();
        silenced = alert.silenced();
        durable = alert.durable();
        missedActions = alert.missedActions();
        acknowledgement = alert.acknowledgement();
        pattern = alert.pattern();
        attributes = alert.attributes();
    }

    public Alert build() {
        return new Alert(
                id,
                fingerprint,
                kind,
                ruleId,
                ruleName,
                severity,
                state,
                source,
                type,
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
                pattern,
                attributes);
    }
}
