// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.detector;

import io.arxsvgx.telemetry.pattern.FailureType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The current result of one detector on one series. Immutable. */
public record Finding(
        FailureType type,
        double confidence,
        double severity,
        String description,
        List<Double> dataPoints,
        Map<String, Object> metadata,
        @Nullable PredictedFailure prediction) {

    /** Returns a builder with the number of values, their time span, and the method. */
    public static Builder of(FailureType type, String method, int values, Duration span) {
        return new Builder(type, method, values, span);
    }

    /** A builder of findings. Not thread-safe. */
    public static final class Builder {
        private static final int MAX_POINTS = 64;

        private final FailureType type;
        private final Map<String, Object> metadata = new LinkedHashMap<>();
        private List<Double> points = List.of();
        private @Nullable PredictedFailure prediction;

        private Builder(FailureType type, String method, int values, Duration span) {
            this.type = type;
            metadata.put("method", method);
            metadata.put("values", values);
            metadata.put("span_seconds", span.toNanos() / 1e9);
        }

        public Builder with(String name, Object value) {
            metadata.put(name, value);
            return this;
        }

        public Builder with(String name, long value) {
            metadata.put(name, value);
            return this;
        }

        /** Sets a figure; it is omitted if it is not finite. */
        public Builder with(String name, double value) {
            if (Double.isFinite(value)) {
                metadata.put(name, value);
            }
            return this;
        }

        /** Sets the predicted failure. */
        public Builder predicting(PredictedFailure failure) {
            prediction = failure;
            return this;
        }

        /** Sets the newest values. */
        public Builder points(double[] values) {
            int from = Math.max(0, values.length - MAX_POINTS);
            points = Arrays.stream(values, from, values.length).boxed().toList();
            return this;
        }

        public Finding build(double confidence, double severity, String description) {
            return new Finding(
                    type,
                    unit(confidence),
                    unit(severity),
                    description,
                    points,
                    Collections.unmodifiableMap(metadata),
                    prediction);
        }

        private static double unit(double value) {
            return Double.isNaN(value) ? 0 : Math.max(0, Math.min(1, value));
        }
    }
}
