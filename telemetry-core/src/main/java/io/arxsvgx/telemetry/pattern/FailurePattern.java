// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.pattern;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A failure pattern that a detector has found. Reported again with the same id it is an update; with {@code endsAt} set
 * it is over. Immutable.
 *
 * @param patternId unique while the pattern lasts
 * @param failureType its type
 * @param source the source of the series
 * @param type the type of the series; empty where it is about a whole source
 * @param confidence how sure the detector is, 0 to 1
 * @param severity how bad it is, 0 to 1; with 0 it is worth knowing but no failure, and raises no alert
 * @param description one sentence for people
 * @param timestamp when it was found
 * @param endsAt when it ended; null while it lasts
 * @param dataPoints the values it was found in, oldest first
 * @param metadata further figures by name
 */
public record FailurePattern(
        String patternId,
        FailureType failureType,
        String source,
        String type,
        double confidence,
        double severity,
        String description,
        Instant timestamp,
        @Nullable Instant endsAt,
        List<Double> dataPoints,
        Map<String, Object> metadata) {

    /**
     * Checks the parts and copies the collections.
     *
     * @param patternId as {@link #patternId()}
     * @param failureType as {@link #failureType()}
     * @param source as {@link #source()}
     * @param type as {@link #type()}
     * @param confidence as {@link #confidence()}
     * @param severity as {@link #severity()}
     * @param description as {@link #description()}
     * @param timestamp as {@link #timestamp()}
     * @param endsAt as {@link #endsAt()}
     * @param dataPoints as {@link #dataPoints()}
     * @param metadata as {@link #metadata()}
     * @throws IllegalArgumentException if the id is empty, or confidence or severity is not within 0 to 1
     */
    public FailurePattern {
        requireNonNull(failureType, "failureType");
        requireNonNull(source, "source");
        requireNonNull(type, "type");
        requireNonNull(description, "description");
        requireNonNull(timestamp, "timestamp");
        if (patternId.isEmpty()) {
            throw new IllegalArgumentException("a pattern's id is empty");
        }
        unit("confidence", confidence);
        unit("severity", severity);
        dataPoints = List.copyOf(dataPoints);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    private static void unit(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("a pattern's " + what + " is " + value + "; it takes 0 to 1");
        }
    }
}
