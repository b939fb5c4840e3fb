// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web;

import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A detector that reports what a test passes to it. */
public final class OneShot implements PatternDetector {
    private final ConcurrentLinkedQueue<FailurePattern> due = new ConcurrentLinkedQueue<>();

    public static FailurePattern pattern(String id, Instant end) {
        return FailurePattern.builder()
                .patternId(id)
                .failureType(FailureType.TREND)
                .source("pump")
                .type("temperature")
                .confidence(0.9)
                .severity(0.9)
                .description("it rises")
                .timestamp(Instant.parse("2026-01-31T12:00:00Z"))
                .endsAt(end)
                .dataPoints(List.of(1.0, 2.0))
                .metadata(Map.of("slope", 0.5))
                .build();
    }

    public void report(FailurePattern pattern) {
        due.add(pattern);
    }

    @Override
    public String name() {
        return "one_shot";
    }

    @Override
    public void detect(DetectionContext context) {
        for (FailurePattern pattern = due.poll(); pattern != null; pattern = due.poll()) {
            context.report(pattern);
            context.report(new RiskAssessment("pump", 0.4, Map.of("age", 0.3), List.of("look"), context.now()));
            context.report("temperature", Map.of("forecast", List.of(1.0, 2.0)));
        }
    }
}
