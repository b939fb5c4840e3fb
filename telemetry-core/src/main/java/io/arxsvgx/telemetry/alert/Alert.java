// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One alert at one moment: a rule on a series, from firing to resolved. What changes later is a new value with the same
 * id. Immutable.
 *
 * @param id unique for ever
 * @param fingerprint the same for every alert of the same rule and series
 * @param kind what raised it
 * @param ruleId the rule's id; the detector's name for a pattern
 * @param ruleName the rule's name for people
 * @param severity how bad it is
 * @param state where it is in its life
 * @param source the series' source
 * @param type the series' type
 * @param value the value that made it fire
 * @param status the status of that event
 * @param description one sentence for people
 * @param startsAt the time of the first breaching event
 * @param firedAt when it fired; null while pending
 * @param endsAt when it was resolved; null until then
 * @param endReason why it was resolved; null until then
 * @param occurrences how many events have breached, the one that opened it counted
 * @param evidence why it fired
 * @param labels the rule's labels
 * @param annotations the rule's annotations, and as {@code related_series} those that move with this series, if
 *     failure detection has found any
 * @param stale true while its series has gone without events for longer than {@code staleAfter}
 * @param silenced true while a silence holds its actions back
 * @param durable false if a store that should hold it could not take it
 * @param missedActions how many calls of actions were left out because a lane was full
 * @param acknowledgement who has seen it; null until acknowledged
 * @param pattern the failure pattern; null for an alert of a rule
 * @param attributes the attributes of the event that made it fire, as plain data: texts, booleans, longs, doubles, lists and
 *     maps of them; the first 32, and of these in order those that fit into 8,192 characters together; {@code
 *     event_data.meta} in JSON
 */
public record Alert(
        String id,
        String fingerprint,
        AlertKind kind,
        String ruleId,
        String ruleName,
        Severity severity,
        AlertState state,
        String source,
        String type,
        double value,
        String status,
        String description,
        Instant startsAt,
        @Nullable Instant firedAt,
        @Nullable Instant endsAt,
        @Nullable String endReason,
        long occurrences,
        Evidence evidence,
        Map<String, String> labels,
        Map<String, String> annotations,
        boolean stale,
        boolean silenced,
        boolean durable,
        long missedActions,
        @Nullable Acknowledgement acknowledgement,
        @Nullable FailurePattern pattern,
        Map<String, Object> attributes) {

    /**
     * Checks that the parts are there.
     *
     * @param id as {@link #id()}
     * @param fingerprint as {@link #fingerprint()}
     * @param kind as {@link #kind()}
     * @param ruleId as {@link #ruleId()}
     * @param ruleName as {@link #ruleName()}
     * @param severity as {@link #severity()}
     * @param state as {@link #state()}
     * @param source as {@link #source()}
     * @param type as {@link #type()}
     * @param value as {@link #value()}
     * @param status as {@link #status()}
     * @param description as {@link #description()}
     * @param startsAt as {@link #startsAt()}
     * @param firedAt as {@link #firedAt()}
     * @param endsAt as {@link #endsAt()}
     * @param endReason as {@link #endReason()}
     * @param occurrences as {@link #occurrences()}
     * @param evidence as {@link #evidence()}
     * @param labels as {@link #labels()}
     * @param annotations as {@link #annotations()}
     * @param stale as {@link #stale()}
     * @param silenced as {@link #silenced()}
     * @param durable as {@link #durable()}
     * @param missedActions as {@link #missedActions()}
     * @param acknowledgement as {@link #acknowledgement()}
     * @param pattern as {@link #pattern()}
     * @param attributes as {@link #attributes()}
     */
    public Alert {
        requireNonNull(id, "id");
        requireNonNull(state, "state");
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        attributes = attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /**
     * An alert of an event without attributes.
     *
     * @param id as {@link #id()}
     * @param fingerprint as {@link #fingerprint()}
     * @param kind as {@link #kind()}
     * @param ruleId as {@link #ruleId()}
     * @param ruleName as {@link #ruleName()}
     * @param severity as {@link #severity()}
     * @param state as {@link #state()}
     * @param source as {@link #source()}
     * @param type as {@link #type()}
     * @param value as {@link #value()}
     * @param status as {@link #status()}
     * @param description as {@link #description()}
     * @param startsAt as {@link #startsAt()}
     * @param firedAt as {@link #firedAt()}
     * @param endsAt as {@link #endsAt()}
     * @param endReason as {@link #endReason()}
     * @param occurrences as {@link #occurrences()}
     * @param evidence as {@link #evidence()}
     * @param labels as {@link #labels()}
     * @param annotations as {@link #annotations()}
     * @param stale as {@link #stale()}
     * @param silenced as {@link #silenced()}
     * @param durable as {@link #durable()}
     * @param missedActions as {@link #missedActions()}
     * @param acknowledgement as {@link #acknowledgement()}
     * @param pattern as {@link #pattern()}
     */
    public Alert(
            String id,
            String fingerprint,
            AlertKind kind,
            String ruleId,
            String ruleName,
            Severity severity,
            AlertState state,
            String source,
            String type,
            double value,
            String status,
            String description,
            Instant startsAt,
            @Nullable Instant firedAt,
            @Nullable Instant endsAt,
            @Nullable String endReason,
            long occurrences,
            Evidence evidence,
            Map<String, String> labels,
            Map<String, String> annotations,
            boolean stale,
            boolean silenced,
            boolean durable,
            long missedActions,
            @Nullable Acknowledgement acknowledgement,
            @Nullable FailurePattern pattern) {
        this(
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
                Map.of());
    }

    /**
     * The alert's time: when it fired, or for a pending one when it began.
     *
     * @return what JSON calls {@code timestamp}
     */
    public Instant timestamp() {
        return firedAt == null ? startsAt : firedAt;
    }
}
