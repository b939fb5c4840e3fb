// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.RequiredParts;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The live status of a rule: the series it watches, its open alerts and the faults of its condition. Immutable. */
public final class RuleStatus {
    private final AlertRule rule;
    private final int seriesMatched;
    private final @Nullable Instant lastEvaluated;
    private final List<Alert> pending;
    private final int firing;
    private final @Nullable String lastError;
    private final int seriesFailed;
    private final List<String> unknownActions;
    private final List<String> warnings;

    private RuleStatus(Builder builder) {
        RequiredParts.of("rule status").part("rule", builder.rule).check();
        rule = requireNonNull(builder.rule);
        seriesMatched = builder.seriesMatched;
        lastEvaluated = builder.lastEvaluated;
        pending = builder.pending;
        firing = builder.firing;
        lastError = builder.lastError;
        seriesFailed = builder.seriesFailed;
        unknownActions = builder.unknownActions;
        warnings = builder.warnings;
    }

    /** {@return a builder of the status of a rule without series} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with all parts of this one} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return the rule} */
    public AlertRule rule() {
        return rule;
    }

    /** {@return the number of known series that it watches} */
    public int seriesMatched() {
        return seriesMatched;
    }

    /** {@return the time of the newest evaluated event; null if there was none} */
    public @Nullable Instant lastEvaluated() {
        return lastEvaluated;
    }

    /** {@return its pending alerts} */
    public List<Alert> pending() {
        return pending;
    }

    /** {@return the number of its firing alerts} */
    public int firing() {
        return firing;
    }

    /** {@return the last fault of its condition, with the series; null if there was none} */
    public @Nullable String lastError() {
        return lastError;
    }

    /** {@return the number of series on which its condition was disabled after repeated faults} */
    public int seriesFailed() {
        return seriesFailed;
    }

    /** {@return its actions that are not registered} */
    public List<String> unknownActions() {
        return unknownActions;
    }

    /**
     * {@return the warnings about the rule, one sentence each, such as an action that is not registered, with the
     * nearest name}
     */
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RuleStatus that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "RuleStatus[rule=" + rule + ", seriesMatched=" + seriesMatched + ", lastEvaluated=" + lastEvaluated
                + ", pending=" + pending + ", firing=" + firing + ", lastError=" + lastError + ", seriesFailed="
                + seriesFailed + ", unknownActions=" + unknownActions + ", warnings=" + warnings + ']';
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(
                rule, seriesMatched, lastEvaluated, pending, firing, lastError, seriesFailed, unknownActions, warnings);
    }

    /** A builder of rule statuses. Not thread-safe. */
    public static final class Builder {
        private @Nullable AlertRule rule;
        private int seriesMatched;
        private @Nullable Instant lastEvaluated;
        private List<Alert> pending = List.of();
        private int firing;
        private @Nullable String lastError;
        private int seriesFailed;
        private List<String> unknownActions = List.of();
        private List<String> warnings = List.of();

        private Builder() {}

        private Builder(RuleStatus from) {
            rule = from.rule;
            seriesMatched = from.seriesMatched;
            lastEvaluated = from.lastEvaluated;
            pending = from.pending;
            firing = from.firing;
            lastError = from.lastError;
            seriesFailed = from.seriesFailed;
            unknownActions = from.unknownActions;
            warnings = from.warnings;
        }

        /** Sets the rule. Required. */
        public Builder rule(AlertRule rule) {
            this.rule = requireNonNull(rule, "rule");
            return this;
        }

        /** Sets the number of known series that it watches; 0 by default. */
        public Builder seriesMatched(int seriesMatched) {
            this.seriesMatched = seriesMatched;
            return this;
        }

        /** Sets the time of the newest evaluated event; null by default. */
        public Builder lastEvaluated(@Nullable Instant lastEvaluated) {
            this.lastEvaluated = lastEvaluated;
            return this;
        }

        /** Sets its pending alerts; none by default. */
        public Builder pending(List<Alert> pending) {
            this.pending = List.copyOf(pending);
            return this;
        }

        /** Sets the number of its firing alerts; 0 by default. */
        public Builder firing(int firing) {
            this.firing = firing;
            return this;
        }

        /** Sets the last fault of its condition; null by default. */
        public Builder lastError(@Nullable String lastError) {
            this.lastError = lastError;
            return this;
        }

        /** Sets the number of series on which its condition was disabled; 0 by default. */
        public Builder seriesFailed(int seriesFailed) {
            this.seriesFailed = seriesFailed;
            return this;
        }

        /** Sets its actions that are not registered; none by default. */
        public Builder unknownActions(List<String> unknownActions) {
            this.unknownActions = List.copyOf(unknownActions);
            return this;
        }

        /** Sets the warnings about the rule, one sentence each; none by default. */
        public Builder warnings(List<String> warnings) {
            this.warnings = List.copyOf(warnings);
            return this;
        }

        /**
         * Builds the rule status.
         *
         * @return the rule status
         * @throws IllegalArgumentException if required parts are missing; the message names all of them
         */
        public RuleStatus build() {
            return new RuleStatus(this);
        }
    }
}
