// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The progress of failure detection, and its delay. Immutable. */
public final class DetectionProgress {
    private final long rounds;
    private final int series;
    private final int fullSeries;
    private final long values;
    private final long missedValues;
    private final long looks;
    private final int behindSeries;
    private final double behindSeconds;
    private final int openPatterns;
    private final long busyNanos;
    private final long faults;

    private DetectionProgress(Builder builder) {
        rounds = builder.rounds;
        series = builder.series;
        fullSeries = builder.fullSeries;
        values = builder.values;
        missedValues = builder.missedValues;
        looks = builder.looks;
        behindSeries = builder.behindSeries;
        behindSeconds = builder.behindSeconds;
        openPatterns = builder.openPatterns;
        busyNanos = builder.busyNanos;
        faults = builder.faults;
    }

    /** {@return a builder of the progress before the first round} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with the parts of this progress} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return the number of completed rounds} */
    public long rounds() {
        return rounds;
    }

    /** {@return the number of known series} */
    public int series() {
        return series;
    }

    /** {@return the number of series with full state; the others have a small summary} */
    public int fullSeries() {
        return fullSeries;
    }

    /** {@return the number of values that were read} */
    public long values() {
        return values;
    }

    /** {@return the number of values that were dropped from the processor's history before a round read them} */
    public long missedValues() {
        return missedValues;
    }

    /** {@return the number of full analyses of a series} */
    public long looks() {
        return looks;
    }

    /** {@return the number of series with new values that wait for a full analysis} */
    public int behindSeries() {
        return behindSeries;
    }

    /** {@return the longest time that a series has waited for a full analysis, in seconds} */
    public double behindSeconds() {
        return behindSeconds;
    }

    /** {@return the number of open patterns} */
    public int openPatterns() {
        return openPatterns;
    }

    /** {@return the total time spent, in nanoseconds} */
    public long busyNanos() {
        return busyNanos;
    }

    /** {@return the number of exceptions thrown by detectors} */
    public long faults() {
        return faults;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DetectionProgress that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "DetectionProgress[rounds=" + rounds + ", series=" + series + ", fullSeries=" + fullSeries + ", values="
                + values + ", missedValues=" + missedValues + ", looks=" + looks + ", behindSeries=" + behindSeries
                + ", behindSeconds=" + behindSeconds + ", openPatterns=" + openPatterns + ", busyNanos=" + busyNanos
                + ", faults=" + faults + ']';
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(
                rounds,
                series,
                fullSeries,
                values,
                missedValues,
                looks,
                behindSeries,
                behindSeconds,
                openPatterns,
                busyNanos,
                faults);
    }

    /** A builder of progress. Not thread-safe. */
    public static final class Builder {
        private long rounds;
        private int series;
        private int fullSeries;
        private long values;
        private long missedValues;
        private long looks;
        private int behindSeries;
        private double behindSeconds;
        private int openPatterns;
        private long busyNanos;
        private long faults;

        private Builder() {}

        private Builder(DetectionProgress from) {
            rounds = from.rounds;
            series = from.series;
            fullSeries = from.fullSeries;
            values = from.values;
            missedValues = from.missedValues;
            looks = from.looks;
            behindSeries = from.behindSeries;
            behindSeconds = from.behindSeconds;
            openPatterns = from.openPatterns;
            busyNanos = from.busyNanos;
            faults = from.faults;
        }

        /** Sets the number of completed rounds; 0 by default. */
        public Builder rounds(long rounds) {
            this.rounds = rounds;
            return this;
        }

        /** Sets the number of known series; 0 by default. */
        public Builder series(int series) {
            this.series = series;
            return this;
        }

        /** Sets the number of series with full state; the others have a small summary; 0 by default. */
        public Builder fullSeries(int fullSeries) {
            this.fullSeries = fullSeries;
            return this;
        }

        /** Sets the number of values that were read; 0 by default. */
        public Builder values(long values) {
            this.values = values;
            return this;
        }

        /**
         * Sets the number of values that were dropped from the processor's history before a round read them; 0 by
         * default.
         */
        public Builder missedValues(long missedValues) {
            this.missedValues = missedValues;
            return this;
        }

        /** Sets the number of full analyses of a series; 0 by default. */
        public Builder looks(long looks) {
            this.looks = looks;
            return this;
        }

        /** Sets the number of series with new values that wait for a full analysis; 0 by default. */
        public Builder behindSeries(int behindSeries) {
            this.behindSeries = behindSeries;
            return this;
        }

        /** Sets the longest time that a series has waited for a full analysis, in seconds; 0 by default. */
        public Builder behindSeconds(double behindSeconds) {
            this.behindSeconds = behindSeconds;
            return this;
        }

        /** Sets the number of open patterns; 0 by default. */
        public Builder openPatterns(int openPatterns) {
            this.openPatterns = openPatterns;
            return this;
        }

        /** Sets the total time spent, in nanoseconds; 0 by default. */
        public Builder busyNanos(long busyNanos) {
            this.busyNanos = busyNanos;
            return this;
        }

        /** Sets the number of exceptions thrown by detectors; 0 by default. */
        public Builder faults(long faults) {
            this.faults = faults;
            return this;
        }

        /** {@return the progress} */
        public DetectionProgress build() {
            return new DetectionProgress(this);
        }
    }
}
