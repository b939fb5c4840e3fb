// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The counts of failed and waiting writes of an alert store. Immutable. */
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

    /** {@return a builder with all counts 0} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with these figures} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return the number of batches that the store failed to write} */
    public long faults() {
        return faults;
    }

    /**
     * {@return the number of state changes that were replaced by a later one of the same alert before they were
     * written}
     */
    public long coalesced() {
        return coalesced;
    }

    /** {@return the number of alerts and patterns whose newest state waits to be written} */
    public long backlog() {
        return backlog;
    }

    /** {@return the number of alerts and patterns that will never be written, since the backlog was full} */
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

    /** A builder of the counts. Not thread-safe. */
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

        /** Sets the number of batches that the store failed to write; 0 by default. */
        public Builder faults(long faults) {
            this.faults = faults;
            return this;
        }

        /**
         * Sets the number of state changes that were replaced by a later one of the same alert before they were
         * written; 0 by default.
         */
        public Builder coalesced(long coalesced) {
            this.coalesced = coalesced;
            return this;
        }

        /** Sets the number of alerts and patterns whose newest state waits to be written; 0 by default. */
        public Builder backlog(long backlog) {
            this.backlog = backlog;
            return this;
        }

        /**
         * Sets the number of alerts and patterns that will never be written, since the backlog was full; 0 by default.
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
