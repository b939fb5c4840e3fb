// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counts of events that were offered to a processor, by outcome. At every instant {@code offered = accepted +
 * dropped}, {@code accepted = processed + waiting} and {@code processed = evaluated + discarded}. Immutable.
 */
public final class EventCounts {
    /** The reasons for which events are dropped: the keys that {@link #droppedByReason()} may have. */
    public static final List<String> DROP_REASONS = List.of(
            "buffer_full",
            "not_running",
            "not_finite",
            "bad_source",
            "bad_type",
            "not_an_event",
            "labels",
            "time_out_of_range",
            "series_limit");

    /** The reasons for which events are discarded: the keys that {@link #discardedByReason()} may have. */
    public static final List<String> DISCARD_REASONS = List.of("series_limit", "condition_failed");

    private final long accepted;
    private final long processed;
    private final Map<String, Long> droppedByReason;
    private final Map<String, Long> discardedByReason;
    private final long adjusted;
    private final long late;
    private final long conditionFaults;
    private final long series;

    private EventCounts(Builder builder) {
        accepted = builder.accepted;
        processed = builder.processed;
        droppedByReason = builder.droppedByReason;
        discardedByReason = builder.discardedByReason;
        adjusted = builder.adjusted;
        late = builder.late;
        conditionFaults = builder.conditionFaults;
        series = builder.series;
    }

    /** {@return a builder with all counts 0} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with these figures} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return the number of accepted events} */
    public long accepted() {
        return accepted;
    }

    /** {@return the number of processed events} */
    public long processed() {
        return processed;
    }

    /**
     * {@return the number of events that were rejected at ingest, by reason such as {@code buffer_full}; a reason that
     * never occurred is absent}
     */
    public Map<String, Long> droppedByReason() {
        return droppedByReason;
    }

    /**
     * {@return the number of accepted events that could not be evaluated, by reason such as {@code series_limit}; a
     * reason that never occurred is absent}
     */
    public Map<String, Long> discardedByReason() {
        return discardedByReason;
    }

    /** {@return the number of events with a time over a minute ahead of the clock, which got their arrival time} */
    public long adjusted() {
        return adjusted;
    }

    /** {@return the number of events that were older than the newest of their series} */
    public long late() {
        return late;
    }

    /** {@return the number of exceptions of conditions} */
    public long conditionFaults() {
        return conditionFaults;
    }

    /** {@return the number of known series} */
    public long series() {
        return series;
    }

    /** {@return the number of offered events: accepted and dropped ones} */
    public long offered() {
        return accepted + dropped();
    }

    /** {@return the number of accepted events that are not processed yet} */
    public long waiting() {
        return accepted - processed;
    }

    /** {@return the number of events that were evaluated by all their conditions} */
    public long evaluated() {
        return processed - discarded();
    }

    /** {@return the number of events that were rejected at ingest, for all reasons} */
    public long dropped() {
        return sum(droppedByReason);
    }

    /** {@return the number of accepted events that could not be evaluated, for all reasons} */
    public long discarded() {
        return sum(discardedByReason);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventCounts that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "EventCounts[accepted=" + accepted + ", processed=" + processed + ", droppedByReason=" + droppedByReason
                + ", discardedByReason=" + discardedByReason + ", adjusted=" + adjusted + ", late=" + late
                + ", conditionFaults=" + conditionFaults + ", series=" + series + ']';
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(
                accepted, processed, droppedByReason, discardedByReason, adjusted, late, conditionFaults, series);
    }

    /** A builder of the counts. Not thread-safe. */
    public static final class Builder {
        private long accepted;
        private long processed;
        private Map<String, Long> droppedByReason = Map.of();
        private Map<String, Long> discardedByReason = Map.of();
        private long adjusted;
        private long late;
        private long conditionFaults;
        private long series;

        private Builder() {}

        private Builder(EventCounts from) {
            accepted = from.accepted;
            processed = from.processed;
            droppedByReason = from.droppedByReason;
            discardedByReason = from.discardedByReason;
            adjusted = from.adjusted;
            late = from.late;
            conditionFaults = from.conditionFaults;
            series = from.series;
        }

        /** Sets the number of accepted events; 0 by default. */
        public Builder accepted(long accepted) {
            this.accepted = accepted;
            return this;
        }

        /** Sets the number of processed events; 0 by default. */
        public Builder processed(long processed) {
            this.processed = processed;
            return this;
        }

        /** Sets the number of events that were rejected at ingest, by reason; none by default. */
        public Builder droppedByReason(Map<String, Long> droppedByReason) {
            this.droppedByReason = Map.copyOf(droppedByReason);
            return this;
        }

        /** Sets the number of accepted events that could not be evaluated, by reason; none by default. */
        public Builder discardedByReason(Map<String, Long> discardedByReason) {
            this.discardedByReason = Map.copyOf(discardedByReason);
            return this;
        }

        /**
         * Sets the number of events with a time over a minute ahead of the clock, which got their arrival time; 0 by
         * default.
         */
        public Builder adjusted(long adjusted) {
            this.adjusted = adjusted;
            return this;
        }

        /** Sets the number of events that were older than the newest of their series; 0 by default. */
        public Builder late(long late) {
            this.late = late;
            return this;
        }

        /** Sets the number of exceptions of conditions; 0 by default. */
        public Builder conditionFaults(long conditionFaults) {
            this.conditionFaults = conditionFaults;
            return this;
        }

        /** Sets the number of known series; 0 by default. */
        public Builder series(long series) {
            this.series = series;
            return this;
        }

        /** {@return the figures} */
        public EventCounts build() {
            return new EventCounts(this);
        }
    }
}
