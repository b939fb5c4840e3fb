// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.report;

import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import io.arxsvgx.telemetry.patterns.internal.detector.RemainingLifeDetector;
import io.arxsvgx.telemetry.patterns.internal.state.TrackedSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The risk of each component, which is a source: the weighted mean of its known factors. The factor {@code anomalies}
 * is computed from the open failure patterns of all its series: 1 minus the product of 1 minus confidence times
 * severity. Confined to the detectors' thread.
 */
public final class RiskAssessor {
    static final Map<String, Double> WEIGHTS = weights();

    private static final double CHANGED = 0.01;
    private static final double HIGH = 0.6;
    private static final int MAX_COMPONENTS = 10_000;
    private static final Duration REPEAT = Duration.ofMinutes(1);

    private final Function<String, Map<String, Double>> host;
    private final Map<String, RiskAssessment> reported = new HashMap<>();

    public RiskAssessor(Function<String, Map<String, Double>> host) {
        this.host = host;
    }

    private static Map<String, Double> weights() {
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put("age", 0.30);
        weights.put("usage", 0.25);
        weights.put("environment", 0.20);
        weights.put("maintenance", 0.15);
        weights.put("anomalies", 0.10);
        return weights;
    }

    /** Assesses all components, and reports those whose risk has changed or was last reported a minute ago. */
    public void assess(
            DetectionContext context, Collection<TrackedSeries> tracks, Collection<FailurePattern> patterns) {
        Map<String, List<FailurePattern>> bySource = new HashMap<>();
        patterns.forEach(pattern -> bySource.computeIfAbsent(pattern.source(), any -> new ArrayList<>())
                .add(pattern));
        Set<String> components = new HashSet<>();
        for (TrackedSeries track : tracks) {
            if (components.size() < MAX_COMPONENTS && components.add(track.id.source())) {
                assess(context, track.id.source(), bySource.getOrDefault(track.id.source(), List.of()));
            }
        }
        reported.keySet().retainAll(components);
    }

    private void assess(DetectionContext context, String component, List<FailurePattern> patterns) {
        Map<String, Double> factors = factors(component, patterns);
        double risk = risk(factors);
        Instant now = context.now();
        RiskAssessment before = reported.get(component);
        if (before == null
                || Math.abs(before.risk() - risk) > CHANGED
                || !before.timestamp().plus(REPEAT).isAfter(now)) {
            RiskAssessment assessment = new RiskAssessment(component, risk, factors, advice(factors, patterns), now);
            reported.put(component, assessment);
            context.report(assessment);
        }
    }

    private Map<String, Double> factors(String component, List<FailurePattern> patterns) {
        Map<String, Double> given = host.apply(component);
        Map<String, Double> factors = new LinkedHashMap<>();
        for (String factor : WEIGHTS.keySet()) {
            Double value = given.get(factor);
            if (value != null && Double.isFinite(value)) {
                factors.put(factor, Math.max(0, Math.min(1, value)));
            }
        }
        double sound = 1;
        for (FailurePattern pattern : patterns) {
            sound *= 1 - pattern.confidence() * pattern.severity();
        }
        factors.put("anomalies", Math.max(0, 1 - sound));
        return factors;
    }

    private static double risk(Map<String, Double> factors) {
        double sum = 0;
        double weights = 0;
        for (Map.Entry<String, Double> factor : factors.entrySet()) {
            double weight = WEIGHTS.getOrDefault(factor.getKey(), 0.0);
            sum += weight * factor.getValue();
            weights += weight;
        }
        return Math.max(0, Math.min(1, sum / weights));
    }

    private static List<String> advice(Map<String, Double> factors, List<FailurePattern> patterns) {
        List<String> advice = new ArrayList<>();
        patterns.stream()
                .max(Comparator.comparingDouble(FailurePattern::severity))
                .ifPresent(worst -> {
                    advice.add(worst.description() + ".");
                    if (worst.metadata().get(RemainingLifeDetector.ACTIONS) instanceof List<?> actions) {
                        actions.forEach(action -> advice.add(String.valueOf(action)));
                    }
                });
        factors.forEach((factor, value) -> {
            if (value >= HIGH) {
                switch (factor) {
                    case "age" -> advice.add("Plan its replacement: it is near the end of its useful life.");
                    case "usage" -> advice.add("Reduce its load.");
                    case "environment" -> advice.add("Improve its environment.");
                    case "maintenance" -> advice.add("Maintain it: its maintenance is overdue.");
                    default -> {}
                }
            }
        });
        return advice;
    }
}
