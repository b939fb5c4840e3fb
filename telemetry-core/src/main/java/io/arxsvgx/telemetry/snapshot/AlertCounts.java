// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import io.arxsvgx.telemetry.rule.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counts of present and past alerts. Immutable. */
public final class AlertCounts {
    private final long active;
    private final Map<Severity, Long> activeBySeverity;
    private final long pending;
    private final long fired;
    private final long resolved;

    private AlertCounts(Builder builder) {
        active = builder.active;
        activeBySeverity = builder.activeBySeverity;
        pending = builder.pending;
        fired = builder.fired;
        resolved = builder.resolved;
    }

    /** {@return a builder with all counts 0} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with these figures} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return the number of firing alerts} */
    public long active() {
        return active;
    }

    /** {@return the number of firing alerts, for every severity} */
    public Map<Severity, Long> activeBySeverity() {
        return activeBySeverity;
    }

    /** {@return the number of pending alerts} */
    public long pending() {
        return pending;
    }

    /** {@return the number of alerts that have fired} */
    public long fired() {
        return fired;
    }

    /** {@return the number of alerts that have been resolved} */
    public long resolved() {
        return resolved;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AlertCounts that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "AlertCounts[active=" + active + ", activeBySeverity=" + activeBySeverity + ", pending=" + pending
                + ", fired=" + fired + ", resolved=" + resolved + ']';
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(active, activeBySeverity, pending, fired, resolved);
    }

    /** A builder of the counts. Not thread-safe. */
    public static final class Builder {
        private long active;
        private Map<Severity, Long> activeBySeverity = Map.of();
        private long pending;
        private long fired;
        private long resolved;

        private Builder() {}

        private Builder(AlertCounts from) {
            active = from.active;
            activeBySeverity = from.activeBySeverity;
            pending = from.pending;
            fired = from.fired;
            resolved = from.resolved;
        }

        /** Sets the number of firing alerts; 0 by default. */
        public Builder active(long active) {
            this.active = active;
            return this;
        }

        /** Sets the number of firing alerts by severity; none by default. */
        public Builder activeBySeverity(Map<Severity, Long> activeBySeverity) {
            this.activeBySeverity = Map.copyOf(activeBySeverity);
            return this;
        }

        /** Sets the number of pending alerts; 0 by default. */
        public Builder pending(long pending) {
            this.pending = pending;
            return this;
        }

        /** Sets the number of alerts that have fired; 0 by default. */
        public Builder fired(long fired) {
            this.fired = fired;
            return this;
        }

        /** Sets the number of alerts that have been resolved; 0 by default. */
        public Builder resolved(long resolved) {
            this.resolved = resolved;
            return this;
        }

        /** {@return the figures} */
        public AlertCounts build() {
            return new AlertCounts(this);
        }
    }
}
