// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The usage of the ingest buffer. Immutable. */
public final class BufferUsage {
    private final int capacity;
    private final double utilization;

    private BufferUsage(Builder builder) {
        capacity = builder.capacity;
        utilization = builder.utilization;
    }

    /** {@return a builder with all figures 0} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with these figures} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return the capacity of the buffer in events, rounded up to a power of two} */
    public int capacity() {
        return capacity;
    }

    /** {@return the number of waiting events as a share of the capacity, 0 to 1} */
    public double utilization() {
        return utilization;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BufferUsage that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "BufferUsage[capacity=" + capacity + ", utilization=" + utilization + ']';
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(capacity, utilization);
    }

    /** A builder of the figures. Not thread-safe. */
    public static final class Builder {
        private int capacity;
        private double utilization;

        private Builder() {}

        private Builder(BufferUsage from) {
            capacity = from.capacity;
            utilization = from.utilization;
        }

        /** Sets the capacity of the buffer in events, rounded up to a power of two; 0 by default. */
        public Builder capacity(int capacity) {
            this.capacity = capacity;
            return this;
        }

        /** Sets the number of waiting events as a share of the capacity, 0 to 1; 0 by default. */
        public Builder utilization(double utilization) {
            this.utilization = utilization;
            return this;
        }

        /** {@return the figures} */
        public BufferUsage build() {
            return new BufferUsage(this);
        }
    }
}
