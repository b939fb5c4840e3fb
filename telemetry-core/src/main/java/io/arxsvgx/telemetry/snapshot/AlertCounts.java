// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import io.arxsvgx.telemetry.rule.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many alerts are open now, and how many have been. Immutable. */
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

    /** {@return a builder that counts nothing yet} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with these figures} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return how many alerts are firing now} */
    public long active() {
        return active;
    }

    /** {@return how many alerts are firing now, by severity, every one of them} */
    public Map<Severity, Long> activeBySeverity() {
        return activeBySeverity;
    }

    /** {@return how many alerts are pending now} */
    public long pending() {
        return pending;
    }

    /** {@return how many alerts have fired} */
    public long fired() {
        return fired;
    }

    /** {@return how many alerts have been resolved} */
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

    /** The figures to be. Not thread-safe. */
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

        /** Sets how many alerts are firing now; 0 by default. */
        public Builder active(long active) {
            this.active = active;
            return this;
        }

        /** Sets how many alerts are firing now, by severity; none by default. */
        public Builder activeBySeverity(Map<Severity, Long> activeBySeverity) {
            this.activeBySeverity = Map.copyOf(activeBySeverity);
            return this;
        }

        /** Sets how many alerts are pending now; 0 by default. */
        public Builder pending(long pending) {
            this.pending = pending;
            return this;
        }

        /** Sets how many alerts have fired; 0 by default. */
        public Builder fired(long fired) {
            this.fired = fired;
            return this;
        }

        /** Sets how many alerts have been resolved; 0 by default. */
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
