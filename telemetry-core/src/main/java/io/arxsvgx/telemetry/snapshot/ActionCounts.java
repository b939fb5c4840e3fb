// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many calls of actions were begun, and how many of them failed; what subscribers missed. Immutable. */
public final class ActionCounts {
    private final long calls;
    private final long faults;
    private final long timeouts;
    private final long overflows;
    private final long subscriberMissed;

    private ActionCounts(Builder builder) {
        calls = builder.calls;
        faults = builder.faults;
        timeouts = builder.timeouts;
        overflows = builder.overflows;
        subscriberMissed = builder.subscriberMissed;
    }

    /** {@return a builder that counts nothing yet} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with these figures} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return how many calls of actions were begun} */
    public long calls() {
        return calls;
    }

    /** {@return how many calls of actions threw} */
    public long faults() {
        return faults;
    }

    /** {@return how many calls of actions took too long} */
    public long timeouts() {
        return timeouts;
    }

    /** {@return how many calls of actions were dropped because their queue was full} */
    public long overflows() {
        return overflows;
    }

    /** {@return how many messages subscribers missed because their queue was full} */
    public long subscriberMissed() {
        return subscriberMissed;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActionCounts that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "ActionCounts[calls=" + calls + ", faults=" + faults + ", timeouts=" + timeouts + ", overflows="
                + overflows + ", subscriberMissed=" + subscriberMissed + ']';
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(calls, faults, timeouts, overflows, subscriberMissed);
    }

    /** The figures to be. Not thread-safe. */
    public static final class Builder {
        private long calls;
        private long faults;
        private long timeouts;
        private long overflows;
        private long subscriberMissed;

        private Builder() {}

        private Builder(ActionCounts from) {
            calls = from.calls;
            faults = from.faults;
            timeouts = from.timeouts;
            overflows = from.overflows;
            subscriberMissed = from.subscriberMissed;
        }

        /** Sets how many calls of actions were begun; 0 by default. */
        public Builder calls(long calls) {
            this.calls = calls;
            return this;
        }

        /** Sets how many calls of actions threw; 0 by default. */
        public Builder faults(long faults) {
            this.faults = faults;
            return this;
        }

        /** Sets how many calls of actions took too long; 0 by default. */
        public Builder timeouts(long timeouts) {
            this.timeouts = timeouts;
            return this;
        }

        /** Sets how many calls of actions were dropped because their queue was full; 0 by default. */
        public Builder overflows(long overflows) {
            this.overflows = overflows;
            return this;
        }

        /** Sets how many messages subscribers missed because their queue was full; 0 by default. */
        public Builder subscriberMissed(long subscriberMissed) {
            this.subscriberMissed = subscriberMissed;
            return this;
        }

        /** {@return the figures} */
        public ActionCounts build() {
            return new ActionCounts(this);
        }
    }
}
