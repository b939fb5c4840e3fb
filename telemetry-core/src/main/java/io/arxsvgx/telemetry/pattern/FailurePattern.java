// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.pattern;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.text.ImmutableCopies;
import io.arxsvgx.telemetry.text.LabelSet;
import io.arxsvgx.telemetry.text.RequiredParts;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A failure pattern that a detector has found. Reporting one with the same id updates it; one with {@code endsAt} set
 * has ended. A detector creates one with {@link #builder}:
 *
 * <pre>{@code
 * FailurePattern wear = FailurePattern.builder()
 *         .patternId("wear-pump_1")
 *         .failureType(FailureType.TREND)
 *         .source("pump_1")
 *         .type("vibration")
 *         .confidence(0.9)
 *         .severity(0.5)
 *         .timestamp(context.now())
 *         .build();
 * FailurePattern over = wear.toBuilder().endsAt(context.now()).build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class FailurePattern {
    private final String patternId;
    private final FailureType failureType;
    private final String source;
    private final String type;
    private final Map<String, String> seriesLabels;
    private final double confidence;
    private final double severity;
    private final String description;
    private final Instant timestamp;
    private final @Nullable Instant endsAt;
    private final List<Double> dataPoints;
    private final Map<String, Object> metadata;

    private FailurePattern(Builder builder) {
        RequiredParts.of("failure pattern")
                .part("patternId", builder.patternId)
                .part("failureType", builder.failureType)
                .part("source", builder.source)
                .part("confidence", builder.confidence)
                .part("severity", builder.severity)
                .part("timestamp", builder.timestamp)
                .check();
        patternId = requireNonNull(builder.patternId);
        if (patternId.isEmpty()) {
            throw new IllegalArgumentException("failure pattern: expected a patternId, got an empty text");
        }
        failureType = requireNonNull(builder.failureType);
        source = requireNonNull(builder.source);
        type = builder.type;
        seriesLabels = builder.seriesLabels;
        confidence = ratio("confidence", requireNonNull(builder.confidence));
        severity = ratio("severity", requireNonNull(builder.severity));
        description = builder.description == null ? defaultDescription() : builder.description;
        timestamp = requireNonNull(builder.timestamp);
        endsAt = builder.endsAt;
        dataPoints = builder.dataPoints;
        metadata = builder.metadata;
    }

    private static double ratio(String part, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("failure pattern: " + part + ": expected 0 to 1, got " + value);
        }
        return value;
    }

    private String defaultDescription() {
        return failureType.label() + " pattern in " + source + (type.isEmpty() ? "" : "/" + type)
                + LabelSet.describe(seriesLabels);
    }

    /** {@return a builder without parts} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with all parts of this pattern} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return the id, unique while the pattern lasts} */
    public String patternId() {
        return patternId;
    }

    /** {@return the kind of failure} */
    public FailureType failureType() {
        return failureType;
    }

    /** {@return the source of the series} */
    public String source() {
        return source;
    }

    /** {@return the type of the series; empty if the pattern is about a whole source} */
    public String type() {
        return type;
    }

    /** {@return the labels of the series, sorted by name; empty for a series without labels, and for a whole source} */
    public Map<String, String> seriesLabels() {
        return seriesLabels;
    }

    /** {@return the detector's confidence, 0 to 1} */
    public double confidence() {
        return confidence;
    }

    /** {@return the severity, 0 to 1; 0 for information that is no failure and raises no alert} */
    public double severity() {
        return severity;
    }

    /** {@return the description, one sentence for people} */
    public String description() {
        return description;
    }

    /** {@return the time at which it was found} */
    public Instant timestamp() {
        return timestamp;
    }

    /** {@return the time at which it ended; null while it lasts} */
    public @Nullable Instant endsAt() {
        return endsAt;
    }

    /** {@return the values in which it was found, oldest first} */
    public List<Double> dataPoints() {
        return dataPoints;
    }

    /** {@return additional figures by name; unmodifiable, including nested maps and lists} */
    public Map<String, Object> metadata() {
        return metadata;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FailurePattern that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "FailurePattern[patternId=" + patternId + ", failureType=" + failureType + ", source=" + source
                + ", type=" + type + ", seriesLabels=" + seriesLabels + ", confidence=" + confidence + ", severity="
                + severity + ", description="
                + description + ", timestamp=" + timestamp + ", endsAt=" + endsAt + ", dataPoints=" + dataPoints
                + ", metadata=" + metadata + ']';
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(
                patternId,
                failureType,
                source,
                type,
                seriesLabels,
                confidence,
                severity,
                description,
                timestamp,
                endsAt,
                dataPoints,
                metadata);
    }

    /** A builder of failure patterns. Not thread-safe. */
    public static final class Builder {
        private @Nullable String patternId;
        private @Nullable FailureType failureType;
        private @Nullable String source;
        private String type = "";
        private Map<String, String> seriesLabels = LabelSet.EMPTY;
        private @Nullable Double confidence;
        private @Nullable Double severity;
        private @Nullable String description;
        private @Nullable Instant timestamp;
        private @Nullable Instant endsAt;
        private List<Double> dataPoints = List.of();
        private Map<String, Object> metadata = Map.of();

        private Builder() {}

        private Builder(FailurePattern pattern) {
            patternId = pattern.patternId;
            failureType = pattern.failureType;
            source = pattern.source;
            type = pattern.type;
            seriesLabels = pattern.seriesLabels;
            confidence = pattern.confidence;
            severity = pattern.severity;
            description = pattern.description;
            timestamp = pattern.timestamp;
            endsAt = pattern.endsAt;
            dataPoints = pattern.dataPoints;
            metadata = pattern.metadata;
        }

        /** Sets the id, unique while the pattern lasts. Required, not empty. */
        public Builder patternId(String patternId) {
            this.patternId = requireNonNull(patternId, "patternId");
            return this;
        }

        /** Sets the kind of failure. Required. */
        public Builder failureType(FailureType failureType) {
            this.failureType = requireNonNull(failureType, "failureType");
            return this;
        }

        /** Sets the source of the series. Required. */
        public Builder source(String source) {
            this.source = requireNonNull(source, "source");
            return this;
        }

        /** Sets the type of the series; empty, for a whole source, by default. */
        public Builder type(String type) {
            this.type = requireNonNull(type, "type");
            return this;
        }

        /** Sets the labels of the series; none by default. */
        public Builder seriesLabels(Map<String, String> seriesLabels) {
            this.seriesLabels = LabelSet.of(seriesLabels);
            return this;
        }

        /** Sets the detector's confidence, 0 to 1. Required. */
        public Builder confidence(double confidence) {
            this.confidence = confidence;
            return this;
        }

        /** Sets the severity, 0 to 1; 0 for information that is no failure and raises no alert. Required. */
        public Builder severity(double severity) {
            this.severity = severity;
            return this;
        }

        /** Sets the description, one sentence for people; the kind and the series by default. */
        public Builder description(String description) {
            this.description = requireNonNull(description, "description");
            return this;
        }

        /** Sets the time at which it was found. Required. */
        public Builder timestamp(Instant timestamp) {
            this.timestamp = requireNonNull(timestamp, "timestamp");
            return this;
        }

        /** Sets the time at which it ended; null, while it lasts, by default. */
        public Builder endsAt(@Nullable Instant endsAt) {
            this.endsAt = endsAt;
            return this;
        }

        /** Sets the values in which it was found, oldest first; none by default. */
        public Builder dataPoints(List<Double> dataPoints) {
            this.dataPoints = List.copyOf(dataPoints);
            return this;
        }

        /** Sets additional figures by name, copied including nested maps and lists; none by default. */
        public Builder metadata(Map<String, Object> metadata) {
            this.metadata = ImmutableCopies.of(metadata);
            return this;
        }

        /**
         * Builds the pattern.
         *
         * @return the pattern
         * @throws IllegalArgumentException if a required part is missing, the id is empty, or confidence or severity is
         *     not within 0 to 1
         */
        public FailurePattern build() {
            return new FailurePattern(this);
        }
    }
}
