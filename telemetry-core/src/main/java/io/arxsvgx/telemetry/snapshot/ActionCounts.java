// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The counts of action calls, of their failures, and of messages that subscribers missed. Immutable. */
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

    /** {@return a builder with all counts 0} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with these figures} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return the number of action calls that were started} */
    public long calls() {
        return calls;
    }

    /** {@return the number of action calls that threw an exception} */
    public long faults() {
        return faults;
    }

    /** {@return the number of action calls that timed out} */
    public long timeouts() {
        return timeouts;
    }

    /** {@return the number of action calls that were dropped because their queue was full} */
    public long overflows() {
        return overflows;
    }

    /** {@return the number of messages that subscribers missed because their queue was full} */
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

    /** A builder of the counts. Not thread-safe. */
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

        /** Sets the number of action calls that were started; 0 by default. */
        public Builder calls(long calls) {
            this.calls = calls;
            return this;
        }

        /** Sets the number of action calls that threw an exception; 0 by default. */
        public Builder faults(long faults) {
            this.faults = faults;
            return this;
        }

        /** Sets the number of action calls that timed out; 0 by default. */
        public Builder timeouts(long timeouts) {
            this.timeouts = timeouts;
            return this;
        }

        /** Sets the number of action calls that were dropped because their queue was full; 0 by default. */
        public Builder overflows(long overflows) {
            this.overflows = overflows;
            return this;
        }

        /** Sets the number of messages that subscribers missed because their queue was full; 0 by default. */
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
