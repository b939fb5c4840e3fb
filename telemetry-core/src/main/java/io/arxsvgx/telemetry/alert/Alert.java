// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.text.ImmutableCopies;
import io.arxsvgx.telemetry.text.LabelSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one alert at one moment. A later state of the alert is a new object with the same id. A processor
 * creates alerts; a test of an {@link AlertAction} creates one with {@link #builder}:
 *
 * <pre>{@code
 * Alert alert = Alert.builder()
 *         .id("test-1")
 *         .ruleId("hot")
 *         .source("pump_1")
 *         .type("temperature")
 *         .value(92.5)
 *         .startsAt(Instant.parse("2026-01-31T12:00:00Z"))
 *         .build();
 * action.handle(alert);
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Alert extends AlertFields {
    private Alert(AlertParts parts) {
        super(parts);
    }

    /** {@return a builder of a firing alert without the parts that have no default} */
    public static Builder builder() {
        return new Builder(new AlertParts());
    }

    /** {@return a builder with all parts of this alert} */
    public Builder toBuilder() {
        return new Builder(new AlertParts(this));
    }

    /** {@return the id, which is unique among all alerts} */
    public String id() {
        return id;
    }

    /** {@return the same text for every alert of the same rule and series} */
    public String fingerprint() {
        return fingerprint;
    }

    /** {@return the kind of source that raised it} */
    public AlertKind kind() {
        return kind;
    }

    /** {@return the rule's id; the detector's name for a pattern} */
    public String ruleId() {
        return ruleId;
    }

    /** {@return the rule's name for people} */
    public String ruleName() {
        return ruleName;
    }

    /** {@return the severity} */
    public Severity severity() {
        return severity;
    }

    /** {@return the highest severity that it has had, at least {@link #severity()}} */
    public Severity maxSeverity() {
        return maxSeverity;
    }

    /** {@return the state: pending, firing or resolved} */
    public AlertState state() {
        return state;
    }

    /** {@return the series' source} */
    public String source() {
        return source;
    }

    /** {@return the series' type} */
    public String type() {
        return type;
    }

    /**
     * {@return the labels of the series, sorted by name, or those that the rule's {@code by} names; empty for a series
     * without labels}
     */
    public Map<String, String> seriesLabels() {
        return seriesLabels;
    }

    /** {@return the value that made it fire; NaN if unknown} */
    public double value() {
        return value;
    }

    /** {@return the status of that event} */
    public String status() {
        return status;
    }

    /** {@return the description, one sentence for people} */
    public String description() {
        return description;
    }

    /** {@return the time of the first breaching event} */
    public Instant startsAt() {
        return startsAt;
    }

    /** {@return the time at which it fired; null while pending} */
    public @Nullable Instant firedAt() {
        return firedAt;
    }

    /** {@return the time at which it was resolved; null until then} */
    public @Nullable Instant endsAt() {
        return endsAt;
    }

    /** {@return the reason why it was resolved; null until then} */
    public @Nullable String endReason() {
        return endReason;
    }

    /** {@return the number of breaching events, including the first one} */
    public long occurrences() {
        return occurrences;
    }

    /** {@return the values and the figure that made it fire} */
    public Evidence evidence() {
        return evidence;
    }

    /** {@return the rule's labels} */
    public Map<String, String> labels() {
        return labels;
    }

    /**
     * {@return the rule's annotations, and as {@code related_series} the correlated series, if failure detection has
     * found any}
     */
    public Map<String, String> annotations() {
        return annotations;
    }

    /** {@return true while its series has had no event for longer than {@code staleAfter}} */
    public boolean stale() {
        return stale;
    }

    /** {@return true while a silence suppresses its actions} */
    public boolean silenced() {
        return silenced;
    }

    /** {@return false if the store has failed to write its latest state} */
    public boolean durable() {
        return durable;
    }

    /** {@return the number of action calls that were dropped because their queue was full} */
    public long missedActions() {
        return missedActions;
    }

    /** {@return the acknowledgement; null until acknowledged} */
    public @Nullable Acknowledgement acknowledgement() {
        return acknowledgement;
    }

    /** {@return what people and silences did to it, oldest first: the newest {@link AlertActivity#MAX_ENTRIES}} */
    public List<AlertActivity> activities() {
        return activities;
    }

    /** {@return the failure pattern; null for an alert of a rule} */
    public @Nullable FailurePattern pattern() {
        return pattern;
    }

    /**
     * {@return the attributes of the event that made it fire, as plain data: texts, booleans, longs, doubles, lists and
     * maps of them; a processor keeps the first 32, and of these in order those that fit into 8,192 characters
     * together; {@code event_data.meta} in JSON}
     */
    public Map<String, Object> attributes() {
        return attributes;
    }

    /** {@return the time at which it fired, or for a pending alert at which it began; {@code timestamp} in JSON} */
    public Instant timestamp() {
        Instant fired = firedAt();
        return fired == null ? startsAt() : fired;
    }

    /** A builder of alerts. Not thread-safe. */
    public static final class Builder {
        private final AlertParts parts;

        private Builder(AlertParts parts) {
            this.parts = parts;
        }

        /** Sets the id, which is unique among all alerts. Required. */
        public Builder id(String id) {
            parts.id = requireNonNull(id, "id");
            return this;
        }

        /**
         * Sets the text that is the same for every alert of the same rule and series; by default one made of rule id,
         * source and type.
         */
        public Builder fingerprint(String fingerprint) {
            parts.fingerprint = requireNonNull(fingerprint, "fingerprint");
            return this;
        }

        /**
         * Sets the kind of source that raised it; by default {@link AlertKind#PATTERN} with a {@link #pattern}, else
         * {@link AlertKind#RULE}.
         */
        public Builder kind(AlertKind kind) {
            parts.kind = requireNonNull(kind, "kind");
            return this;
        }

        /** Sets the rule's id; the detector's name for a pattern. Required. */
        public Builder ruleId(String ruleId) {
            parts.ruleId = requireNonNull(ruleId, "ruleId");
            return this;
        }

        /** Sets the rule's name for people; the id by default. */
        public Builder ruleName(String ruleName) {
            parts.ruleName = requireNonNull(ruleName, "ruleName");
            return this;
        }

        /** Sets the severity; {@link Severity#WARNING} by default. */
        public Builder severity(Severity severity) {
            parts.severity = requireNonNull(severity, "severity");
            return this;
        }

        /** Sets the highest severity that it has had; {@link #severity} by default, and never less than that. */
        public Builder maxSeverity(@Nullable Severity severity) {
            parts.maxSeverity = severity;
            return this;
        }

        /** Sets the state: pending, firing or resolved; {@link AlertState#FIRING} by default. */
        public Builder state(AlertState state) {
            parts.state = requireNonNull(state, "state");
            return this;
        }

        /** Sets the series' source. Required. */
        public Builder source(String source) {
            parts.source = requireNonNull(source, "source");
            return this;
        }

        /** Sets the series' type. Required. */
        public Builder type(String type) {
            parts.type = requireNonNull(type, "type");
            return this;
        }

        /** Sets the labels of the series; none by default. */
        public Builder seriesLabels(Map<String, String> seriesLabels) {
            parts.seriesLabels = LabelSet.of(seriesLabels);
            return this;
        }

        /** Sets the value that made it fire; NaN, for unknown, by default. */
        public Builder value(double value) {
            parts.value = value;
            return this;
        }

        /** Sets the status of the event that made it fire; {@code OK} by default. */
        public Builder status(String status) {
            parts.status = requireNonNull(status, "status");
            return this;
        }

        /** Sets the description, one sentence for people; by default one of the rule, the series and the evidence. */
        public Builder description(String description) {
            parts.description = requireNonNull(description, "description");
            return this;
        }

        /** Sets the time of the first breaching event. Required. */
        public Builder startsAt(Instant startsAt) {
            parts.startsAt = requireNonNull(startsAt, "startsAt");
            return this;
        }

        /** Sets the time at which it fired; by default null while pending, else {@link #startsAt}. */
        public Builder firedAt(@Nullable Instant firedAt) {
            parts.firedAt = firedAt;
            return this;
        }

        /** Sets the time at which it was resolved; null by default. Required for a resolved alert. */
        public Builder endsAt(@Nullable Instant endsAt) {
            parts.endsAt = endsAt;
            return this;
        }

        /** Sets the reason why it was resolved; null by default. */
        public Builder endReason(@Nullable String endReason) {
            parts.endReason = endReason;
            return this;
        }

        /** Sets the number of breaching events; 1 by default. */
        public Builder occurrences(long occurrences) {
            parts.occurrences = occurrences;
            return this;
        }

        /** Sets the values and the figure that made it fire; by default the value alone. */
        public Builder evidence(Evidence evidence) {
            parts.evidence = requireNonNull(evidence, "evidence");
            return this;
        }

        /** Sets the rule's labels; none by default. */
        public Builder labels(Map<String, String> labels) {
            parts.labels = Map.copyOf(labels);
            return this;
        }

        /** Sets the rule's annotations; none by default. */
        public Builder annotations(Map<String, String> annotations) {
            parts.annotations = Map.copyOf(annotations);
            return this;
        }

        /** Sets whether its series has had no event for longer than {@code staleAfter}; false by default. */
        public Builder stale(boolean stale) {
            parts.stale = stale;
            return this;
        }

        /** Sets whether a silence suppresses its actions; false by default. */
        public Builder silenced(boolean silenced) {
            parts.silenced = silenced;
            return this;
        }

        /** Sets whether the store has written its latest state; true by default. */
        public Builder durable(boolean durable) {
            parts.durable = durable;
            return this;
        }

        /** Sets the number of action calls that were dropped because their queue was full; 0 by default. */
        public Builder missedActions(long missedActions) {
            parts.missedActions = missedActions;
            return this;
        }

        /** Sets the acknowledgement; null by default. */
        public Builder acknowledgement(@Nullable Acknowledgement acknowledgement) {
            parts.acknowledgement = acknowledgement;
            return this;
        }

        /** Sets what people and silences did to it, oldest first; nothing by default. */
        public Builder activities(List<AlertActivity> activities) {
            parts.activities = List.copyOf(activities);
            return this;
        }

        /** Sets the failure pattern; null, for an alert of a rule, by default. */
        public Builder pattern(@Nullable FailurePattern pattern) {
            parts.pattern = pattern;
            return this;
        }

        /**
         * Sets the attributes of the event that made it fire, copied with the maps and lists in them; none by default.
         */
        public Builder attributes(Map<String, Object> attributes) {
            parts.attributes = ImmutableCopies.of(attributes);
            return this;
        }

        /**
         * Builds the alert.
         *
         * @return the alert
         * @throws IllegalArgumentException if required parts are missing; the message names all of them
         */
        public Alert build() {
            return new Alert(parts);
        }
    }
}
