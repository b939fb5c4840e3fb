// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an alert store has failed to write, and what waits for it. Immutable. */
public final class StoreCounts {
    private final long faults;
    private final long coalesced;
    private final long backlog;
    private final long lost;

    private StoreCounts(Builder builder) {
        faults = builder.faults;
        coalesced = builder.coalesced;
        backlog = builder.backlog;
        lost = builder.lost;
    }

    /** {@return a builder that counts nothing yet} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with these figures} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return how many batches the store failed to write} */
    public long faults() {
        return faults;
    }

    /** {@return how many steps of alerts a later step of the same alert replaced on the way to the store} */
    public long coalesced() {
        return coalesced;
    }

    /** {@return how many alerts and patterns wait for the store to write their newest state} */
    public long backlog() {
        return backlog;
    }

    /** {@return how many alerts and patterns the store will never have: those beyond the bound while it failed} */
    public long lost() {
        return lost;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoreCounts that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "StoreCounts[faults=" + faults + ", coalesced=" + coalesced + ", backlog=" + backlog + ", lost=" + lost
                + ']';
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(faults, coalesced, backlog, lost);
    }

    /** The figures to be. Not thread-safe. */
    public static final class Builder {
        private long faults;
        private long coalesced;
        private long backlog;
        private long lost;

        private Builder() {}

        private Builder(StoreCounts from) {
            faults = from.faults;
            coalesced = from.coalesced;
            backlog = from.backlog;
            lost = from.lost;
        }

        /** Sets how many batches the store failed to write; 0 by default. */
        public Builder faults(long faults) {
            this.faults = faults;
            return this;
        }

        /**
         * Sets how many steps of alerts a later step of the same alert replaced on the way to the store; 0 by default.
         */
        public Builder coalesced(long coalesced) {
            this.coalesced = coalesced;
            return this;
        }

        /** Sets how many alerts and patterns wait for the store to write their newest state; 0 by default. */
        public Builder backlog(long backlog) {
            this.backlog = backlog;
            return this;
        }

        /**
         * Sets how many alerts and patterns the store will never have: those beyond the bound while it failed; 0 by
         * default.
         */
        public Builder lost(long lost) {
            this.lost = lost;
            return this;
        }

        /** {@return the figures} */
        public StoreCounts build() {
            return new StoreCounts(this);
        }
    }
}
